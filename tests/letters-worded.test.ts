import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAgent } from '#agent/create-agent.ts';
import { rulesPlanner } from '#agent/planners/rules.ts';
import { openCheckpoints } from '#connectors/langgraph/open-checkpoints.ts';
import { chatModel } from '#connectors/llm/chat-model.ts';
import { letterWording } from '#connectors/llm/letter-wording.ts';
import { letterPdf } from '#connectors/letters/letter-pdf.ts';
import { sheetOf } from '#core/appeals/letter/letter-sheet.ts';
import { sentencesOf, type AppealLetter } from '#core/appeals/letter/letter.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import type { LetterWording } from '#tools/define-tool.ts';
import { TOOLS } from '#tools/registry.ts';
import { DraftedAppeal } from '#tools/draft-appeal/tool.ts';
import { ReadLetter } from '#tools/read-letter/tool.ts';
import { putClause, putDenial, putLaw, putTerms, twoLines } from './support/denied-claims.ts';
import { openHospital, resultOf, sentenceOf, type Hospital } from './support/hospital.ts';
import { wordsOfDocx } from './support/words-of-docx.ts';
import { putUpWorded } from './support/put-up-worded.ts';
import { scriptedModel, type Scripted, type ScriptedModel } from './support/scripted-model.ts';

const LATE = {
  reason: 'CO-29',
  claim: { from: '2026-03-01', to: '2026-03-01', filedOn: '2026-03-20', acknowledgedOn: '2026-03-22' },
} as const;
const FILED = 'Filed 19 days after service, where 90 are allowed, the claim was in time.';
const TURNED = 'The claim was in time, filed 19 days after service, where 90 are allowed.';

let hospital: Hospital;
let endpoint: ScriptedModel | undefined;
let claims = 0;
beforeAll(async () => {
  hospital = await openHospital(['E-1042', 'E-1045', 'E-2001', 'E-2004']);
  await hospital.store.within(hospital.tenant, async (unit) => {
    await putTerms(unit);
    await putLaw(unit);
    await putClause(unit, 'A hospital visit billed as 99223 is covered for heart failure.');
  });
});
afterAll(() => hospital.close());
afterEach(async () => {
  await endpoint?.close();
  endpoint = undefined;
});

type Denial = Parameters<typeof putDenial>[3];
async function denied(encounter: string, denial: Denial): Promise<string> {
  const id = `C-${(claims += 1)}`;
  await hospital.store.within(hospital.tenant, (unit) => putDenial(unit, id, encounter, denial));
  return id;
}

const draft = (claim: string, wording?: LetterWording) =>
  hospital.askAs({ ...hospital.as('biller'), ...(wording && { wording }) }, 'draft_appeal', { claim });

async function drafted(claim: string, wording?: LetterWording): Promise<Proposal> {
  const { letters } = resultOf(await draft(claim, wording), DraftedAppeal);
  const found = await hospital.store.within(hospital.tenant, ({ proposals }) => proposals.find(letters[0]?.proposal ?? ''));
  if (found === undefined) throw new Error(`no letter for ${claim}`);
  return found;
}
const letterOf = ({ payload }: Proposal) => parsePayload('appeal.submit', payload).letter;
function writtenOf(proposal: Proposal): AppealLetter {
  const { written } = letterOf(proposal);
  if (written === undefined) throw new Error('no letter');
  return written;
}

/** A model that makes of each sentence what is given, and leaves the others as they are. */
const saying = (given: Readonly<Record<string, string>>): LetterWording => ({
  word: async (sentences) => new Map(sentences.map((one) => [one, given[one] ?? one])),
});

/** A chat model behind a real server. */
async function serving(...scripts: readonly [Scripted, ...Scripted[]]): Promise<LetterWording> {
  endpoint = await scriptedModel(...scripts);
  return letterWording(await chatModel({ provider: 'openai', model: 'scripted', url: `${endpoint.url}/v1` }));
}

describe('a letter that a model words', () => {
  test('has the wording where it says the same, with the sources of the sentence, and the card says how many', async () => {
    const claim = await denied('E-2001', LATE);
    const plain = await drafted(claim);
    const proposal = await drafted(claim, saying({ [FILED]: TURNED }));

    const { text } = letterOf(proposal);
    expect(letterOf(plain).text).toContain(`${FILED} [`);
    expect(text).toBe(letterOf(plain).text.replace(FILED, TURNED));
    const worded = sentencesOf(writtenOf(proposal)).filter((one) => one.worded !== undefined);
    expect(worded.map((one) => [one.template, one.text, one.worded])).toEqual([['filed-in-time', FILED, TURNED]]);
    expect(JSON.stringify(proposal.preview)).toContain("The model's wording was kept for 1 of ");
    expect(JSON.stringify(proposal.preview)).toContain(TURNED);
  });

  test('is read, laid out, printed and sent as it is worded', async () => {
    const claim = await denied('E-2001', LATE);
    const proposal = await drafted(claim, saying({ [FILED]: TURNED }));
    const read = resultOf(await hospital.ask('biller', 'read_letter', { proposal: proposal.id }), ReadLetter);
    const beside = { letterhead: { name: 'Alder Bend', lines: [] }, reference: proposal.id, enclosed: [] };
    const sheet = sheetOf(read.letter, beside);
    const template = sheetOf(withoutWordings(read.letter), beside);

    expect(read.text).toContain(TURNED);
    expect(read.text).not.toContain(FILED);
    expect(await wordsOfDocx(sheet)).toContain(TURNED);
    expect(await wordsOfDocx(sheet)).not.toContain(FILED);
    expect((await letterPdf(sheet)).equals(await letterPdf(template))).toBe(false);
  });

  test('is worded in a turn of the agent as well', async () => {
    const claim = await denied('E-2001', LATE);
    const { editions, actor } = hospital.as('biller');
    const agent = createAgent({
      ...{ store: hospital.store, editions, tools: TOOLS, planner: rulesPlanner(), wording: saying({ [FILED]: TURNED }) },
      ...(await openCheckpoints(hospital.database.pool)),
      deliver: async () => undefined,
      newId: () => `turn-${claim}`,
    });
    const { blocks } = await agent.ask({ conversation: 'talk', actor, text: `draft the appeal for ${claim}` });

    expect(sentenceOf({ blocks })).toContain("The model's wording was kept for 1 of ");
  });

  test('keeps the template where the wording says something else, and says why without a word of the record', async () => {
    const claim = await denied('E-2001', LATE);
    const outcome = await draft(claim, saying({ [FILED]: FILED.replace('19', '9') }));

    expect(sentenceOf(outcome)).toMatch(/The model's wording was kept for 0 of \d+ sentences/);
    expect(sentenceOf(outcome)).toContain('1 because it changes a figure, day, amount or code');
    const { proposal } = resultOf(outcome, DraftedAppeal).letters[0] ?? {};
    const found = await hospital.store.within(hospital.tenant, ({ proposals }) => proposals.find(proposal ?? ''));
    expect(found === undefined ? '' : letterOf(found).text).toContain(FILED);
  });

  test('is shown to the model without head, tables, enclosures and what is quoted, and the ledger tells of it first', async () => {
    const claim = await denied('E-1042', { reason: 'CO-50', line: 1 });
    const shown: string[] = [];
    const put = await entriesOf(claim);
    let before = 0;
    await drafted(claim, {
      word: async (sentences) => {
        shown.push(...sentences);
        before = await entriesOf(claim);
        return new Map();
      },
    });

    expect(before).toBe(put + 1);
    expect(await entriesOf(claim)).toBeGreaterThan(before);
    expect(shown.length).toBeGreaterThan(2);
    expect(shown.join('\n')).not.toMatch(/History and Physical|heart failure|Testa|NPI|Patient:|To the appeals/u);
  });

  test('is not asked for by whoever may not draft, nor where there is no letter', async () => {
    const claim = await denied('E-2001', LATE);
    const asked: (readonly string[])[] = [];
    const wording: LetterWording = { word: async (sentences) => (asked.push(sentences), new Map()) };

    const refused = await hospital.askAs({ ...hospital.as('coder'), wording }, 'draft_appeal', { claim });
    const none = await draft('C-999', wording);

    expect([refused.status, none.status, asked]).toEqual(['refused', 'refused', []]);
  });
});

describe('a model that gives nothing to use leaves the bytes as they are', () => {
  test.each([
    ['fails', { status: 500 }],
    ['says nothing', { says: '' }],
    ['answers rubbish', { says: '99. Pay at once.\nIt is all paid.\n0. None' }],
    ['says each twice', { says: '1. One.\n1. Two.' }],
  ] satisfies [string, Scripted][])('%s', async (_name, script) => {
    const claim = await denied('E-2001', LATE);
    const { written, text } = letterOf(await drafted(claim));
    const worded = letterOf(await drafted(claim, await serving(script)));

    expect(JSON.stringify([worded.written, worded.text])).toBe(JSON.stringify([written, text]));
  });

  test('without a model, the same letter is the same proposal, and its card says nothing of one', async () => {
    const claim = await denied('E-2001', LATE);
    const first = await drafted(claim);
    const second = await drafted(claim);

    expect([second.id, second.digest]).toEqual([first.id, first.digest]);
    expect(JSON.stringify(first)).not.toMatch(/worded|wording/u);
  });
});

describe('at the gate', () => {
  let separate: Proposal;
  let emergency: Proposal;
  let late: Proposal;
  let needed: Proposal;
  beforeEach(async () => {
    const bundled = { reason: 'CO-18', line: 2, claim: twoLines('2026-02-12', ['RT'], ['20610', '20610']) };
    separate ??= await drafted(await denied('E-1045', bundled));
    emergency ??= await drafted(await denied('E-2004', { reason: 'CO-197' }));
    late ??= await drafted(await denied('E-2001', LATE));
    needed ??= await drafted(await denied('E-1042', { reason: 'CO-50', line: 1 }));
  });

  const whole = (text: string): string => text;
  test('a wording that says the same is held, whoever put it up', async () => {
    expect(await putUpWorded(hospital, late, 'filed-in-time', () => TURNED)).toMatch(/^P-\d+$/);
  });

  test.each([
    ['a changed figure', () => late, 'filed-in-time', (text: string) => text.replace('19', '18'), 'it changes a figure'],
    [
      'two figures that change places',
      () => late,
      'filed-in-time',
      () => FILED.replace('19', '90').replace('90 are', '19 are'),
      'it moves',
    ],
    ['a dropped amount', () => late, 'denied-whole', (text: string) => text.replace(/, \$[\d.,]+,/u, ','), 'it leaves out a figure'],
    ['another day', () => late, 'last-day', (text: string) => text.replace('March 1', 'March 2'), 'it changes a figure'],
    ['a "not" put in', () => late, 'filed-in-time', (text: string) => text.replace('was', 'was not'), 'it adds a negation'],
    ['an added diagnosis', () => late, 'last-day', (text: string) => text.replace('service', 'service for sepsis'), 'it adds a word'],
    ['an added name', () => late, 'last-day', (text: string) => text.replace('service', 'service of Smith'), 'it adds a name'],
    [
      'a promise',
      () => late,
      'ask-timely',
      (text: string) => text.replace('in time', 'in time and you must'),
      'it adds a word of certainty',
    ],
    [
      'a changed quotation',
      () => emergency,
      'seen-as-emergency',
      (text: string) => text.replace(/"[^"]+"/u, '"Death Note"'),
      'a quotation',
    ],
    ['a word for the quoting', () => needed, 'note-says|diagnosis-note', whole, 'it stands as it is, and may not be worded'],
    ['a word for the title', () => late, 'title-first', whole, 'it stands as it is, and may not be worded'],
    ['a word for the patient', () => late, 'about-patient', whole, 'it stands as it is, and may not be worded'],
    ['a word for an enclosure', () => late, 'enclosure-claim', whole, 'it stands as it is, and may not be worded'],
    [
      'a modifier that is another',
      () => separate,
      'line-repeated|line-separate|lines-apart',
      (text: string) => text.replace(/RT/u, 'LT'),
      'it changes',
    ],
  ])('%s is not', async (_name, proposal, template, forge, fault) => {
    expect(await putUpWorded(hospital, proposal(), template, forge)).toMatch(/does not stand: sentence \d+/);
    expect(await putUpWorded(hospital, proposal(), template, forge)).toContain(fault);
  });

  test('a sentence whose citation is dropped is not, though its wording is kept', async () => {
    const dropped = await putUpWorded(
      hospital,
      late,
      'filed-in-time',
      () => TURNED,
      (sentence) => {
        sentence.cites = {};
      },
    );
    expect(dropped).toContain('does not stand');
  });

  test('a text that shows the template where the sentence is worded is not', async () => {
    const outcome = await putUpWorded(
      hospital,
      late,
      'filed-in-time',
      () => TURNED,
      undefined,
      (text) => text.replace(TURNED, FILED),
    );
    expect(outcome).toContain('its text is not that of its sentences');
  });
});

function withoutWordings(letter: AppealLetter): AppealLetter {
  return JSON.parse(JSON.stringify(letter, (key, value: unknown) => (key === 'worded' ? undefined : value))) as AppealLetter;
}

async function entriesOf(claim: string): Promise<number> {
  const entries = await hospital.store.within(hospital.tenant, ({ ledger }) => ledger.list({}));
  return entries.filter((entry) => JSON.stringify(entry).includes(`"${claim}"`)).length;
}
