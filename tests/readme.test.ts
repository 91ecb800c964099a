import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PAGES_WITH_TABLES, withTables } from '../app/readme/readme-tables.ts';

const page = (name: string): string => readFileSync(join(import.meta.dirname, '..', name), 'utf8');
const readme = page('README.md');

test('the tables of the README are those of the code (npm run docs writes them)', () => {
  expect(readme).toContain('| `COUNTERSIGN_POLICY` |');
  expect(readme).toContain('| `propose_codes` |');
  expect(withTables(readme)).toBe(readme);
});

test.each(PAGES_WITH_TABLES)('%s has every table that the code makes for it as the code makes it', (name) => {
  expect(withTables(page(name))).toBe(page(name));
});

test('the guide to chat has the table of what can be done where, and pictures that are there', () => {
  const guide = page('docs/chat.md');

  expect(guide).toContain('| Accept | "accept P-17" |');
  for (const [, picture = ''] of guide.matchAll(/\]\((pictures\/[\w.-]+)\)/g)) expect(() => page(`docs/${picture}`)).not.toThrow();
});

test('the README starts with the two commands', () => {
  expect(readme).toContain('npm ci && npm start');
  expect(readme).toContain('npm ci && npm test');
});
