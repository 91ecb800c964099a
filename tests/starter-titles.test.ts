import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { Icd10Cm } from '#core/codes.ts';
import { readOrderFile } from '#core/terminology/read-order-file.ts';
import { starterSource } from './support/starter.ts';

const directory = process.env['COUNTERSIGN_REFERENCE_DIR'];
const file = join(directory ?? '', 'icd10cm', 'icd10cm-order-2026.txt.gz');
const why = directory === undefined ? 'COUNTERSIGN_REFERENCE_DIR is not set' : existsSync(file) ? undefined : 'icd10cm/ has no order file';
if (why !== undefined) process.stderr.write(`Tests of the starter edition against the official order file are skipped: ${why}.\n`);

type Row = ReturnType<typeof readOrderFile>['codes'][number];

/** The rows of one list that do not stand in the other word for word. */
function unlike(rows: readonly Row[], official: ReadonlyMap<string, Row>): string[] {
  return rows.flatMap(({ code, billable, title }) => {
    const row = official.get(code);
    if (row === undefined) return [`${code} is no official code`];
    if (row.billable !== billable) return [`${code} is ${row.billable ? 'billable' : 'a header'}`];
    return row.title === title ? [] : [`${code} is "${row.title}" and not "${title}"`];
  });
}

describe.skipIf(why !== undefined)('the starter edition', () => {
  const official = (): ReadonlyMap<string, Row> =>
    new Map(readOrderFile(gunzipSync(readFileSync(file)).toString('utf8')).codes.map((row) => [row.code, row]));

  test('has each code, flag and title as they stand in the official order file', () => {
    const { codes } = starterSource();

    expect(codes.length).toBeGreaterThan(1000);
    expect(unlike(codes, official())).toEqual([]);
  });

  test('and a letter, a flag or a code that differs would be seen', () => {
    const [first] = starterSource().codes.filter(({ billable }) => billable);
    if (first === undefined) throw new Error('the starter edition has no code');

    const wrong = [
      { ...first, title: `${first.title} ` },
      { ...first, billable: false },
      { ...first, code: Icd10Cm.parse('Q99.Z') },
    ];
    expect(unlike(wrong, official())).toHaveLength(3);
  });
});
