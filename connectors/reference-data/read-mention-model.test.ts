import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Failure } from '#core/errors.ts';
import { readMentionModel } from './read-mention-model.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-mentions-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const WEIGHTS = { v: 1, trained: 'made up', documents: 9, threshold: 0.4, bias: -1, weights: { chosen: 2 } };

function written(changed: Readonly<Record<string, string>> = {}): string {
  const files = {
    'weights.json': JSON.stringify(WEIGHTS),
    'terms.tsv': 'heart failure\tI50.9\t3\t4\n',
    'learned-words.tsv': 'bad heart\tI50.9\t2\t5\nbad heart\tI51.9\t1\t5\n',
    'reviewed-phrases.tsv': 'bad heart\tI51.9\t1\t5\n',
    ...changed,
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

test('reads counts by words and code, and nothing for what was not counted', () => {
  const model = readMentionModel(written());

  expect(model).toMatchObject(WEIGHTS);
  expect(model.terms('heart failure', 'I50.9')).toEqual({ right: 3, seen: 4 });
  expect(model.terms('heart failure', 'I51.9')).toBeUndefined();
  expect(model.learned('bad heart').map(({ code, right }) => [code, right])).toEqual([
    ['I50.9', 2],
    ['I51.9', 1],
  ]);
  expect(model.learned('heart')).toEqual([]);
  expect([model.reviewed('bad heart'), model.reviewed('heart')]).toEqual([['I51.9'], []]);
});

test.each([
  ['terms.tsv', 'heart failure\tI50.9\t3\n', 'line 1'],
  ['learned-words.tsv', 'bad heart\tI50.9\t2\t5\nbad\tI10\tmany\t5\n', 'line 2'],
  ['weights.json', '{"v":1}', 'weights.json'],
])('refuses %s with a wrong place, and says which', (name, text, where) => {
  expect(() => readMentionModel(written({ [name]: text }))).toThrow(Failure);
  expect(() => readMentionModel(written({ [name]: text }))).toThrow(where);
});
