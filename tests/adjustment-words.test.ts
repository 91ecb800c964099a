import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ADJUSTMENT_LIST_HEADING, readAdjustmentList } from '#core/terminology/facts/read-adjustment-list.ts';
import { csvRows } from '#core/terminology/facts/csv-rows.ts';
import { englishGrade, spanishEase, wordsOf } from './support/crude-grade.ts';
import { shippedWords, shippedWordsSource } from './support/words.ts';

const directory = process.env['COUNTERSIGN_REFERENCE_DIR'];
const folder = join(directory ?? '', 'carc_rarc');
const why = directory === undefined ? 'COUNTERSIGN_REFERENCE_DIR is not set' : existsSync(folder) ? undefined : 'it has no carc_rarc/';
if (why !== undefined) process.stderr.write(`Tests of the plain words against the published list are skipped: ${why}.\n`);

/** So many words running as the publisher has them are too many. */
const RUN = 6;
const source = shippedWordsSource();
const words = shippedWords();
const everything = [
  ...source.groups,
  ...source.reasons,
  ...source.remarks,
  ...source.claimStatuses,
  ...source.providerAdjustments,
  ...source.statusCategories,
  ...source.statusCodes,
];
const fileOf = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('the words that ship', () => {
  test('are there for the codes that hospitals meet', () => {
    expect(source.reasons.length).toBeGreaterThanOrEqual(130);
    expect(source.remarks.length).toBeGreaterThanOrEqual(90);
    expect(source.groups.map(({ code }) => code)).toEqual(['CO', 'PR', 'OA', 'PI', 'CR']);
    for (const code of ['1', '2', '3', '4', '19', '20', '21', '22', '23', '25']) expect(words.find('claim-status', code)).toBeDefined();
    for (const code of ['WO', 'FB', 'L6', '72', 'CS', 'AP']) expect(words.find('plb', code)).toBeDefined();
    for (const code of ['A1', 'A2', 'A3', 'A6', 'A7', 'F0', 'F1', 'F2', 'P1']) expect(words.find('status-category', code)).toBeDefined();
  });

  test.each(everything.map(({ code, says }) => [code, says]))('%s is short: %s', (_code, says) => {
    expect(wordsOf(says).length).toBeLessThanOrEqual(20);
    expect(says).toMatch(/^[A-Z].*\.$/);
  });

  test('read at grade 8 or below on the whole', () => {
    const grades = everything.map(({ says }) => englishGrade(says));

    expect(grades.reduce((sum, grade) => sum + grade, 0) / grades.length).toBeLessThanOrEqual(8);
  });

  test('are as many as their page says', () => {
    const page = readFileSync(new URL('../docs/adjustment-codes.md', import.meta.url), 'utf8');

    expect(page).toContain(`describes ${source.reasons.length} adjustment reasons, ${source.remarks.length} remarks,`);
  });

  test('blame nobody', () => {
    for (const { says } of everything)
      expect(says).not.toMatch(/\b(?:(?<!no-)fault|failed|failure|blame|neglect\w*|careless\w*|forgot)\b|\byour? (?:error|mistake)/i);
  });

  test('have a sentence for the patient in two languages wherever the patient shares the cost', () => {
    const share = source.reasons.filter(({ family }) => family === 'patient-share');

    expect(share.map(({ code }) => code)).toEqual(expect.arrayContaining(['1', '2', '3', '66']));
    expect(share.filter(({ patient }) => patient === undefined)).toEqual([]);
  });

  test.each(source.reasons.flatMap(({ code, patient }) => (patient === undefined ? [] : [[code, patient.en, patient.es]])))(
    'tell a patient of %s at grade 8 or below',
    (_code, en = '', es = '') => {
      expect(englishGrade(en)).toBeLessThanOrEqual(8);
      expect(spanishEase(es)).toBeGreaterThanOrEqual(60);
      expect(es).not.toBe(en);
    },
  );

  test('send an alert to nobody as a cause, and say what to mend where something is missing', () => {
    const alerts = source.remarks.filter(({ alert }) => alert);
    expect(alerts.filter(({ family, mend }) => family !== undefined || mend !== undefined)).toEqual([]);
    const missing = source.remarks.filter(({ family, usually }) => family === 'missing-information' && usually !== 'none');
    expect(missing.filter(({ mend }) => mend === undefined).map(({ code }) => code)).toEqual([]);
  });
});

describe.skipIf(why !== undefined)('beside the published list', () => {
  const texts = () => readAdjustmentList(fileOf('adjustment_codes_2024-06.csv'), 'adjustment_codes_2024-06.csv');
  const runs = (text: string): string[] => {
    const said = wordsOf(text.toLowerCase());
    return said.slice(RUN - 1).map((_last, at) => said.slice(at, at + RUN).join(' '));
  };

  test('no description has six words running of the publisher, nor has a sentence for patients', () => {
    const published = new Set(texts().flatMap(({ says }) => runs(says)));
    const ours = [...everything.map(({ says }) => says), ...source.reasons.flatMap(({ patient }) => patient?.en ?? [])];

    expect(published.size).toBeGreaterThan(5_000);
    expect(ours.flatMap(runs).filter((run) => published.has(run))).toEqual([]);
    expect(runs('Payer deems the information submitted does not support this dosage.').some((run) => published.has(run))).toBe(true);
  });

  test('every code that we describe is one of the list, and ended when the list says', () => {
    const listed = new Map(texts().map((one) => [`${one.kind} ${one.code}`, one]));

    expect(source.reasons.filter(({ code }) => !listed.has(`carc ${code}`))).toEqual([]);
    expect(source.remarks.filter(({ code }) => !listed.has(`rarc ${code}`))).toEqual([]);
    for (const { code, ended } of source.reasons) expect([code, ended]).toEqual([code, listed.get(`carc ${code}`)?.to]);
  });

  test('the same remarks are alerts', () => {
    const alerts = new Map(texts().flatMap(({ kind, code, says }) => (kind === 'rarc' ? [[code, says.startsWith('Alert:')]] : [])));

    expect(source.remarks.filter(({ code, alert }) => alerts.get(code) !== alert).map(({ code }) => code)).toEqual([]);
  });

  test('every reason that contractors and the list of categories name is described', () => {
    const categories = csvRows(fileOf('denial_categories.csv'), 'adj_code,denial_type,denial_category', 'categories');
    const named = [
      ...categories.map(({ cells }) => cells[0] ?? ''),
      ...fileOf('mac_noridian_common_errors.csv')
        .matchAll(/^(?:CO|PR|OA|PI)-(\w+),/gm)
        .map(([, code = '']) => code),
      ...fileOf('mac_novitas_error_codes.csv')
        .matchAll(/^(\w+),/gm)
        .map(([, code = '']) => code),
    ].filter((code) => /\d/.test(code));

    expect(named.length).toBeGreaterThan(130);
    expect([...new Set(named)].filter((code) => words.carc(code) === undefined)).toEqual([]);
  });

  test('so is every remark that contractors name and the list holds', () => {
    const listed = new Set(texts().flatMap(({ kind, code }) => (kind === 'rarc' ? [code] : [])));
    const named = ['mac_noridian_common_errors.csv', 'mac_novitas_error_codes.csv'].flatMap((name) => [
      ...fileOf(name)
        .split('\n')
        .flatMap((line) =>
          [...(/^(?:\w*,)?"?((?:(?:MA|M|N)\d+(?:, )?)+)"?,/.exec(line)?.[1] ?? '').matchAll(/\w+/g)].map(([code]) => code),
        ),
    ]);

    expect(named.length).toBeGreaterThan(50);
    expect([...new Set(named)].filter((code) => listed.has(code) && words.rarc(code) === undefined)).toEqual([]);
  });

  test('is read whole', () => {
    expect(fileOf('adjustment_codes_2024-06.csv').startsWith(ADJUSTMENT_LIST_HEADING)).toBe(true);
    expect(texts()).toHaveLength(1_581);
  });
});
