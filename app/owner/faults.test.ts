import { expect, test } from 'vitest';
import { DESK_METHODS, type Desk } from '#agent/desk.ts';
import { Failure } from '#core/errors.ts';
import { faultLog } from './faults.ts';
import { notingDesk } from '../desks/noting-desk.ts';

const ID = 'F-0123456789ab';
const CHART = 'Marguerite Testa has a stroke\n    at bedside (file:///ward/note.txt:12:30)\nat home:1:2';

function aLog() {
  const lines: string[] = [];
  const faults = faultLog(
    (line) => void lines.push(line),
    () => ID,
    () => new Date('2026-03-14T10:00:00Z'),
  );
  return { lines, faults };
}

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (thrown) {
    return thrown;
  }
};

test('writes one line with id, class and frames, and tells the person the id', () => {
  const { lines, faults } = aLog();
  const { code, says } = faults.noted(
    thrownBy(() => (undefined as unknown as string).length),
    'ask',
  );

  expect({ code, says }).toEqual({
    code: 'broken-promise',
    says: `Something broke inside Countersign. It was written to the log as ${ID}.`,
  });
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^[^\n]+\n$/);
  const written = JSON.parse(lines[0]!) as { frames: string[] };
  expect(written).toMatchObject({ fault: ID, at: '2026-03-14T10:00:00.000Z', during: 'ask', error: 'TypeError', causes: [] });
  expect(written.frames[0]).toContain('faults.test.ts');
});

test.each([
  ['an error', new Error(CHART)],
  ['an error whose message was changed afterwards', Object.assign(new Error(CHART), { message: 'short' })],
  ['an error with more than a message', Object.assign(new RangeError('no'), { detail: CHART, code: CHART })],
  ['an error named after the chart', Object.assign(new Error('no'), { name: CHART })],
  ['a cause', new Error('no', { cause: new SyntaxError(CHART) })],
  ['text', CHART],
  ['an object', { note: CHART }],
])('writes no word of a chart that stands in %s', (_name, thrown) => {
  const { lines, faults } = aLog();

  const told = faults.noted(thrown, 'ask');

  for (const text of [...lines, told.says, JSON.stringify(told)]) expect(text).not.toMatch(/Marguerite|stroke|bedside|home/);
  expect(lines).toHaveLength(1);
});

test('writes the sentence of a broken promise, which holds no chart text, and the class of its cause', () => {
  const { lines, faults } = aLog();
  const told = faults.noted(
    new Failure('broken-promise', 'The database refused a statement (23505).', { cause: new SyntaxError(CHART) }),
    'importCharts',
  );

  expect(told.says).toBe(`The database refused a statement (23505). It was written to the log as ${ID}.`);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    error: 'Failure',
    says: 'The database refused a statement (23505).',
    causes: [{ error: 'SyntaxError' }],
  });
});

test('leaves refusals alone, and what was written down already', () => {
  const { lines, faults } = aLog();
  const refusal = new Failure('not-allowed', 'Your roles may not.');
  const once = faults.noted(new Error(CHART), 'ask');
  // As a thin client is told it over the socket of the owner.
  const again = new Failure('broken-promise', once.says);

  expect(faults.noted(refusal, 'ask')).toBe(refusal);
  expect(faults.noted(again, 'ask')).toBe(again);
  expect(lines).toHaveLength(1);
});

test('a desk that notes gives the answers of the desk, and nothing but failures', async () => {
  const { lines, faults } = aLog();
  const breaks = () => Promise.reject(new Error(CHART));
  const desk = notingDesk(
    { ...Object.fromEntries(DESK_METHODS.map((method) => [method, breaks])), plan: async () => ({ steps: [] }) } as unknown as Desk,
    faults,
  );

  expect(await desk.plan({ text: 'x' })).toEqual({ steps: [] });
  await expect(desk.status()).rejects.toMatchObject({ code: 'broken-promise', says: expect.stringContaining(ID) as string });
  expect(lines.map((line) => (JSON.parse(line) as { during: string }).during)).toEqual(['status']);
});

test.each(['ENOSPC', '53100'])('a full disk (%s) is a refusal that a person can mend, and no fault', async (code) => {
  const { lines, faults } = aLog();
  const full = () => Promise.reject(Object.assign(new Error(CHART), { code }));
  const desk = notingDesk(Object.fromEntries(DESK_METHODS.map((method) => [method, full])) as unknown as Desk, faults);

  await expect(desk.status()).rejects.toMatchObject({ code: 'unavailable', says: expect.stringContaining('disk') as string });
  expect(lines).toEqual([]);
});
