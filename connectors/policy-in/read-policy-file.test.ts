import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Failure } from '#core/errors.ts';
import { readPolicyFile } from './read-policy-file.ts';

const HEAD = [
  '---',
  'id: fern-policy',
  'title: Medical policy',
  'payer: 60001',
  'publisher: Blue Fern',
  'source: portal',
  'from: 2026-01-01',
  '---',
];
const read = (body: string, { head = HEAD, file = 'fern.md' } = {}) => readPolicyFile(file, Buffer.from([...head, body].join('\n')));
const refusal = (body: string, more: Parameters<typeof read>[1] = {}): string => {
  try {
    read(body, more);
  } catch (thrown) {
    if (thrown instanceof Failure) return `${thrown.code}: ${thrown.says}`;
  }
  return 'taken';
};

test('each heading with a number is a clause, to the letter', () => {
  const { clauses, payer, from } = read(
    '# 4 Visits\n\n## 4.2 Covered\nFor heart failure.\nAnd for “sepsis”.\n\n## (b)(6) Criteria\nOwn criteria.\n',
  );

  expect({ payer, from }).toEqual({ payer: '60001', from: '2026-01-01' });
  expect(clauses).toEqual([
    { id: 'fern-policy/4.2', heading: '4.2 Covered', text: 'For heart failure.\nAnd for “sepsis”.' },
    { id: 'fern-policy/b-6', heading: 'b-6 Criteria', text: 'Own criteria.' },
  ]);
});

test('in text taken from a PDF, a numbered line that stands apart is a heading, and one in a paragraph is not', () => {
  const { clauses } = read('\n1.1 Scope\nThis policy is of\n2 Visits a day.\n\n1.2 Limits\nNone.', { file: 'fern.txt' });

  expect(clauses.map(({ id, text }) => [id, text])).toEqual([
    ['fern-policy/1.1', 'This policy is of\n2 Visits a day.'],
    ['fern-policy/1.2', 'None.'],
  ]);
});

describe('what is wrong is said with its line', () => {
  test.each([
    ['no front matter', refusal('', { head: ['# 1 Scope'] }), 'fern.md, line 1: a policy begins with front matter'],
    ['a field that is not known', refusal('', { head: ['---', 'name: x', '---'] }), 'line 2: there is no field of that name'],
    ['a field that is missing', refusal('## 1 A\nb', { head: HEAD.filter((one) => !one.startsWith('from')) }), 'line 7: from is missing'],
    [
      'a day that is none',
      refusal('## 1 A\nb', { head: HEAD.map((one) => one.replace('2026-01-01', '1.1.26')) }),
      'line 7: from is not of the right form',
    ],
    ['a heading without a number', refusal('## Scope\nWords'), 'line 9: the heading has no number'],
    ['words under no heading', refusal('\nWords'), 'line 10: these words stand under no heading'],
    ['one number twice', refusal('## 1 A\nb\n## 1 C\nd'), 'line 11: the clause fern-policy/1 stands at line 9 too'],
    ['no clause', refusal('## 1 A\n'), 'there is no clause'],
    [
      'an end before the beginning',
      refusal('## 1 A\nb', { head: [...HEAD.slice(0, -1), 'until: 2025-01-01', '---'] }),
      'line 8: until is before from',
    ],
  ])('%s', (_name, said, wanted) => {
    expect(said).toContain('bad-file: fern.md');
    expect(said).toContain(wanted);
  });

  test('a PDF', () => {
    expect(() => readPolicyFile('fern.pdf', Buffer.from('%PDF-1.7\n'))).toThrow('this is a PDF');
  });
});

test('the law that ships is read, marked as told in our own words, and says where it is written', () => {
  const folder = join(import.meta.dirname, '..', '..', 'starter', 'policies');
  const documents = readdirSync(folder).map((name) => readPolicyFile(name, readFileSync(join(folder, name))));

  expect(documents.length).toBeGreaterThanOrEqual(9);
  for (const one of documents) {
    expect(one.summary).toBe(true);
    expect(one.source).toMatch(/^In our own words, after \d+ (?:CFR|U\.S\.C\.)/);
  }
});

test('the policies of the demo payers are read, and say that they are made up', () => {
  const folder = join(import.meta.dirname, '..', '..', 'demo', 'policies');
  for (const name of readdirSync(folder))
    expect(readPolicyFile(name, readFileSync(join(folder, name))).title).toContain('made up for the demo');
});
