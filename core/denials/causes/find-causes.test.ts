import { describe, expect, test } from 'vitest';
import { aBilledClaim, aRemitted, someTerms } from '#tests/support/billing.ts';
import { shippedWords } from '#tests/support/words.ts';
import type { Claim } from '../../billing/claim.ts';
import type { RemittedClaim } from '../../remittance/remittance.ts';
import { denialOf } from '../denial.ts';
import { causesAmong } from '../families.ts';
import type { Cause, Known, SpokenClause } from './cause.ts';
import { findCauses } from './find-causes.ts';

const words = shippedWords();

interface Told {
  readonly claim?: Partial<Record<keyof Claim, unknown>>;
  readonly remitted?: Partial<Record<keyof RemittedClaim, unknown>>;
  readonly terms?: Known['terms'];
  readonly others?: readonly Claim[];
  readonly clauses?: readonly SpokenClause[];
}

/** What is found of line 1 of C-88, refused under a code. */
function causesOf(reason: string, { claim = {}, remitted = {}, terms, others = [], clauses = [] }: Told = {}): readonly Cause[] {
  const billed = aBilledClaim('C-88', claim);
  const line = { qualifier: 'HC', code: '99223', modifiers: [], units: 3, billedCents: 20_000, paidCents: 0, remarks: [], balanced: true };
  const adjustments = [{ group: 'CO', reason, amountCents: 20_000 }];
  const denial = denialOf(billed, aRemitted('C-88', { lines: [{ ...line, adjustments, segment: 20 }], ...remitted }), words);
  const [first] = denial.refusals;
  if (first === undefined) throw new Error(`${reason} refused nothing`);
  const known = { denial, others, clauses, causes: (remarks: readonly string[]) => causesAmong(words, remarks) };
  return findCauses(first, terms === undefined ? known : { ...known, terms });
}
const says = (causes: readonly Cause[]) => causes.map((one) => one.says).join(' ');
const leadsTo = (causes: readonly Cause[]) => causes.find((one) => one.leadsTo !== undefined)?.leadsTo;

describe('the cause of a refusal, as the claim shows it', () => {
  test.each([
    ['a claim without an authorisation is corrected first', '197', {}, 'correct', 'bears no prior authorisation number'],
    ['one that bears it is appealed with it', '197', { claim: { authorisation: 'AUTH-7' } }, 'appeal', 'bears the authorisation AUTH-7'],
    ['a bundled line without a modifier is corrected', '97', {}, 'correct', 'bears no modifier that may separate it'],
    [
      'one that bears modifier 59 is appealed with the record',
      '97',
      {
        claim: {
          lines: [{ number: 1, code: '99223', modifiers: ['59'], units: 1, chargeCents: 20_000, date: '2026-03-09', diagnoses: [1] }],
        },
      },
      'appeal',
      'bears modifier 59 already',
    ],
    [
      'a member’s number that came back changed is corrected',
      '27',
      { remitted: { subscriber: { last: 'T', id: 'M-2' } } },
      'correct',
      'another number of a member',
    ],
    ['the same number sends one to look at coverage', '27', {}, undefined, 'the one that was billed'],
    [
      'another payer first is billed first',
      '22',
      { others: [aBilledClaim('C-89', { payer: { id: '7', name: 'Harbor' }, order: 'secondary' })] },
      'bill-other-payer',
      'C-89 to Harbor as secondary',
    ],
    ['what is missing is what the remark says', '16', { remitted: { remarks: ['M76'] } }, 'correct', 'Remark M76'],
    ['without a remark the payer is asked', '16', {}, undefined, 'No remark says what is missing'],
    ['units that were billed stand beside those that the payer counts', '119', {}, undefined, 'billed with 1 unit; the payer counts 3'],
    ['a code that does not fit is shown as it was billed', '4', {}, 'correct', 'billed as 99223 with no modifier and I50.23'],
  ])('%s', (_name, reason, told, step, sentence) => {
    const causes = causesOf(reason, told);

    expect(says(causes)).toContain(sentence);
    expect(leadsTo(causes)).toBe(step);
  });

  test('a claim that was sent twice names the other, and one of another charge does not', () => {
    expect(says(causesOf('18', { others: [aBilledClaim('C-87', { filedOn: '2026-03-12' })] }))).toContain(
      'C-87 of 2026-03-12 is for the same days, codes and charges',
    );
    expect(says(causesOf('18', { others: [aBilledClaim('C-87', { totalCents: 1 })] }))).toContain('No other claim here');
  });

  test('a family of which nothing can be shown shows nothing', () => {
    expect(causesOf('150')).toEqual([]);
  });
});

describe('timely filing', () => {
  const terms = someTerms('60001', { filingDays: 90 });

  test.each([
    ['on the last day is in time', { filedOn: '2026-06-07', acknowledgedOn: '2026-06-07' }, 'appeal', 'it was in time'],
    [
      'a day later is too late, and the patient is not billed',
      { filedOn: '2026-06-08', acknowledgedOn: '2026-06-08' },
      'none',
      'The patient is not to be billed',
    ],
    ['what the payer received counts, where it says so', { filedOn: '2026-06-07', acknowledgedOn: '2026-06-09' }, 'none', 'too late'],
  ])('%s', (_name, claim, step, sentence) => {
    const causes = causesOf('29', { claim, terms });

    expect(says(causes)).toContain(sentence);
    expect(leadsTo(causes)).toBe(step);
  });

  test('without a limit or without a filing nothing is decided', () => {
    expect(says(causesOf('29', { claim: { filedOn: '2026-04-01' } }))).toContain("The payer's filing limit was not entered");
    expect(says(causesOf('29', { terms }))).toContain('When C-88 was filed is not on file');
  });
});

describe('medical necessity', () => {
  const clause = (text: string): SpokenClause => ({ id: 'fern/1', heading: 'Visits', text });

  test.each([
    [
      'a diagnosis that the clause names is appealed',
      'Code 99223 is covered for I50.23 and I21.4.',
      'appeal',
      'Clause fern/1 names I50.23, which was billed',
    ],
    ['one beneath a category that it names as well', 'Code 99223 is covered for I50.2.', 'appeal', 'Clause fern/1 names I50.23'],
    [
      'none of those that it names is corrected where the chart bears another out',
      'Code 99223 is covered for I21.4.',
      'correct',
      'None of the diagnoses billed is among those that clause fern/1 names (I21.4)',
    ],
    ['a clause on another code is silent', 'Code 70450 is covered for I21.4.', undefined, 'its rule is not known here'],
  ])('%s', (_name, text, step, sentence) => {
    const causes = causesOf('50', { clauses: [clause(text)] });

    expect(says(causes)).toContain(sentence);
    expect(leadsTo(causes)).toBe(step);
  });
});
