import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withTables } from '../app/readme-tables.ts';

const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');

test('the tables of the README are those of the code (npm run docs writes them)', () => {
  expect(readme).toContain('| `COUNTERSIGN_POLICY` |');
  expect(readme).toContain('| `propose_codes` |');
  expect(withTables(readme)).toBe(readme);
});

test('the README starts with the two commands', () => {
  expect(readme).toContain('npm ci && npm start');
  expect(readme).toContain('npm ci && npm test');
});
