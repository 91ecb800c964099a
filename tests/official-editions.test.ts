import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findOfficialFiles } from '#connectors/reference-data/official/official-files.ts';
import { readAddenda } from '#connectors/reference-data/official/read-addenda.ts';
import { readOfficialEdition } from '#connectors/reference-data/official/read-official-edition.ts';
import { readOfficialFacts } from '#connectors/reference-data/official/read-official-facts.ts';
import { countRows } from '#core/terminology/any-source.ts';
import type { FactSystem } from '#core/terminology/facts/assemble-facts.ts';
import { checkOneYear, strangers } from '#core/terminology/official/check-one-year.ts';
import { codesOfTabular } from '#core/terminology/official/codes-of-tabular.ts';
import { starterSource } from './support/starter.ts';

const directory = process.env['COUNTERSIGN_REFERENCE_DIR'];
const why =
  directory === undefined
    ? 'COUNTERSIGN_REFERENCE_DIR is not set'
    : existsSync(join(directory, 'icd10cm'))
      ? undefined
      : 'it has no icd10cm/';
if (why !== undefined) process.stderr.write(`The official files are not read: ${why}.\n`);
const inFolder = (name: string): string => join(directory ?? '', name);
const starter = starterSource();
const told = { skip: why !== undefined, timeout: 60_000 };

test('the published FY2026 files are read whole, as they are', told, async () => {
  const { head, codes, official } = await readOfficialEdition(inFolder('icd10cm'), { starter });
  const tables = Map.groupBy(official?.index ?? [], ({ table }) => table);

  expect(head).toMatchObject({ id: 'icd10cm-2026', from: '2025-10-01', to: '2026-09-30' });
  expect([codes.length, codes.filter(({ billable }) => billable).length]).toEqual([98_186, 74_719]);
  expect([...tables].map(([table, lines]) => [table, lines.length])).toEqual([
    ['index', 81_491],
    ['neoplasm', 1_940],
    ['drug', 7_430],
    ['external-cause', 8_090],
  ]);
  expect(official?.tabular).toHaveLength(47_200);
  expect(strangers(codes, official?.index ?? [], official?.tabular ?? [])).toEqual(['Z15.08', 'Q99.814']);
});

test('the codes that follow from the FY2026 tabular list are those of the order file, to the letter', told, async () => {
  const { codes, official } = await readOfficialEdition(inFolder('icd10cm'), { starter });
  const byCode = (rows: typeof codes) => new Map(rows.map(({ code, billable, title }) => [code, `${billable} ${title}`]));

  expect(byCode(codesOfTabular(official?.tabular ?? [], 'tabular'))).toEqual(byCode(codes));
});

test('editions of 2017 and 2021 stand beside it and are never mixed', told, async () => {
  const folder = inFolder('icd10cm/official-base');

  await expect(readOfficialEdition(folder, { starter })).rejects.toThrow(/different years/);
  expect((await readOfficialEdition(folder, { starter, year: '2021' })).head).toMatchObject({ from: '2021-01-01', to: '2021-09-30' });
  expect((await readOfficialEdition(folder, { starter, year: '2017' })).codes).toEqual([]);
});

test('index and order file of different years are refused, by the codes too', told, async () => {
  const { codes } = await readOfficialEdition(inFolder('icd10cm/icd10cm-order-2026.txt.gz'), { starter });
  const { official } = await readOfficialEdition(inFolder('icd10cm/official-base/icd10cm_index_2017.xml.gz'), { starter });

  expect(() => checkOneYear(codes, official?.index ?? [], [])).toThrow(
    /Of 18895 codes in the index and tabular files 312 are not in the code list/,
  );
});

test.each<[FactSystem, string, string | undefined, number, string, string]>([
  ['icd10pcs', 'icd10pcs', undefined, 80_029, '2025-10-01', '2026-09-30'],
  ['poa-exempt', 'icd10cm', undefined, 38_349, '2025-10-01', '2026-09-30'],
  ['mce', 'msdrg', undefined, 7_946, '2024-04-01', '2024-09-30'],
  ['msdrg-cc', 'msdrg', undefined, 18_215, '2024-04-01', '2024-09-30'],
  ['cms-hcc', 'cms_hcc', '2026', 58_985, '2025-01-01', '2025-12-31'],
  ['cms-hcc', 'cms_hcc', '2025', 53_951, '2024-01-01', '2024-12-31'],
  ['adjustment-codes', 'carc_rarc', undefined, 1_581, '2024-06-01', '9999-12-31'],
])('%s of %s, year %s, has %i rows', told, async (system, folder, year, rows, from, to) => {
  const source = await readOfficialFacts(system, inFolder(folder), year);

  expect(countRows(source).codes).toBe(rows);
  expect(source.head).toMatchObject({ from, to });
});

test('what the FY2026 order addendum adds and revises stands so in the FY2026 order file', told, async () => {
  const { codes } = await readOfficialEdition(inFolder('icd10cm/icd10cm-order-2026.txt.gz'), { starter });
  const now = new Map<string, string>(codes.map(({ code, billable, title }) => [code, `${billable} ${title}`]));
  const [addenda] = await readAddenda(inFolder('icd10cm/icd10cm-order-addenda-2026.txt.gz'));
  const { added, deleted, revised } = addenda?.kind === 'order' ? addenda.order : { added: [], deleted: [], revised: [] };

  expect([added.length, deleted.length, revised.length]).toEqual([630, 28, 45]);
  for (const { code, billable, title } of [...added, ...revised.map(({ to }) => to)])
    expect([code, now.get(code)]).toEqual([code, `${billable} ${title}`]);
  for (const { code, billable } of deleted) expect(now.get(code)?.startsWith(`${billable} `) ?? false).toBe(false);
});

test('every addendum of index and tabular list since FY2018 is recognised', told, async () => {
  const { files, unread } = await findOfficialFiles(inFolder('icd10cm/official-base/addenda'));

  expect(unread).toEqual([]);
  expect(files.filter(({ kind }) => kind === 'index-addenda')).toHaveLength(14);
  expect(files.filter(({ kind }) => kind === 'tabular-addenda')).toHaveLength(14);
});
