import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decide } from '#guardrails/approvals.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { denying, putClause, putDenial, putLaw, putTerms, twoLines } from '../../tests/support/denied-claims.ts';
import { aHead, aRemittance, ofClaim } from '../../tests/support/billing.ts';
import { openHospital, resultOf, sentenceOf, type Hospital } from '../../tests/support/hospital.ts';
import { DraftedAppeal } from './tool.ts';

const FFS = { payer: { id: '60003', name: 'Medicare' } };
const MA = { payer: { id: '60004', name: 'Heron Advantage' } };
const NEW = { payer: { id: '60009', name: 'Unentered Health' } };

let hospital: Hospital;
let count = 0;
beforeAll(async () => {
  hospital = await openHospital(['E-1042', 'E-1043', 'E-1045', 'E-2001', 'E-2004', 'E-2005', 'E-2009']);
  await hospital.store.within(hospital.tenant, async (unit) => {
    await putTerms(unit);
    await putTerms(unit, { payer: '60003', name: 'Medicare', kind: 'medicare-ffs', appeal: undefined, levels: [], from: '2024-01-01' });
    await putTerms(unit, {
      payer: '60004',
      name: 'Heron Advantage',
      kind: 'medicare-advantage-noncontract',
      appeal: undefined,
      levels: [],
    });
    await putClause(unit, 'A hospital visit billed as 99223 is covered for heart failure. Notes must say why.');
    await putLaw(unit);
  });
});
afterAll(() => hospital.close());

type Denial = Parameters<typeof putDenial>[3];
const today = () => new Date().toISOString().slice(0, 10);
const put = async (encounter: string, denial: Denial): Promise<string> => {
  const id = `C-${(count += 1)}`;
  await hospital.store.within(hospital.tenant, (unit) => putDenial(unit, id, encounter, denial));
  return id;
};
const ask = (claim: string, more: object = {}) => hospital.ask('biller', 'draft_appeal', { claim, ...more });
const said = async (encounter: string, denial: Denial, more: object = {}) => sentenceOf(await ask(await put(encounter, denial), more));
const stored = (id: string) => hospital.store.within(hospital.tenant, ({ proposals }) => proposals.find(id));

async function drafted(claim: string, more: object = {}): Promise<Proposal> {
  const { letters, refused } = resultOf(await ask(claim, more), DraftedAppeal);
  const found = await stored(letters[0]?.proposal ?? '');
  if (found === undefined) throw new Error(`no letter: ${JSON.stringify(refused)}`);
  return found;
}
const letterOf = ({ payload }: Proposal) => parsePayload('appeal.submit', payload).letter;
const textOfLetter = async (encounter: string, denial: Denial, more: object = {}) =>
  letterOf(await drafted(await put(encounter, denial), more)).text;

describe('what each ground needs in hand, and says', () => {
  test('medical necessity quotes the diagnosis as the provider states it, and the clause of the payer that names the service', async () => {
    const text = await textOfLetter('E-1042', { reason: 'CO-50', line: 1 });

    expect(text).toContain('refused claim C-1 as a whole, $200.00, with the reason CO-50. [1][2]');
    expect(text).toMatch(/For I\d[\d.]+, the document "History and Physical" of March 9, 2026, by Priya Raman, MD/);
    expect(text).not.toContain('Discharge Summary');
    expect(text).toContain('4.2 Hospital visits, says: "A hospital visit billed as 99223 is covered for heart failure.');
  });

  test('medical necessity for a diagnosis that the record does not state is no ground', async () => {
    expect(await said('E-1042', { reason: 'CO-50', line: 1, claim: { diagnoses: ['C34.90'] } })).toContain(
      'does not state C34.90 as present by the day of the service that was billed for it. Do not appeal on this ground',
    );
  });

  test('a clinical validation states what is documented and asks for the criteria; a physician adviser reads it', async () => {
    const proposal = await drafted(await put('E-1042', { reason: 'CO-216', remarks: ['N163'] }));
    const { text } = letterOf(proposal);

    expect(text).toMatch(/NT-proBNP was [\d,.]+ \S+ on March 9, 2026, which the laboratory or the monitor flagged high\./);
    expect(text).toContain('Please send us the clinical criteria that you applied');
    expect(text).not.toMatch(/SOFA|qSOFA|SIRS|Sepsis-[23]|meets? (?:the )?criteria/i);
    expect(proposal.care).toBe('senior');
    expect(JSON.stringify(proposal.preview)).toContain('physician adviser');
  });

  test('a plan of Medicare Advantage is held to criteria that anybody can read', async () => {
    expect(await textOfLetter('E-1042', { reason: 'CO-216', claim: MA, date: today() }, { diagnosis: 'I50.23' })).toContain(
      '42 CFR 422.101, requirements of basic benefits in Medicare Advantage, Section 422.101(b)(6), comes to this, in our words:',
    );
  });

  test('an emergency needs no leave; without one and without a number there is no letter', async () => {
    expect(await textOfLetter('E-2004', { reason: 'CO-197' })).toContain('Section 149.110(b)(1)');
    expect(await textOfLetter('E-2001', { reason: 'CO-197', claim: { authorisation: 'AUTH-77' } })).toContain(
      'bears your authorization number AUTH-77.',
    );
    expect(await said('E-2001', { reason: 'CO-197' })).toContain('ask the payer whether it gives an authorisation afterwards');
  });

  test('timely filing shows the days and their proof, and is not argued where the claim was late or nothing proves it', async () => {
    const day = { from: '2026-03-01', to: '2026-03-01', filedOn: '2026-03-20', acknowledgedOn: '2026-03-22' };
    const text = await textOfLetter('E-2001', { reason: 'CO-29', claim: day });

    expect(text).toContain('The claim was filed on March 20, 2026, 19 days after it.');
    expect(text).toContain('You acknowledged the claim on March 22, 2026.');
    expect(text).toContain('Filed 19 days after service, where 90 are allowed, the claim was in time.');
    expect(await said('E-2001', { reason: 'CO-29', claim: { ...day, filedOn: '2026-05-31' } })).toContain(
      'was filed 91 days after service',
    );
    expect(await said('E-2001', { reason: 'CO-29', claim: { ...day, acknowledgedOn: undefined } })).toContain('no acknowledgement (277CA)');
  });

  test('a bundled pair needs the modifier on the claim and the words in the record', async () => {
    const day = '2026-02-12';
    expect(await said('E-2009', { reason: 'CO-97', line: 2, claim: twoLines(day, []) })).toContain(
      'no modifier that separates line 2 (11102)',
    );
    expect(await said('E-2009', { reason: 'CO-97', line: 2, claim: twoLines(day, ['59']) })).toMatch(
      /record does not show that line 2 \(11102\) was a service apart|A letter waits/,
    );
    expect(await textOfLetter('E-1045', { reason: 'CO-97', line: 2, claim: twoLines(day, ['RT']) })).toMatch(
      /billed with RT, to say that it was a service apart[\s\S]*says: "[^"]*right/i,
    );
  });

  test('a claim that lacked something is corrected; records that were asked for are sent, and notes of therapy are not', async () => {
    expect(await said('E-1042', { reason: 'CO-16', remarks: ['M51'] })).toContain('send a corrected claim');
    const text = await textOfLetter('E-1042', { reason: 'CO-252', remarks: ['N706'] });
    expect(text).toContain('The records that you asked for are enclosed.');
    expect(text).toContain('Discharge Summary, March 13, 2026 (D-1042-9)');
    const planted = await textOfLetter('E-1042', { reason: 'CO-252', remarks: ['N706; the payer admits fault', 'N706'] });
    expect(planted).toContain('It gave the remark code N706 beside it.');
    expect(planted).not.toContain('admits fault');
    expect(await said('E-2005', { reason: 'CO-252' })).toContain('No final document');
  });

  test.each([
    ['CO-4', 'send a corrected claim'],
    ['CO-18', 'has no other line with line 1'],
    ['CO-22', 'bill that plan first'],
    ['CO-27', 'verify the cover'],
    ['CO-96', 'Look up the benefit'],
    ['CO-45', 'denies nothing'],
    ['PR-1', 'denies nothing'],
  ])('%s is no letter: %s', async (reason, says) => {
    expect(await said('E-1042', { reason, line: 1 })).toContain(says);
  });

  test('a level of care is argued from an inpatient record alone', async () => {
    expect(await textOfLetter('E-1042', { reason: 'CO-186', claim: FFS, date: today() })).toContain('Section 412.3(d)(1), comes to this');
    expect(await said('E-2009', { reason: 'CO-186' })).toContain('is of observation care');
  });
});

describe('level, time and amount come before the letter', () => {
  const necessity = { reason: 'CO-50', line: 1 };
  const sign = (proposal: string) =>
    hospital.store.within(hospital.tenant, (unit) => decide(unit, { proposal, verdict: 'approved' }, hospital.as('billingLead').actor));

  test('drafted again it is the same proposal, and the card says how the deadline was counted', async () => {
    const claim = await put('E-1042', necessity);
    const first = await drafted(claim);

    expect((await drafted(claim)).id).toBe(first.id);
    expect(parsePayload('appeal.submit', first.payload)).toMatchObject({ level: 'first', deadline: '2036-05-29', amountCents: 20_000 });
    expect(JSON.stringify(first.preview)).toContain('3650');
    expect(first.sources.map(({ id }) => id)).toEqual(
      expect.arrayContaining([`claim:${claim}`, 'chart:E-1042', 'terms:60001', 'clause:blue-fern-policy/4.2']),
    );
  });

  test('to be refused again alike starts no days anew, for the draft and for the gate', async () => {
    const claim = await put('E-1042', necessity);
    await hospital.store.within(hospital.tenant, async (unit) => {
      const found = await unit.billing.claims.find(claim);
      if (found === undefined) throw new Error('It was put.');
      await aRemittance(unit.billing, [ofClaim(claim, denying(found, necessity), 20_000)], {
        head: aHead({ date: '2026-09-01', trace: `EFT-${claim}-2` }),
        sha256: 'd'.repeat(64),
      });
    });

    expect(parsePayload('appeal.submit', (await drafted(claim)).payload)).toMatchObject({ level: 'first', deadline: '2036-05-29' });
  });

  test('an appeal that was approved is answered before the next; then the next level is due, and the first is used', async () => {
    const claim = await put('E-1042', necessity);
    const first = await drafted(claim);
    await sign(first.id);
    expect(sentenceOf(await ask(claim))).toContain(
      `was approved on ${today()} (${first.id}), and no later remittance or letter answers it`,
    );

    const later = new Date(Date.now() + 86_400_000 * 2).toISOString().slice(0, 10);
    await hospital.store.within(hospital.tenant, async (unit) => {
      const found = await unit.billing.claims.find(claim);
      if (found === undefined) throw new Error('the claim is gone');
      await aRemittance(unit.billing, [ofClaim(claim, denying(found, necessity), 20_000)], {
        head: aHead({ date: later }),
        sha256: 'c'.repeat(64),
      });
    });
    expect(sentenceOf(await ask(claim, { level: 'first' }))).toContain('The level first was used');
    expect(sentenceOf(await ask(claim, { level: 'external' }))).toContain('has no level external that was entered: first, second');
    const second = await drafted(claim);
    expect(parsePayload('appeal.submit', second.payload)).toMatchObject({ level: 'second', deadline: 'unknown' });
    await sign(second.id);
  });

  test('Medicare begins with a redetermination, whatever else is asked for', async () => {
    const claim = await put('E-1042', { ...necessity, claim: FFS, date: today() });

    expect(sentenceOf(await ask(claim, { level: 'hearing' }))).toMatch(/cannot be asked for\..*\(42 CFR/);
    expect(sentenceOf(await ask(claim, { level: 'second' }))).toContain('Medicare has no level second');
    expect(letterOf(await drafted(claim)).title).toBe(`Request for a redetermination of claim ${claim}`);
  });

  test('an appeal that is too late is refused with how its time was counted', async () => {
    expect(await said('E-1042', { ...necessity, claim: FFS, date: '2025-01-10' })).toMatch(
      /The time to appeal ended on 2025-05-\d\d\. .*120.* Filed today, \d{4}-\d\d-\d\d, it would come \d+ days after the last day\.$/,
    );
  });

  test('where no terms were entered the deadline is unknown, and says so on the card', async () => {
    const proposal = await drafted(await put('E-1042', { ...necessity, claim: NEW }));

    expect(parsePayload('appeal.submit', proposal.payload).deadline).toBe('unknown');
    expect(JSON.stringify(proposal.preview)).toContain('Deadline unknown - enter it from the contract with Unentered Health.');
  });

  test('a claim that is not there, that nobody answered, or that was denied for something else', async () => {
    expect(sentenceOf(await ask('C-999999'))).toContain('There is no claim C-999999.');
    expect(await said('E-1042', necessity, { ground: 'bundling' })).toContain(
      'did not deny this claim for bundling, but for medical-necessity',
    );
    expect(sentenceOf(await hospital.ask('coder', 'draft_appeal', { claim: 'C-1' }))).toContain('Your roles may not use draft_appeal');
  });
});
