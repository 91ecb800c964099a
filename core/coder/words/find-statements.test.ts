import { describe, expect, test } from 'vitest';
import { officialSample } from '#tests/support/official-sample.ts';
import { chooseStatements, findStatements } from './find-statements.ts';
import { scanStatementWords } from './scan-statement-words.ts';
import { scanWords } from './scan-words.ts';

function labels(text: string): string[] {
  const { lexicon, statements } = officialSample();
  const words = scanWords(text, lexicon);
  const range = { first: 0, last: words.tokens.length - 1 };
  const found = findStatements(scanStatementWords(words, statements), range, statements);
  return chooseStatements(found).map(({ statement }) => statements.at(statement).label);
}

describe('a statement is found where all its words stand near each other', () => {
  test.each([
    ['in their usual order', 'Systolic heart failure', ['Failure, failed, heart, systolic']],
    ['in another order', 'failure of the heart, systolic', ['Failure, failed, heart, systolic']],
    ['with a word between', 'heart pump failure', ['Failure, failed, heart']],
    ['in words of the same class', 'Renal lithiasis', ['Calculus, kidney']],
    ['each of two in one sentence', 'Kidney stone with systolic heart failure', ['Calculus, kidney', 'Failure, failed, heart, systolic']],
  ])('%s', (_name, text, expected) => {
    expect(labels(text)).toEqual(expected);
  });
});

describe('and nowhere else', () => {
  test.each([
    ['its words stand in two sentences', 'Kidney function normal. Calculus of another organ.'],
    ['two words are parted by another thing that is joined on', 'kidney function and calculus'],
    ['a denial parts its words', 'kidney without any calculus'],
    ['its words stand far apart', 'heart rate and rhythm were checked on the ward by the nurse at noon, later failure'],
    ['a word is missing', 'The heart was normal'],
  ])('not where %s', (_name, text) => {
    expect(labels(text)).not.toContain('Calculus, kidney');
    expect(labels(text)).not.toContain('Failure, failed, heart');
  });
});

test('chooses the statement that says more, and lets no word belong to two', () => {
  expect(labels('systolic heart failure')).toHaveLength(1);
});

test('chooses what the fracture is before the side that it is on', () => {
  expect(labels('Intertrochanteric fracture of right femur')).toEqual(['Intertrochanteric fracture of femur']);
});
