import { afterAll, beforeAll, expect, test } from 'vitest';
import { decide } from '#guardrails/approvals.ts';
import { aLateVisit, openHospital, resultOf, sentenceOf, textOf, type Hospital } from '../../tests/support/hospital.ts';
import { SuggestedCodes } from '../suggest-codes/tool.ts';
import { ProposedCodes } from './tool.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital(['E-1042', 'E-2001', 'E-2007'], [aLateVisit()]);
});
afterAll(() => hospital.close());

const propose = (encounter: string, codes?: readonly string[]) => hospital.ask('coder', 'propose_codes', { encounter, codes });
const all = (encounter: string) => hospital.store.within(hospital.tenant, ({ proposals }) => proposals.list({ encounter, limit: 100 }));

test('a suggested code becomes a proposal to accept it, which waits, with how to decide it', async () => {
  const outcome = await propose('E-1042', ['I50.23']);

  expect(outcome).toMatchObject({ status: 'held', proposals: ['P-1'] });
  expect(resultOf(outcome, ProposedCodes)).toMatchObject({
    proposals: [{ proposal: 'P-1', kind: 'code.accept', encounter: 'E-1042', code: 'I50.23', state: 'pending' }],
    refused: [],
  });
  expect(textOf(outcome)).toMatch(
    /^1 proposal waits for a countersignature\n\[P-1\] pending: code\.accept I50\.23 on E-1042, until \d{4}-\d\d-\d\d \d\d:\d\d UTC\n\nNothing is changed yet\./,
  );
});

test('asked again, by anybody and in any writing, it is the same proposal and no twin', async () => {
  await propose('E-1042', ['I50.23']);
  const before = (await all('E-1042')).length;

  expect(await propose('e-1042', ['i5023', 'I50.23'])).toMatchObject({ proposals: ['P-1'] });
  expect(await hospital.ask('mira', 'propose_codes', { encounter: 'E-1042', codes: ['I50.23'] })).toMatchObject({ proposals: ['P-1'] });
  expect(await all('E-1042')).toHaveLength(before);
});

test('the card that is decided on has title, effect, every quotation, edition and trace, and is bound to chart and edition', async () => {
  await propose('E-1042', ['I50.23']);
  const [card] = (await all('E-1042')).filter(({ subject }) => subject === 'I50.23');
  const text = textOf({ blocks: card?.preview ?? [] });

  expect(text).toMatch(
    /^I50\.23 {2}Acute on chronic systolic \(congestive\) heart failure\nWrite this diagnosis to encounter E-1042[^\n]*\.\n\n> Acute on chronic systolic heart failure\n {4}D-1042-9 /,
  );
  expect(text).toContain(`Trace               ${card?.trace}`);
  expect(card?.sources.map(({ id }) => id)).toEqual(['chart:E-1042', 'edition:icd10cm-2026-starter']);
  expect(card?.payload).toMatchObject({ encounter: 'E-1042', code: 'I50.23', codingDate: '2026-03-13' });
});

test('a valid code that is not suggested becomes a proposal to add it, and the card warns of that and says why', async () => {
  const outcome = await propose('E-1042', ['I50.33']);
  const { proposals } = resultOf(outcome, ProposedCodes);
  const card = (await all('E-1042')).find(({ subject }) => subject === 'I50.33');

  expect(proposals).toMatchObject([{ kind: 'code.add', code: 'I50.33' }]);
  expect(sentenceOf({ blocks: card?.preview ?? [] })).toContain(
    '! The coder program does not suggest this code: No statement in the chart supports I50.33. The index gives it only where the note says "diastolic".',
  );
  expect(sentenceOf({ blocks: card?.preview ?? [] })).toContain(
    'It is added on the asker\'s own reading of the chart. ! The chart denies I50.33 in D-1042-5: "There is no diastolic heart failure',
  );
});

test('what the chart denies is said in the answer to whoever adds it, as on the card', async () => {
  const outcome = await propose('E-1042', ['I50.33']);

  expect(sentenceOf(outcome)).toContain('! The chart denies I50.33 in D-1042-5: "There is no diastolic heart failure');
  expect(resultOf(outcome, ProposedCodes).proposals[0]?.warnings).toEqual([
    'Needs a coding lead: the chart denies it.',
    expect.stringMatching(/^The coder program does not suggest this code: /),
    expect.stringMatching(/^The chart denies I50\.33 in D-1042-5: /),
  ]);
});

test('a suggested code that the chart contradicts says first on its card who may accept it, and why', async () => {
  const outcome = await propose('E-1042', ['N17.9', 'E78.5']);

  expect(resultOf(outcome, ProposedCodes).proposals.map(({ warnings }) => warnings)).toEqual([
    ['Needs a coding lead: D-1042-7 denies it, by another provider. Ask the attending provider which holds (I.B.14).'],
    [],
  ]);
  expect((await all('E-1042')).find(({ subject }) => subject === 'N17.9')?.preview[2]).toMatchObject({
    tone: 'warning',
    text: expect.stringMatching(/^Needs a coding lead: /) as string,
  });
});

test('a code that an accepted or a waiting one excludes is proposed with that warning, and two put up at once warn of each other', async () => {
  const alone = sentenceOf(await propose('E-2001', ['E10.9']));
  const both = resultOf(await propose('E-2001', ['E11.22', 'E10.9']), ProposedCodes);
  const again = resultOf(await propose('E-2001', ['E10.9', 'E11.22']), ProposedCodes);

  expect(alone).not.toContain('exclude each other');
  expect(both.proposals.map(({ warnings }) => warnings.at(-1))).toEqual([
    expect.stringMatching(
      /^E11\.22 and E10\.9 exclude each other \(Excludes1 at E1[01][^)]*\), and E10\.9 is put up for a decision as well\.$/,
    ),
    expect.stringMatching(
      /^E10\.9 and E11\.22 exclude each other \(Excludes1 at E1[01][^)]*\), and E11\.22 is put up for a decision as well\.$/,
    ),
  ]);
  expect(new Set(again.proposals.map(({ proposal }) => proposal))).toEqual(new Set(both.proposals.map(({ proposal }) => proposal)));
});

test('a code that an accepted one excludes says who accepted that, and when', async () => {
  const [first] = resultOf(await propose('E-2001', ['E11.22']), ProposedCodes).proposals;
  await hospital.store.within(hospital.tenant, (unit) =>
    decide(unit, { proposal: first?.proposal ?? '', verdict: 'approved' }, hospital.as('lead').actor),
  );

  expect(sentenceOf(await propose('E-2001', ['E10.9']))).toMatch(
    /! E10\.9 and E11\.22 exclude each other \(Excludes1 at E1[01][^)]*\), and E11\.22 was accepted by Lee Okafor on \S+ \S+ UTC \(P-\d+\)\./,
  );
});

test('a header and a code that does not exist are refused with the reason, and nothing is proposed', async () => {
  const before = (await all('E-1042')).length;
  const outcome = await propose('E-1042', ['I50.2', 'I50.99']);

  expect(outcome).toMatchObject({ status: 'held', proposals: [] });
  expect(sentenceOf(outcome)).toMatch(
    /^Nothing was proposed Not proposed - I50\.2 is a header and cannot be reported; choose .* - I50\.99 is not a code of ICD-10-CM FY2026/,
  );
  expect(await all('E-1042')).toHaveLength(before);
});

test('of a mixed list each code gets its own answer', async () => {
  const { proposals, refused } = resultOf(await propose('E-1042', ['E11.22', 'J96.01', 'I50.2']), ProposedCodes);

  expect(proposals.map(({ kind, code }) => `${kind} ${code}`)).toEqual(['code.accept E11.22', 'code.add J96.01']);
  expect(refused.map(({ subject }) => subject)).toEqual(['I50.2']);
});

test('one word that is no code refuses the whole list, and nothing is proposed', async () => {
  const before = (await all('E-2001')).length;
  const outcome = await propose('E-2001', ['I10', 'banana']);

  expect(outcome).toMatchObject({ status: 'refused', failure: 'bad-input' });
  expect(sentenceOf(outcome)).toContain('"banana" has not the shape of an ICD-10-CM code.');
  expect(await all('E-2001')).toHaveLength(before);
});

test('without codes every code that is suggested now is proposed, each on its own', async () => {
  const { suggestions } = resultOf(await hospital.ask('coder', 'suggest_codes', { encounter: 'E-2001' }), SuggestedCodes);
  const { proposals, refused } = resultOf(await propose('E-2001'), ProposedCodes);

  expect(proposals.length).toBeGreaterThan(3);
  expect(proposals.map(({ code }) => code)).toEqual(suggestions.map(({ code }) => code));
  expect(new Set(proposals.map(({ kind }) => kind))).toEqual(new Set(['code.accept']));
  expect(refused).toEqual([]);
});

test('a list of no codes is refused: it is not the same as all of them', async () => {
  expect(await propose('E-1042', [])).toMatchObject({ status: 'refused', failure: 'bad-input' });
});

test('a visit on a day without an edition has nothing proposed', async () => {
  expect(await propose('E-3001', ['J18.9'])).toMatchObject({ status: 'refused', failure: 'no-edition' });
  expect(await all('E-3001')).toEqual([]);
});

test('the program asks on behalf of a person, and both are on record', async () => {
  const { id } = hospital.person('agent');
  const ctx = hospital.as('agent', 'coder');
  const outcome = await hospital.askAs(ctx, 'propose_codes', { encounter: 'E-2007', codes: ['J45.30'] });
  const [card] = await all('E-2007');

  expect(outcome.status).toBe('held');
  expect(card).toMatchObject({ maker: id, onBehalfOf: hospital.person('coder').id });
});

test.each([
  ['I50.23', 'routine', 'a suggestion that is straightforward'],
  ['K21.9', 'look', 'a code on the asker’s own reading'],
  ['I50.33', 'senior', 'a code that the chart denies'],
])('%s takes %s care: it is %s', async (code, care) => {
  await propose('E-1042', [code]);

  expect((await all('E-1042')).find(({ subject }) => subject === code)?.care).toBe(care);
});

test('every suggested code takes the care of its tier', async () => {
  const { suggestions } = resultOf(await hospital.ask('coder', 'suggest_codes', { encounter: 'E-2007' }), SuggestedCodes);
  await propose('E-2007');
  const cards = await all('E-2007');

  const care = (tier: string) => (tier === 'straightforward' ? 'routine' : tier);
  expect(suggestions.map(({ code }) => cards.find(({ subject }) => subject === code)?.care)).toEqual(
    suggestions.map(({ tier }) => care(tier)),
  );
});
