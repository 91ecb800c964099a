import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { readAdjustmentWords } from './read-adjustment-words.ts';

const SHIPPED = fileURLToPath(new URL('../../starter/adjustment-codes', import.meta.url));
const folders: string[] = [];
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

/** A copy of what ships, with one file written anew. */
function copyWith(name: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-words-'));
  folders.push(folder);
  cpSync(SHIPPED, folder, { recursive: true });
  writeFileSync(join(folder, name), text);
  return folder;
}

test('reads the words that ship', () => {
  const words = readAdjustmentWords(SHIPPED);

  expect(words.carc('29')).toMatchObject({ family: 'timely-filing', usually: 'appeal' });
  expect(words.rarc('M127')).toMatchObject({ usually: 'send-records', mend: 'the medical record' });
  expect(words.inWords('claim-status', '22')).toMatch(/takes back/);
  expect(words.inWords('plb', 'WO')).toMatch(/too much/);
  expect(words.inWords('status-category', 'A3')).toMatch(/turned back/);
});

test.each([
  ['groups.yaml', '- code: CO\n  words: no\n', 'groups.yaml: 0.says'],
  ['reasons-more.yaml', "- { code: '999', says: x, family: odd, usually: none }\n", 'reasons-more.yaml: 0.family'],
  ['remarks-more.yaml', '- { code: N4, says: again }\n', 'The rarc code N4 is described twice'],
  ['status-codes.yaml', '- [', 'status-codes.yaml cannot be read as YAML'],
])('says what is wrong where %s holds %j', (name, text, where) => {
  expect(() => readAdjustmentWords(copyWith(name, text))).toThrow(where);
});

test('reads nothing but the files of its parts', () => {
  expect(readAdjustmentWords(copyWith('plain.yaml', 'x')).carc('45')?.family).toBe('contractual');
});
