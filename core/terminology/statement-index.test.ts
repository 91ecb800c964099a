import { expect, test } from 'vitest';
import { statementIndex, statementTables } from './statement-index.ts';
import type { Statement } from './statements.ts';

const STATEMENTS: readonly Statement[] = [
  { words: ['failure', 'heart'], target: 'I50.9', origin: 'index', label: 'Failure, heart' },
  { words: ['failure', 'heart', 'systolic'], target: 'I50.20', origin: 'index', label: 'Failure, heart, systolic' },
  { words: ['failure', 'kidney'], target: 'N19', origin: 'title', label: 'Kidney failure' },
  { words: ['failure', 'kidney'], target: 'N19', origin: 'index', label: 'Failure of kidney' },
  { words: ['kidney'], target: 'N28.9', origin: 'index', label: 'Kidney' },
  { words: ['alzheimer', 'dementia'], target: 'G30.9', origin: 'index', label: 'Dementia in Alzheimer', manifestation: 'F02.80' },
];
const INDEX = statementIndex(statementTables(STATEMENTS));

/** What hangs on a word: its groups, each as the next rarest word and the statements that need it. */
function anchoredAt(word: string): [second: string | undefined, labels: string[]][] {
  const { groups, seconds, begins, statements } = INDEX.anchors;
  const [first = 0, last = 0] = [groups[INDEX.wordOf(word)], groups[INDEX.wordOf(word) + 1]];
  return Array.from({ length: last - first }, (_, at) => {
    const own = statements.slice(begins[first + at], begins[first + at + 1]);
    return [INDEX.tables.words[seconds[first + at] ?? -1], [...own].map((statement) => INDEX.at(statement).label)];
  });
}

test('gives every statement back as it was', () => {
  STATEMENTS.forEach(({ words, target, origin, label, manifestation }, at) => {
    expect(INDEX.at(at)).toEqual({ target, origin, label, manifestation });
    expect(new Set([...INDEX.members(at)].map((word) => INDEX.tables.words[word]))).toEqual(new Set(words));
  });
});

test('hangs each statement on its rarest word, so that a common one is asked of few', () => {
  expect(anchoredAt('systolic')).toEqual([['heart', ['Failure, heart, systolic']]]);
  expect(anchoredAt('kidney')).toEqual([
    [undefined, ['Kidney']],
    ['failure', ['Kidney failure', 'Failure of kidney']],
  ]);
  expect(anchoredAt('failure')).toEqual([]);
});

test('does not know a word that no statement has', () => {
  expect(INDEX.wordOf('cough')).toBe(-1);
});
