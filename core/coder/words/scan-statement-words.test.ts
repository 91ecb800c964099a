import { expect, test } from 'vitest';
import { officialSample } from '#tests/support/official-sample.ts';
import { scanStatementWords } from './scan-statement-words.ts';
import { scanWords } from './scan-words.ts';

const scan = (text: string): ReturnType<typeof scanStatementWords> =>
  scanStatementWords(scanWords(text, officialSample().lexicon), officialSample().statements);

test('reads each word in the form in which statements are compared', () => {
  expect(scan('Renal calculi').forms).toEqual(['kidney', 'calculus']);
});

test('tells words that say nothing from those that do', () => {
  expect([...scan('failure of the heart').silent]).toEqual([0, 1, 1, 0]);
});

test('knows no number for a word that no statement has', () => {
  const { ids } = scan('heart zebra');

  expect(ids[0]).toBeGreaterThanOrEqual(0);
  expect(ids[1]).toBe(-1);
});

test.each([
  ['a full stop', 'Heart. Failure.'],
  ['a colon', 'Heart: failure'],
  ['a contrast', 'Heart but failure'],
])('%s begins another stretch', (_name, text) => {
  const { stretch } = scan(text);

  expect(stretch.at(-1)).not.toBe(stretch[0]);
});

test('counts the denials and the joins before a word', () => {
  const { denials, joins } = scan('pain without swelling or fever');

  expect([...denials]).toEqual([0, 1, 1, 1, 1]);
  expect([...joins]).toEqual([0, 0, 0, 1, 1]);
});
