import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import { importBilling, type BillingImported } from '#app/billing/import-billing.ts';
import { importX12 } from '#app/billing/import-x12.ts';
import type { X12Brought } from '#app/billing/x12-brought.ts';
import { takingBy } from '#app/billing/taking.ts';
import { accountOf } from '#core/billing/work-out-account.ts';
import { isDenial, isRepeat } from '#core/denials/families.ts';
import { denialFamilies } from '#core/denials/refusals.ts';
import type { Unit } from '#tools/unit.ts';
import { demoBillingFiles } from '../bench/write-demo-billing.ts';
import { subjectOver } from './contracts/subject.ts';
import { databases } from './support/databases.ts';
import { shippedWords } from './support/words.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = `${ROOT}/demo/billing`;
const words = shippedWords();
const [embedded] = await databases();
if (embedded === undefined) throw new Error('there is no embedded database');
const subject = subjectOver(await embedded.open());
const tenant = subject.tenant();
const within = <T>(work: (unit: Unit) => Promise<T>): Promise<T> => subject.store.within(tenant, work);
let records: BillingImported;
let report: X12Brought;

beforeAll(async () => {
  const taking = takingBy(subject.store, tenant, { actor: 'countersign', channel: 'system' });
  records = await importBilling(taking, `${FOLDER}/records`);
  report = await importX12(taking, `${FOLDER}/remittances`);
});

/** What the account of this id comes to. */
const owed = (id: string) =>
  within(async ({ billing }) => {
    const record = await billing.accounts.find(id);
    if (record === undefined) throw new Error(`no account ${id}`);
    const claims = await billing.claims.list({ account: id, limit: 50 });
    const remitted = [];
    for (const claim of claims) remitted.push(...(await billing.remittances.ofClaim(claim.id)));
    const account = accountOf(record, {
      claims,
      remitted,
      approved: [],
      isDenial: (one) => isDenial(words, one),
      isRepeat: (one) => isRepeat(words, one),
    });
    return [account.chargesCents, account.insuranceOwesCents, account.patientOwesCents];
  });

test('the files are those that the program makes of hospital.yaml and the charts', async () => {
  const made = await demoBillingFiles(ROOT);
  const names = ['records', 'remittances'].flatMap((folder) => readdirSync(`${FOLDER}/${folder}`).map((name) => `${folder}/${name}`));

  expect(names.toSorted()).toEqual([...made.keys()].toSorted());
  for (const [name, text] of made) expect([name, readFileSync(`${FOLDER}/${name}`, 'utf8') === text]).toEqual([name, true]);
});

test('all are posted but the one that does not balance, and every claim is found', async () => {
  expect(records).toMatchObject({ files: 1, claims: 20, refused: [] });
  expect(report.refused).toEqual([]);
  expect(report.taken.length).toBeGreaterThanOrEqual(25);
  expect(report.taken.filter(({ state }) => state !== 'posted').map(({ file, tail }) => [file, tail.differenceCents])).toEqual([
    ['2026-08-20-oakhollow.835', expect.any(Number)],
  ]);
  expect(report.taken.flatMap(({ tail }) => tail.findings).filter(({ severity }) => severity !== 'note')).toHaveLength(1);
  expect(await within(({ billing }) => billing.remittances.unmatched(10))).toEqual([]);
});

test('there is a denial of every family', async () => {
  const said = await within(async ({ billing }) => {
    const all = [];
    for (const { id } of await billing.claims.list({ limit: 100 })) all.push(...(await billing.remittances.ofClaim(id)));
    return all;
  });
  const families = new Set(said.flatMap(({ remitted }) => denialFamilies(words, remitted)));

  expect([...families].toSorted()).toEqual([
    'authorisation', 'bundling', 'clinical-validation', 'coding', 'coordination', 'duplicate', 'eligibility', 'maximum', 'medical-necessity',
    'missing-information', 'non-covered', 'timely-filing',
  ]); // prettier-ignore
});

test.each([
  ['a denied stay is owed by the insurance whole', 'A-88', [1_362_250, 1_362_250, 0]],
  ['a claim that was paid, and denied as a duplicate afterwards, owes its copay', 'A-2001', [25_400, 0, 2_500]],
  ['a denial that was reversed and corrected counts once', 'A-2004', [205_300, 0, 30_000]],
  ['a won appeal leaves nothing', 'A-2008', [243_000, 0, 0]],
  ['the second plan says what is left to the patient', 'A-3001', [25_800, 0, 1_000]],
  ['a paid stay with a deductible, and the surgeon', 'A-1045', [3_551_930, 0, 209_700]],
  ['a bundled line stays with the insurance', 'A-1048', [3_395_560, 225_000, 90_000]],
])('%s', async (_says, id, sums) => {
  expect(await owed(id)).toEqual(sums);
});

test('what is to be worked is listed, and what was paid since is not', async () => {
  const adjusted = await within(({ billing }) => billing.remittances.adjusted({ limit: 100 }));
  const claims = adjusted.map(({ remitted }) => remitted.claimId);

  expect(claims).toContain('C-88');
  for (const paid of ['C-2008', 'C-2004', 'C-2010', 'C-3001', 'C-1045']) expect(claims).not.toContain(paid);
});
