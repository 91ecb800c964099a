import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { putDenial, putTerms, twoLines } from '../../tests/support/denied-claims.ts';
import { openHospital, resultOf, sentenceOf, type Hospital } from '../../tests/support/hospital.ts';
import { warningsOf } from '../propose-codes/draft-code.ts';
import { DraftedAppeal } from './tool.ts';

let hospital: Hospital;
let count = 0;
beforeAll(async () => {
  hospital = await openHospital(['E-1042', 'E-1043', 'E-1046', 'E-2001', 'E-2006', 'E-2009']);
  await hospital.store.within(hospital.tenant, (unit) => putTerms(unit));
});
afterAll(() => hospital.close());

type Denial = Parameters<typeof putDenial>[3];
const put = async (encounter: string, denial: Denial): Promise<string> => {
  const id = `C-${(count += 1)}`;
  await hospital.store.within(hospital.tenant, (unit) => putDenial(unit, id, encounter, denial));
  return id;
};
const said = async (encounter: string, denial: Denial) =>
  sentenceOf(await hospital.ask('biller', 'draft_appeal', { claim: await put(encounter, denial) }));

async function drafted(encounter: string, denial: Denial): Promise<Proposal> {
  const outcome = await hospital.ask('biller', 'draft_appeal', { claim: await put(encounter, denial) });
  const { letters, refused } = resultOf(outcome, DraftedAppeal);
  const found = await hospital.store.within(hospital.tenant, ({ proposals }) => proposals.find(letters[0]?.proposal ?? ''));
  if (found === undefined) throw new Error(`no letter: ${JSON.stringify(refused)}`);
  return found;
}
const payloadOf = ({ payload }: Proposal) => parsePayload('appeal.submit', payload);
const warnedOf = (proposal: Proposal) => warningsOf(proposal).join(' ');

const CT = { number: 3, code: '70450', modifiers: [], units: 1, chargeCents: 89_000, date: '2026-07-08', diagnoses: [1, 2, 3, 4] };

describe('a service that was denied as not needed', () => {
  test('is argued by the reason of its own report and the diagnosis that it names, and by no diagnosis that the record denies', async () => {
    const proposal = await drafted('E-2009', {
      reason: 'CO-50',
      line: 3,
      claim: { kind: 'institutional', lines: [CT], totalCents: 89_000, diagnoses: ['R55', 'N17.0', 'E86.0', 'I10'] },
    });
    const [body = ''] = payloadOf(proposal).letter.text.split('\n\nEnclosures');

    expect(body).toContain('the report "CT Head Without Contrast" of July 8, 2026');
    expect(body).toContain('gives as the reason: "Syncope with head strike."');
    expect(body).toContain('For R55, the document "Emergency Department Provider Note" of July 8, 2026');
    expect(body).not.toMatch(/N17|E86|I10|tubular|Dehydration/);
    expect(warnedOf(proposal)).toContain('The record denies N17.0, and the claim reports it');
  });

  test('is not argued by what was written on a later day', async () => {
    const line = { ...CT, date: '2026-07-07' };
    expect(await said('E-2009', { reason: 'CO-50', line: 3, claim: { lines: [line], totalCents: 89_000, diagnoses: ['R55'] } })).toContain(
      'does not state R55 as present by the day',
    );
  });
});

describe('records that a payer asks for', () => {
  test('go whole, the evaluation of a therapist of speech with them; what is absent and what is held back is told', async () => {
    const proposal = await drafted('E-1046', { reason: 'CO-252', remarks: ['M127'] });
    const { letter, enclosed = [] } = payloadOf(proposal);

    expect(letter.text).toContain('Speech-Language Pathology Evaluation, May 20, 2026 (D-1046-6)');
    expect(letter.text).toContain('The records of this care that are final are enclosed, as they are listed below.');
    expect(letter.text.match(/M127/g)).toHaveLength(1);
    expect(warnedOf(proposal)).toContain('Not in the record: a discharge summary, which a stay that ended has.');
    expect(enclosed.map(({ title }) => title)).toEqual(letter.written?.enclosures.map(({ text }) => text));
    expect(enclosed.find(({ title }) => title.startsWith('Speech'))?.text).toContain('Nonfluent aphasia');
  });

  test('say that they are what was asked for where nothing is absent, and which of them stay', async () => {
    const proposal = await drafted('E-1042', { reason: 'CO-252', remarks: ['N706'] });

    expect(payloadOf(proposal).letter.text).toContain('The records that you asked for are enclosed.');
    expect(warnedOf(proposal)).toMatch(/Not enclosed: D-1042-3 \(medication-list\), which no clinician wrote/);
  });

  test.each([
    ['CO-252', 'M29', 'The payer asks for an operative report (M29), and the record does not hold a final one'],
    ['CO-252', 'N26', 'The payer asks for the itemised bill (N26)'],
    ['CO-16', 'M51', 'send a corrected claim'],
  ])('are not sent for %s %s: %s', async (reason, remark, says) => {
    expect(await said('E-1042', { reason, remarks: [remark] })).toContain(says);
  });

  test('that only a remark asks for are sent too', async () => {
    expect(payloadOf(await drafted('E-1042', { reason: 'CO-16', remarks: ['M127'] })).letter.text).toContain(
      'The records that you asked for',
    );
  });

  test('of therapy stay with the patient', async () => {
    const proposal = await drafted('E-2006', { reason: 'CO-252', remarks: ['M127'] });

    expect(warnedOf(proposal)).toMatch(/Not enclosed: D-2006-1 \(behavioural-health-note\), which is for the patient to release/);
    expect(warnedOf(proposal)).toContain('Not enclosed: D-2006-2 (nursing-note), which may be for the patient to release.');
    expect(payloadOf(proposal).letter.text).not.toMatch(/D-2006-[124]/);
    expect(payloadOf(proposal).letter.text).toContain('Laboratory Results, ');
  });
});

describe('a remark that narrows the reason', () => {
  const AUTHORISED = { ...twoLines('2026-02-11', []), authorisation: 'AUTH-7' };

  test.each([
    ['CO-197', 'N54', 'Please tell us which service, day or unit of the claim your authorization AUTH-7 does not cover.'],
    ['CO-197', 'N130', 'Please send us the provision that you rest the decision on.'],
  ])('%s %s is answered: %s', async (reason, remark, says) => {
    const { letter } = payloadOf(await drafted('E-2001', { reason, remarks: [remark], claim: AUTHORISED }));
    expect(letter.text).toContain(says);
  });

  test('stands beside the claim where the line has none, and is answered all the same', async () => {
    const { letter } = payloadOf(
      await drafted('E-2001', { reason: 'CO-197', line: [1, 2], claim: AUTHORISED, remitted: { remarks: ['N54'] } }),
    );
    expect(letter.text).toContain('It gave the remark code N54 beside it.');
    expect(letter.text).toContain('Your remark N54 says that the claim differs');
  });

  test('that is not answered is told to whoever drafts, and a notice is not', async () => {
    const warned = async (remarks: readonly string[]) =>
      warnedOf(await drafted('E-2001', { reason: 'CO-197', remarks, claim: AUTHORISED }));

    expect(await warned(['M51'])).toContain('The letter does not answer the remark M51');
    expect(await warned(['N9999'])).toContain('The letter does not answer the remark N9999, which is not held here');
    expect(await warned(['N54'])).toContain('compare services, days and units of both before you sign');
    expect(await warned(['MA01'])).toBe('');
  });
});

describe('what a reason code says decides what is written', () => {
  test('150 on a bed is a level of care, and words by which care ends do not argue for it', async () => {
    const bed = { number: 1, revenue: '0120', modifiers: [], units: 3, chargeCents: 20_000, date: '2026-01-18', diagnoses: [1] };
    expect(await said('E-1043', { reason: 'CO-150', line: 1, claim: { kind: 'institutional', lines: [bed] } })).toContain(
      'does not say why the patient needed this level of care',
    );
    const text = payloadOf(
      await drafted('E-1042', { reason: 'CO-150', line: 1, claim: { kind: 'institutional', lines: [{ ...bed, date: '2026-03-09' }] } }),
    ).letter.text;
    expect(text).toContain('We state what the record says of the need for this level of care');
    expect(text).not.toMatch(/For [A-Z]\d\d/);
  });

  test('an authorisation that the payer holds not to fit is not answered with its number', async () => {
    for (const reason of ['CO-198', 'CO-284', 'CO-302'])
      expect(await said('E-2001', { reason, claim: { authorisation: 'AUTH-7' } })).toContain(
        'compare what was authorised with what was billed',
      );
  });
});
