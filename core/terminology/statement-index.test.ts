import { expect, test } from 'vitest';
import { statementIndex, statementTables } from './statement-index.ts';
import type { Statement } from './statements.ts';

const STATEMENTS: readonly Statement[] = [
  { words: ['failure', 'heart'], target: 'I50.9', origin: 'index', label: 'Failure, heart' },
  { words: ['failure', 'heart', 'systolic'], target: 'I50.20', origin: 'index', label: 'Failure, heart, systolic' },
  { words: ['failure', 'kidney'], target: 'N19', origin: 'title', label: 'Kidney failure' },
  { words: ['alzheimer', 'dementia'], target: 'G30.9', origin: 'index', label: 'Dementia in Alzheimer', manifestation: 'F02.80' },
];
const INDEX = statementIndex(statementTables(STATEMENTS));

const anchoredAt = (word: string): string[] => [...INDEX.anchored(INDEX.wordOf(word))].map((statement) => INDEX.at(statement).label);

test('gives every statement back as it was', () => {
  STATEMENTS.forEach(({ words, target, origin, label, manifestation }, at) => {
    expect(INDEX.at(at)).toEqual({ target, origin, label, manifestation });
    expect(new Set([...INDEX.members(at)].map((word) => INDEX.tables.words[word]))).toEqual(new Set(words));
  });
});

test('hangs each statement on its rarest word, so that a common one is asked of few', () => {
  expect(anchoredAt('systolic')).toEqual(['Failure, heart, systolic']);
  expect(anchoredAt('kidney')).toEqual(['Kidney failure']);
  expect(anchoredAt('failure')).toEqual([]);
});

test('does not know a word that no statement has', () => {
  expect(INDEX.wordOf('cough')).toBe(-1);
});
