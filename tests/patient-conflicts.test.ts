import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LocalDate } from '#core/codes.ts';
import { whyUnfit } from '#core/coder/set/fits-patient.ts';
import { readCodeEdits } from '#core/terminology/facts/read-code-edits.ts';
import { readOrderFile } from '#core/terminology/read-order-file.ts';

const directory = process.env['COUNTERSIGN_REFERENCE_DIR'];
const files = ['icd10cm/icd10cm-order-2026.txt.gz', 'msdrg/mce_v41.1_code_edits.csv.gz'].map((name) => join(directory ?? '', name));
const why =
  directory === undefined
    ? 'COUNTERSIGN_REFERENCE_DIR is not set'
    : files.every((file) => existsSync(file))
      ? undefined
      : 'a table is not there';
if (why !== undefined) process.stderr.write(`The refusals by sex and age are not compared with the code editor: ${why}.\n`);

const DAY = LocalDate.parse('2026-03-14');
/** Codes of its families that the editor's table of 2024 does not have for the other sex. */
const NOT_LISTED = ['N85.A', 'O26.641', 'O26.642', 'O26.643', 'O26.649', 'O90.41', 'O90.49'];
const PATIENTS = (['female', 'male'] as const).flatMap((sex) =>
  ['2026-03-01', '2019-06-01', '1990-01-01', '1951-02-03'].map((birth) => ({ sex, birthDate: LocalDate.parse(birth) })),
);

describe.skipIf(why !== undefined)('a code that is refused by sex or age', () => {
  test('is one that the Medicare Code Editor would stop for that patient', () => {
    const [codes, edits] = files.map((file) => gunzipSync(readFileSync(file)).toString('utf8'));
    const rules = Map.groupBy(readCodeEdits(edits ?? '', 'mce'), ({ code }) => code as string);
    const billable = readOrderFile(codes ?? '').codes.filter((row) => row.billable);
    const stops = (code: string, sex: string, age: number): boolean =>
      (rules.get(code) ?? []).some(
        ({ edit }) => (edit.kind === 'sex' && edit.only !== sex) || (edit.kind === 'age' && (age < edit.from || age > edit.to)),
      );
    let refused = 0;
    const alone = PATIENTS.flatMap((patient) =>
      billable.flatMap(({ code }) => {
        if (whyUnfit(code, patient, DAY) === undefined) return [];
        refused += 1;
        const age = Number(DAY.slice(0, 4)) - Number(patient.birthDate.slice(0, 4)) - (DAY.slice(5) < patient.birthDate.slice(5) ? 1 : 0);
        return stops(code, patient.sex, age) ? [] : [code];
      }),
    );

    expect(refused).toBeGreaterThan(5_000);
    expect([...new Set(alone)].toSorted()).toEqual(NOT_LISTED);
  });
});
