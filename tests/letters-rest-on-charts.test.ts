import { afterAll, beforeAll, expect, test } from 'vitest';
import { letterText } from '#core/appeals/letter/letter-text.ts';
import { sentencesOf, type AppealLetter } from '#core/appeals/letter/letter.ts';
import { parsePayload, type AppealPayload } from '#guardrails/effects/payloads.ts';
import { hold } from '#guardrails/gate.ts';
import { ProposalDraft, type Proposal } from '#guardrails/proposal.ts';
import { DraftedAppeal } from '#tools/draft-appeal/tool.ts';
import { putDenial, putTerms } from './support/denied-claims.ts';
import { openHospital, resultOf, type Hospital } from './support/hospital.ts';

const CT = { number: 1, code: '70450', modifiers: [], units: 1, chargeCents: 89_000, date: '2026-07-08', diagnoses: [1, 2] };
const CLAIM = { kind: 'institutional', lines: [CT], totalCents: 89_000, diagnoses: ['R55', 'N17.0'] };

let hospital: Hospital;
let drafted: Proposal;
let denial = { start: 0, end: 0, quote: 'No evidence of ATN.' };
beforeAll(async () => {
  hospital = await openHospital(['E-2009']);
  await hospital.store.within(hospital.tenant, async (unit) => {
    await putTerms(unit);
    await putDenial(unit, 'C-1', 'E-2009', { reason: 'CO-50', line: 1, claim: CLAIM });
    const start = (await unit.charts.document('D-2009-2'))?.text.indexOf(denial.quote) ?? -1;
    denial = { ...denial, start, end: start + denial.quote.length };
  });
  const { letters } = resultOf(await hospital.ask('biller', 'draft_appeal', { claim: 'C-1' }), DraftedAppeal);
  const found = await hospital.store.within(hospital.tenant, ({ proposals }) => proposals.find(letters[0]?.proposal ?? ''));
  if (found === undefined) throw new Error('no letter');
  drafted = found;
});
afterAll(() => hospital.close());

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Puts the letter up as a tool or a client might that had changed it, with a text to match. Says what came of it. */
async function putUp(
  change: (letter: Writable<AppealLetter>, payload: Writable<AppealPayload>) => void,
  trace = drafted.trace,
): Promise<string> {
  const { kind, encounter, subject, preview, editions, sources, care } = drafted;
  const payload: Writable<AppealPayload> = structuredClone(parsePayload('appeal.submit', drafted.payload));
  const { written } = payload.letter;
  if (written === undefined) throw new Error('no letter');
  change(written, payload);
  payload.letter.text = letterText(written);
  const plain: unknown = JSON.parse(JSON.stringify(payload));
  const draft = ProposalDraft.parse({
    kind,
    encounter,
    subject,
    preview,
    editions,
    sources,
    care,
    payload: plain,
    ...(trace && { trace }),
  });
  return hospital.store
    .within(hospital.tenant, (unit) => hold(unit, draft, hospital.as('biller').actor, 'a_test'))
    .then(({ id }) => id)
    .catch((thrown: unknown) => (thrown instanceof Error && 'says' in thrown ? String(thrown.says) : String(thrown)));
}

/** Every place of the letter where one text stands in the place of another. */
function replaced(letter: AppealLetter, from: string, to: string): void {
  for (const sentence of sentencesOf(letter)) sentence.text = sentence.text.replaceAll(from, to);
}

test('as it was drafted it is held', async () => {
  expect(await putUp(() => undefined)).toMatch(/^P-\d+$/);
});

test('a diagnosis that the chart denies, in the place of the one that it states', async () => {
  const outcome = await putUp((letter) => {
    replaced(letter, 'R55', 'N17.0');
    for (const source of letter.sources)
      if (source.cite.kind === 'claim-diagnosis')
        Object.assign(source, { cite: { ...source.cite, place: 2 }, says: 'Claim C-1, diagnosis 2' });
  });
  expect(outcome).toContain('no provider states in its words the diagnosis that it names');
});

test('words that deny a diagnosis of the claim, quoted to the letter', async () => {
  const outcome = await putUp((letter) => {
    const place = letter.sources.findIndex(({ cite }) => cite.kind === 'chart' && cite.document === 'D-2009-2');
    const source = letter.sources[place];
    if (source?.cite.kind !== 'chart') throw new Error('no quotation');
    replaced(letter, source.cite.quote, denial.quote);
    source.says = source.says.replace(`${source.cite.start}-${source.cite.end}`, `${denial.start}-${denial.end}`);
    Object.assign(source.cite, denial);
  });
  expect(outcome).toContain('no provider states in its words');
});

test('a letter that argues a need and gives no reason for the service', async () => {
  const outcome = await putUp((letter) => {
    const at = letter.paragraphs.findIndex((one) => !('table' in one) && one[0]?.template === 'report-reason');
    const [paragraph] = letter.paragraphs.splice(at, 1);
    // Its sources are told elsewhere, so that nothing but the missing reason is wrong.
    const [reason] = paragraph === undefined || 'table' in paragraph ? [] : paragraph;
    const quote = reason?.cites['quote'];
    if (quote === undefined) throw new Error('no reason');
    const said = `The document "CT Head Without Contrast" of July 8, 2026, by Salome Grindrod, MD, radiologist, says: "Syncope with head strike."`;
    letter.paragraphs.push([{ template: 'note-says', cites: { quote }, text: said }]);
  });
  expect(outcome).toContain('it does not give the reason for a service that it argues was needed');
});

test('a letter without the reading that it rests on', async () => {
  expect(await putUp(() => undefined, '')).toContain('the chart does not bear a reason for what it argues was needed');
});

test('an enclosure that is left out, another in its place, and one beside the list', async () => {
  expect(await putUp((_, payload) => void payload.enclosed?.pop())).toContain('it lists 5 enclosures, and 4 go with it');
  expect(await putUp((_, payload) => void delete payload.enclosed)).toContain('it lists 5 enclosures, and 0 go with it');
  expect(await putUp((_, payload) => void payload.enclosed?.push({ title: 'Chart', text: 'More.' }))).toContain('and 6 go with it');
  const altered = await putUp((_, payload) => {
    const document = payload.enclosed?.[2];
    if (document !== undefined) document.text = document.text.replace('No acute', 'Acute');
  });
  expect(altered).toContain('enclosure 3 is not what it lists');
});
