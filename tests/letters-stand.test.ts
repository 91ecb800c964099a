import { afterAll, beforeAll, expect, test } from 'vitest';
import { factsOfCitation } from '#core/appeals/letter/facts-of-citation.ts';
import type { LetterRecords } from '#core/appeals/letter/letter-records.ts';
import { letterText } from '#core/appeals/letter/letter-text.ts';
import { sentencesIn, sentencesOf, type AppealLetter } from '#core/appeals/letter/letter.ts';
import { dayInWords } from '#core/appeals/letter/day-in-words.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import { hold } from '#guardrails/gate.ts';
import { ProposalDraft, type Proposal } from '#guardrails/proposal.ts';
import { DraftedAppeal } from '#tools/draft-appeal/tool.ts';
import { putClause, putDenial, putLaw, putTerms, threeLines, twoLines } from './support/denied-claims.ts';
import { openHospital, resultOf, type Hospital } from './support/hospital.ts';

const DENIALS = [
  ['E-1042', { reason: 'CO-50', remarks: ['N115'], line: 1 }],
  ['E-1042', { reason: 'CO-216', remarks: ['N163'] }],
  ['E-1042', { reason: 'CO-186' }],
  ['E-2004', { reason: 'CO-197' }],
  ['E-2001', { reason: 'CO-197', claim: { authorisation: 'AUTH-77' } }],
  ['E-2001', { reason: 'CO-29', claim: { from: '2026-03-01', to: '2026-03-01', filedOn: '2026-03-20', acknowledgedOn: '2026-03-22' } }],
  ['E-1042', { reason: 'CO-11', line: 1 }],
  ['E-1042', { reason: 'CO-252', remarks: ['N706'] }],
  ['E-1045', { reason: 'CO-97', line: 2, claim: twoLines('2026-02-12', ['RT']) }],
  ['E-1045', { reason: 'CO-18', line: 2, claim: twoLines('2026-02-12', ['RT'], ['20610', '20610']) }],
  ['E-2001', { reason: 'CO-197', line: [1, 2, 3], claim: { ...threeLines('2026-02-10'), authorisation: 'AUTH-7' } }],
  ['E-2001', { reason: 'CO-197', remarks: ['N54'], line: [1, 3], claim: { ...threeLines('2026-02-10'), authorisation: 'AUTH-7' } }],
] as const;

/** Sentences that add adjustments up: the sum stands in no single source. */
const SUMS = new Set(['about-amount', 'denied-whole', 'denied-lines']);

let hospital: Hospital;
const letters: Proposal[] = [];
beforeAll(async () => {
  hospital = await openHospital(['E-1042', 'E-1043', 'E-1045', 'E-2001', 'E-2004']);
  await hospital.store.within(hospital.tenant, async (unit) => {
    await putTerms(unit);
    await putLaw(unit);
    await putClause(unit, 'A hospital visit billed as 99223 is covered for heart failure.');
    for (const [at, [encounter, denial]] of DENIALS.entries()) await putDenial(unit, `C-${at + 1}`, encounter, denial);
  });
  for (const at of DENIALS.keys()) {
    const { letters: made, refused } = resultOf(await hospital.ask('biller', 'draft_appeal', { claim: `C-${at + 1}` }), DraftedAppeal);
    const found = await hospital.store.within(hospital.tenant, ({ proposals }) => proposals.find(made[0]?.proposal ?? ''));
    if (found === undefined) throw new Error(`C-${at + 1}: ${JSON.stringify(refused)}`);
    letters.push(found);
  }
});
afterAll(() => hospital.close());

const payloadOf = ({ payload }: Proposal) => parsePayload('appeal.submit', payload);
function writtenOf(proposal: Proposal): AppealLetter {
  const { written } = payloadOf(proposal).letter;
  if (written === undefined) throw new Error('no letter');
  return written;
}

/** The records as a reader would look them up, by the ids that the letter gives, from the stores themselves. */
async function recordsFor(proposal: Proposal): Promise<LetterRecords> {
  return hospital.store.within(hospital.tenant, async ({ billing, charts }) => {
    const { claim: id } = payloadOf(proposal);
    const claim = await billing.claims.find(id);
    if (claim === undefined) throw new Error('no claim');
    const clauses = new Map<string, Awaited<ReturnType<typeof billing.library.clause>>>();
    for (const { cite } of writtenOf(proposal).sources)
      if (cite.kind === 'clause') clauses.set(cite.id, await billing.library.clause(cite.id, cite.on));
    const days = writtenOf(proposal).sources.flatMap(({ cite }) => (cite.kind === 'terms' ? [cite.on] : []));
    const terms = days[0] === undefined ? undefined : await billing.terms.on(claim.payer.id, days[0]);
    return {
      claim,
      chart: await charts.find(claim.encounter ?? ''),
      remitted: await billing.remittances.ofClaim(id),
      answers: await billing.appeals.answersOf([id]),
      clause: (one) => clauses.get(one),
      terms: () => terms,
    };
  });
}

test('every citation of every letter resolves, and every figure, day and code of a sentence stands in what it cites', async () => {
  let citations = 0;
  for (const proposal of letters) {
    const written = writtenOf(proposal);
    const records = await recordsFor(proposal);
    const facts = written.sources.map(({ cite }) => factsOfCitation(cite, records));
    expect(facts.every((one) => one !== undefined)).toBe(true);
    citations += facts.length;
    for (const { text, cites, template } of sentencesOf(written)) {
      const said = Object.values(cites).flatMap((place) => Object.values(facts[place] ?? {}));
      const known = [...said, ...said.map(dayInWords)].join(' ');
      const figures = text.match(/\$?\d[\d.,]*\d|\d/gu) ?? [];
      const missing = figures.filter((figure) => !known.includes(figure));
      expect({ template, missing: SUMS.has(template) ? [] : missing }).toEqual({ template, missing: [] });
      expect(Object.keys(cites).length === 0 && figures.length > 0).toBe(false);
    }
  }
  expect(citations).toBeGreaterThan(100);
});

type Written = { -readonly [K in keyof AppealLetter]: AppealLetter[K] };

/** Puts a letter up as a tool or a model might that had changed it, with a text to match. */
async function putUp(proposal: Proposal, change: (written: Written) => void): Promise<string> {
  const { kind, encounter, subject, preview, editions, sources, payload, trace, care } = proposal;
  const changed = structuredClone(payloadOf(proposal));
  const { written } = changed.letter;
  if (written === undefined) throw new Error('no letter');
  change(written);
  changed.letter.text = letterText(written);
  changed.letter.title = written.title.text;
  const draft = ProposalDraft.parse({
    kind,
    encounter,
    subject,
    preview,
    editions,
    sources,
    care,
    ...(trace !== undefined && { trace }),
    payload: JSON.parse(JSON.stringify(changed)) as typeof payload,
  });
  return hospital.store
    .within(hospital.tenant, (unit) => hold(unit, draft, hospital.as('biller').actor, 'a_test'))
    .then(({ id }) => id)
    .catch((thrown: unknown) => (thrown instanceof Error && 'says' in thrown ? String(thrown.says) : String(thrown)));
}

/** Puts a letter up with another payload, or on the card of another claim. */
function putPayload(
  { kind, encounter, subject, preview, editions, sources, payload, trace, care }: Proposal,
  changes: object,
  card = subject,
): Promise<Proposal> {
  const changed = JSON.parse(JSON.stringify({ ...parsePayload('appeal.submit', payload), ...changes })) as typeof payload;
  const draft = ProposalDraft.parse({ kind, encounter, subject: card, preview, editions, sources, trace, care, payload: changed });
  return hospital.store.within(hospital.tenant, (unit) => hold(unit, draft, hospital.as('biller').actor, 'a_test'));
}

test('as it was drafted, each letter is held', async () => {
  for (const proposal of letters) expect(await putUp(proposal, () => undefined)).toMatch(/^P-\d+$/);
});

test('one digit of any figure, in any sentence, and nothing is held', async () => {
  let tried = 0;
  for (const proposal of letters) {
    for (const [at, { text }] of sentencesOf(writtenOf(proposal)).entries()) {
      const digits = [...text.matchAll(/\d/gu)].map(({ index }) => index);
      const place = digits[digits.length >> 1];
      if (place === undefined) continue;
      tried += 1;
      const other = `${text.slice(0, place)}${(Number(text[place]) + 1) % 10}${text.slice(place + 1)}`;
      const outcome = await putUp(proposal, (written) => {
        const sentence = sentencesOf(written)[at];
        if (sentence !== undefined) sentence.text = other;
      });
      expect(outcome).toMatch(/does not stand: sentence \d+ \([a-z0-9-]+\): its text is not what its sources come to/);
    }
  }
  expect(tried).toBeGreaterThan(100);
});

test('a word that is added, a quotation that is moved, a segment of another claim, a clause that is not there', async () => {
  for (const proposal of letters) {
    const added = await putUp(proposal, ({ paragraphs }) => {
      const [sentence] = sentencesIn(paragraphs[1] ?? []);
      if (sentence !== undefined) sentence.text += ' The patient had septic shock.';
    });
    expect(added).toContain('does not stand');
    for (const [at, { cite }] of writtenOf(proposal).sources.entries()) {
      const outcome = await putUp(proposal, ({ sources }) => {
        const source = sources[at];
        if (source === undefined) return;
        if (source.cite.kind === 'chart' || source.cite.kind === 'clause')
          Object.assign(source.cite, { start: source.cite.start + 1, end: source.cite.end + 1 });
        else if (source.cite.kind === 'document') Object.assign(source.cite, { document: 'D-9999-1' });
        else if (source.cite.kind === 'observation') Object.assign(source.cite, { id: 'OBS-none' });
        else if (source.cite.kind === 'claim-line' || source.cite.kind === 'claim-diagnosis')
          Object.assign(source.cite, { line: 99, place: 99 });
        else if (source.cite.kind === 'claim') Object.assign(source.cite, { claim: 'C-2000' });
        else if (source.cite.kind === 'terms') Object.assign(source.cite, { payer: '60002' });
        else if (source.cite.kind === 'encounter') Object.assign(source, { says: 'Another' });
        else Object.assign(source.cite, { remittance: 'R-999' });
      });
      expect(`${cite.kind}: ${outcome}`).toMatch(/not (?:stand|well formed)/);
    }
  }
  const [first] = letters;
  if (first === undefined) throw new Error('no letter');
  const foreign = await putUp(first, ({ sources }) => {
    for (const { cite } of sources)
      if (cite.kind === 'adjustment' || cite.kind === 'remittance' || cite.kind === 'remark') cite.remittance = 'R-2';
  });
  expect(foreign).toContain('of R-2, does not resolve');
});

test('rows that are not what the sentence above them adds up, and a cell that is not what its text says', async () => {
  for (const proposal of letters.slice(-2)) {
    const tableOf = ({ paragraphs }: Written) => paragraphs.flatMap((one) => ('table' in one ? [one] : []))[0];
    expect(tableOf(writtenOf(proposal))?.rows.length).toBeGreaterThan(1);

    const fewer = await putUp(proposal, (written) => void tableOf(written)?.rows.pop());
    expect(fewer).toMatch(/does not stand: (?:table 3 is not of the sentence above it|a source is listed that no sentence cites)/);
    const twice = await putUp(proposal, (written) => void tableOf(written)?.rows.push(...(tableOf(written)?.rows.slice(0, 1) ?? [])));
    expect(twice).toContain('table 3 is not of the sentence above it');
    const alone = await putUp(proposal, ({ paragraphs }) => void paragraphs.push(...paragraphs.splice(1, 1)));
    expect(alone).toMatch(/table \d is not of the sentence above it/);
    const cell = await putUp(proposal, (written) => {
      const row = tableOf(written)?.rows[0];
      if (row !== undefined) row.cells[5] = '$13,100.00';
    });
    expect(cell).toContain('(refused-line): its cells are not what its sources come to');
  }
});

test('another deadline than the calendar and the terms come to, earlier, later or unknown', async () => {
  const [first] = letters;
  if (first === undefined) throw new Error('no letter');
  expect(payloadOf(first).deadline).toBe('2036-05-29');
  for (const deadline of ['2036-05-28', '2036-05-30', 'unknown'])
    await expect(putPayload(first, { deadline })).rejects.toThrow('its deadline is not what the calendar and the terms come to');
  // The contract says nothing of a second level.
  await expect(putPayload(first, { level: 'second' })).rejects.toThrow('its deadline is not what');
  await expect(putPayload(first, { level: 'second', deadline: 'unknown' })).rejects.toThrow('what its card shows is not this letter');
});

test('a letter without its sentences, one for other money and one on the card of another claim', async () => {
  const [first] = letters;
  if (first === undefined) throw new Error('no letter');
  const payload = payloadOf(first);
  const put = (changes: object, card?: string) => putPayload(first, changes, card);

  await expect(put({ letter: { title: payload.letter.title, text: payload.letter.text } })).rejects.toThrow(
    'does not say what its sentences rest on',
  );
  await expect(put({ amountCents: 30_000 })).rejects.toThrow('its amountCents is not that of the claim');
  await expect(put({ patient: 'P-999' })).rejects.toThrow('its patient is not that of the claim');
  await expect(put({ letter: { ...payload.letter, text: `${payload.letter.text} Pay at once.` } })).rejects.toThrow(
    'its text is not that of its sentences',
  );
  await expect(put({}, 'C-2')).rejects.toThrow('its card is about another claim');
});

test('a card, sources or care that are not those of the letter', async () => {
  const [first] = letters;
  if (first === undefined) throw new Error('no letter');
  const put = (changes: Partial<ProposalDraft>) => {
    const { kind, encounter, subject, payload, preview, editions, sources, trace, care } = first;
    const draft = ProposalDraft.parse({ kind, encounter, subject, payload, preview, editions, sources, trace, care, ...changes });
    return hospital.store.within(hospital.tenant, (unit) => hold(unit, draft, hospital.as('biller').actor, 'a_test'));
  };

  await expect(put({ preview: [{ kind: 'title', text: 'Thank you note, $1.00' }] })).rejects.toThrow(
    'what its card shows is not this letter',
  );
  const doctored = first.preview.map((block) => (block.kind === 'title' ? { ...block, text: `${block.text}.` } : block));
  await expect(put({ preview: doctored })).rejects.toThrow('what its card shows is not this letter');
  const [, text, ...rest] = first.preview;
  const warned = [...first.preview.slice(0, 1), text!, { kind: 'note' as const, tone: 'warning' as const, text: 'Look.' }, ...rest];
  await expect(put({ preview: warned, care: 'routine' })).rejects.toThrow('the care it takes is not that of its ground');
  await expect(put({ care: first.care === 'senior' ? 'look' : 'senior' })).rejects.toThrow('the care it takes is not that of its ground');
  await expect(put({ sources: [] })).rejects.toThrow('it does not name claim:C-1, on which it rests');
  for (const source of first.sources) {
    const others = first.sources.filter((one) => one !== source);
    const older = [...others, { ...source, version: '0' }];
    await expect(put({ sources: older })).rejects.toThrow(`${source.id} has changed since`);
  }
});
