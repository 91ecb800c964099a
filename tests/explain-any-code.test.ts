import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readOfficialEdition } from '#connectors/reference-data/official/read-official-edition.ts';
import type { Icd10Cm } from '#core/codes.ts';
import { codeChart } from '#core/coder/code-chart.ts';
import { explainCode } from '#core/coder/explain-code.ts';
import { CodeExplanation } from '#core/coder/trace.ts';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import { codeBook } from '#core/terminology/lookup/code-book.ts';
import { aChart } from './support/a-chart.ts';
import { starterSource } from './support/starter.ts';

const directory = process.env['COUNTERSIGN_REFERENCE_DIR'];
const folder = join(directory ?? '', 'icd10cm');
const official = directory !== undefined && existsSync(folder);
if (!official) process.stderr.write('Codes are explained from the starter edition alone: COUNTERSIGN_REFERENCE_DIR has no icd10cm/.\n');

const COUNT = 500;
const NOTE = `DISCHARGE DIAGNOSES:
1. Acute on chronic systolic heart failure
2. Hypertension
3. CKD stage 3b
4. Closed fracture of neck of right femur
5. No pulmonary embolism`;

/** As many places of a list, drawn by seed: the same each time. */
function drawn(length: number, count: number, seed: number): number[] {
  let state = seed >>> 0;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * length);
  });
}

test('500 codes drawn from the whole edition each get a verdict, and the words that would be needed', { timeout: 120_000 }, async () => {
  const starter = starterSource();
  const source = official ? await readOfficialEdition(folder, { starter, year: '2026' }) : starter;
  const edition = compileEdition(source, '0'.repeat(64));
  const book = codeBook(source);
  const trace = codeChart(aChart('inpatient', [NOTE]), edition);
  const suggested = new Set<string>(trace.suggestions.map(({ code }) => code));
  const codes = drawn(source.codes.length, COUNT, 20_261_121).map((at) => source.codes[at]?.code as Icd10Cm);

  const explained = codes.map((code) => CodeExplanation.parse(explainCode(trace, edition, code, { book })));

  const verdicts = new Set(explained.map(({ verdict }) => verdict));
  expect(suggested.size).toBeGreaterThan(1);
  expect(verdicts).toContain('not-supported');
  expect(verdicts).toContain('not-billable');
  expect(explained.filter(({ verdict, needed }) => verdict === 'not-supported' && !needed.some((words) => words.trim() !== ''))).toEqual(
    [],
  );
  expect(explained.filter(({ verdict, code }) => (verdict === 'suggested') !== suggested.has(code))).toEqual([]);
  expect(explained.filter(({ verdict, neighbours }) => verdict === 'not-billable' && neighbours.length === 0)).toEqual([]);
  expect(explained.filter(({ says }) => !says.endsWith('.'))).toEqual([]);
});
