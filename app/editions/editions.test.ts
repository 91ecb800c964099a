import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocalDate } from '#core/codes.ts';
import { assembleFacts } from '#core/terminology/facts/assemble-facts.ts';
import { ADJUSTMENT_LIST_HEADING } from '#core/terminology/facts/read-adjustment-list.ts';
import { openHospital, type Hospital } from '#tests/support/hospital.ts';
import { editionsInForce } from './editions.ts';
import { pack } from './load-edition.ts';

let hospital: Hospital;
beforeAll(async () => {
  hospital = await openHospital([]);
  const text = 'diagnosis_code,cc,model_name\nI5023,226,CMS-HCC Model V28\n';
  const { source, content, sha256 } = pack(assembleFacts('cms-hcc', [{ kind: 'hcc-mapping', name: 'hcc_2027.csv', year: '2027', text }]));
  await hospital.store.within(hospital.tenant, async ({ editionRecords }) => {
    await editionRecords.put({ head: source.head, sha256, state: 'active', codes: 1, billable: 1 }, content);
  });
});
afterAll(() => hospital.close());

async function putList(month: string, text: string): Promise<void> {
  const file = {
    kind: 'adjustment-list',
    name: `codes_${month}.csv`,
    year: '2024',
    text: `${ADJUSTMENT_LIST_HEADING}\n97,CARC,${text},,,,,\n`,
  } as const;
  const { source, content, sha256 } = pack(assembleFacts('adjustment-codes', [file]));
  await hospital.store.within(hospital.tenant, ({ editionRecords }) =>
    editionRecords.put({ head: source.head, sha256, state: 'active', codes: 1, billable: 1 }, content),
  );
}

const factsOn = (day: string) => hospital.store.within(hospital.tenant, (unit) => editionsInForce().facts(LocalDate.parse(day), unit));

test('gives each table that has an edition for the day, with that edition', async () => {
  const { hcc } = await factsOn('2026-03-14');

  expect(hcc?.edition).toMatch(/^cms-hcc-2027@[0-9a-f]{64}$/);
  expect(hcc?.categories('I50.23')).toEqual([{ model: 'V28', category: '226' }]);
});

test('gives no table for a day that none of its editions covers, and never an empty one', async () => {
  expect(await factsOn('2027-01-01')).toEqual({ poaExempt: undefined, editor: undefined, hcc: undefined, severity: undefined });
});

test('does not code by a table, and says on which day nothing is in force', async () => {
  const on = (day: string) => hospital.store.within(hospital.tenant, (unit) => editionsInForce().on(LocalDate.parse(day), unit));

  expect((await on('2026-03-14')).head.id).toBe('icd10cm-2026-starter');
  await expect(on('2026-11-03')).rejects.toThrow(/No ICD-10-CM edition is in force here on 2026-11-03/);
});

test('opens an edition from what was kept of it, and keeps one that was not', async () => {
  const kept: string[] = [];
  const editions = editionsInForce({ read: () => Promise.resolve(undefined), keep: async ({ sha256 }) => void kept.push(sha256) });
  const edition = await hospital.store.within(hospital.tenant, (unit) => editions.on(LocalDate.parse('2026-03-14'), unit));

  expect(kept).toEqual([edition.sha256]);

  const opened = editionsInForce({ read: () => Promise.resolve(edition), keep: () => Promise.reject(new Error('it is kept already')) });
  expect(await hospital.store.within(hospital.tenant, (unit) => opened.on(LocalDate.parse('2026-03-14'), unit))).toBe(edition);
});

test('shows the text of the newest list that had begun by the day of the remittance, whichever was loaded last', async () => {
  await putList('2024-11', 'The newer text');
  await putList('2024-06', 'The older text');
  const editions = editionsInForce();
  const textOn = (day: string) =>
    hospital.store.within(hospital.tenant, async (unit) => {
      const texts = await editions.licensedTexts(LocalDate.parse(day), unit);
      return texts?.text('carc', '97', LocalDate.parse(day));
    });

  expect(await textOn('2024-05-31')).toBeUndefined();
  expect(await textOn('2024-10-31')).toMatchObject({ text: 'The older text', inForce: true });
  expect((await textOn('2024-11-01'))?.edition).toMatch(/^adjustment-codes-2024-11@[0-9a-f]{64}$/);
  expect(await textOn('2026-03-14')).toMatchObject({ text: 'The newer text' });
});
