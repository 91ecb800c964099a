import { expect, test } from 'vitest';
import type { About, Act, Entry } from '../audit/ledger.ts';
import { Leaf } from '../audit/ledger.ts';
import type { Proposed } from './look-before.ts';
import { measure } from './measures.ts';

const DAY = Date.parse('2026-03-10T09:00:00.000Z');
const at = (seconds: number): string => new Date(DAY + seconds * 1000).toISOString();

const proposed = (id: string, made: number, encounter = 'E-1', subject = 'I50.23'): Proposed => ({
  id: id as Proposed['id'],
  encounter,
  subject,
  createdAt: at(made),
});
const known = (...all: readonly Proposed[]) => new Map<string, Proposed>(all.map((one) => [one.id, one]));

function entry(
  act: Act,
  by: string,
  seconds: number,
  rest: { readonly tool?: string; readonly proposal?: string; readonly onBehalfOf?: string } & { readonly about?: About },
  fault?: string,
): Entry {
  const { about = {}, ...said } = rest;
  const leaf = Leaf.parse({
    v: 1,
    tenant: 't',
    index: 0,
    at: at(seconds),
    act,
    actor: by,
    channel: 'terminal',
    about: '0'.repeat(64),
    ...said,
  });
  return { leaf, leafHash: '', salt: '', about, ...(fault !== undefined && { fault }) };
}
const approved = (by: string, seconds: number, proposal = 'P-1', about: About = {}) =>
  entry('proposal.approved', by, seconds, { proposal, about });
const read = (by: string, seconds: number, tool: string, about: About = { encounter: 'E-1' }) =>
  entry('tool.read', by, seconds, { tool, about });

test('time runs from when the card was first shown to whoever decides, and not to somebody else', () => {
  const readings = [
    read('mira', 5, 'show_proposal', { encounter: 'E-1', proposal: 'P-1' }),
    read('dana', 60, 'show_proposal', { encounter: 'E-1', proposal: 'P-1' }),
    read('dana', 80, 'show_proposal', { encounter: 'E-1', proposal: 'P-1' }),
  ];
  const { everyone } = measure([approved('dana', 100)], readings, known(proposed('P-1', 0)));

  expect(everyone).toMatchObject({ decisions: 1, median: 40_000, notShown: 0, evidenceOpened: 1, underThreeSeconds: 0 });
});

test('where no showing is on record, time runs from the making, and that is counted', () => {
  const { everyone } = measure([approved('dana', 100)], [], known(proposed('P-1', 0)));

  expect(everyone).toMatchObject({ median: 100_000, notShown: 1, evidenceOpened: 0 });
});

test('what the program showed on behalf of a person was shown to that person', () => {
  const readings = [
    entry('tool.read', 'countersign-coder', 1, {
      tool: 'propose_codes',
      onBehalfOf: 'dana',
      about: { encounter: 'E-1', codes: ['I50.23'] },
    }),
  ];

  expect(measure([approved('dana', 31)], readings, known(proposed('P-1', 0))).everyone).toMatchObject({ median: 30_000, notShown: 0 });
});

test.each([
  ['another proposal', 'show_proposal', { encounter: 'E-1', proposal: 'P-9' }],
  ['another encounter', 'list_work', { encounter: 'E-2' }],
  ['other codes', 'propose_codes', { encounter: 'E-1', codes: ['N17.9'] }],
  ['a list of everything', 'list_work', {}],
])('%s is no showing of the card', (_name, tool, about) => {
  expect(measure([approved('dana', 100)], [read('dana', 50, tool, about)], known(proposed('P-1', 0))).everyone).toMatchObject({
    notShown: 1,
  });
});

test('a code that is accepted by its name is timed from when it was suggested, within half an hour', () => {
  const suggested = read('dana', -60, 'suggest_codes');
  const itself = entry('tool.read', 'countersign-coder', 0.2, {
    tool: 'propose_codes',
    onBehalfOf: 'dana',
    about: { encounter: 'E-1', codes: ['I50.23'] },
  });

  expect(measure([approved('dana', 0.4)], [suggested, itself], known(proposed('P-1', 0))).everyone).toMatchObject({
    median: 60_400,
    suggestedOnly: 1,
    underThreeSeconds: 0,
  });
  expect(
    measure([approved('dana', 0.4)], [read('dana', -1_801, 'suggest_codes'), itself], known(proposed('P-1', 0))).everyone,
  ).toMatchObject({ suggestedOnly: 0, underThreeSeconds: 1 });
  expect(
    measure(
      [approved('dana', 0.4)],
      [read('dana', -60, 'explain_code', { encounter: 'E-1', code: 'N17.9' }), itself],
      known(proposed('P-1', 0)),
    ).everyone,
  ).toMatchObject({ suggestedOnly: 0 });
});

test.each([
  ['a document of the encounter', 'read_document', { encounter: 'E-1', document: 'D-1' }, 1],
  ['a search in it', 'search_chart', { encounter: 'E-1' }, 1],
  ['the explanation of the code', 'explain_code', { encounter: 'E-1', code: 'I50.23' }, 1],
  ['the explanation of another code', 'explain_code', { encounter: 'E-1', code: 'N17.9' }, 0],
  ['a document of another encounter', 'read_document', { encounter: 'E-2', document: 'D-2' }, 0],
  ['the list of what is suggested', 'suggest_codes', { encounter: 'E-1' }, 0],
])('evidence: %s', (_name, tool, about, opened) => {
  const { everyone } = measure([approved('dana', 100)], [read('dana', 50, tool, about)], known(proposed('P-1', 0)));

  expect(everyone?.evidenceOpened).toBe(opened);
});

test('evidence that was opened before the proposal was made, or after the decision, counts for nothing', () => {
  const readings = [read('dana', -100, 'read_document'), read('dana', 101, 'read_document')];

  expect(measure([approved('dana', 100)], readings, known(proposed('P-1', 0))).everyone).toMatchObject({ evidenceOpened: 0 });
});

test('each way to leave a proposal is counted for each person, and a signature accepts', () => {
  const decided = [
    entry('proposal.signed', 'bea', 50, { proposal: 'P-1' }),
    approved('ines', 60),
    entry('proposal.rejected', 'dana', 70, { proposal: 'P-2' }),
    entry('proposal.changed', 'dana', 80, { proposal: 'P-3' }),
    entry('proposal.escalated', 'dana', 90, { proposal: 'P-4' }),
  ];
  const { everyone, people } = measure(decided, [], known(...['P-1', 'P-2', 'P-3', 'P-4'].map((id) => proposed(id, 0))));

  expect(everyone?.choices).toEqual({ accepted: 2, changed: 1, rejected: 1, escalated: 1 });
  expect(people.map(({ person, decisions, choices }) => [person, decisions, choices.accepted])).toEqual([
    ['bea', 1, 1],
    ['dana', 3, 0],
    ['ines', 1, 1],
  ]);
});

test('the middle, the fastest tenth, the hasty ones and the batches', () => {
  const ids = Array.from({ length: 20 }, (_, at) => `P-${at + 1}`);
  const decided = ids.map((id, at) => approved('dana', at + 1, id, at < 5 ? { batch: 5 } : {}));
  const { everyone } = measure(decided, [], known(...ids.map((id) => proposed(id, 0))));

  expect(everyone).toMatchObject({ median: 10_000, p10: 2_000, underThreeSeconds: 2, inBatches: 5, largestBatch: 5 });
});

test('an entry that is not what was written decides nothing and shows nothing', () => {
  const forged = entry('proposal.approved', 'dana', 100, { proposal: 'P-1' }, 'It does not bear the seal of this installation.');
  const shown = entry(
    'tool.read',
    'dana',
    50,
    { tool: 'show_proposal', about: { encounter: 'E-1', proposal: 'P-1' } },
    'Its hash is another.',
  );

  expect(measure([forged], [], known(proposed('P-1', 0)))).toEqual({ people: [] });
  expect(measure([approved('dana', 100)], [shown], known(proposed('P-1', 0))).everyone).toMatchObject({ notShown: 1 });
});
