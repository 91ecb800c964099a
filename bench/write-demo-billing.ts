import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { demoRecords } from './demo-billing/records.ts';
import { remittanceFiles } from './demo-billing/remittance-files.ts';
import type { DemoBilling } from './demo-billing/demo-billing.ts';

/** Every file of the demo's billing, by its path below demo/billing. */
export async function demoBillingFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const folder = join(root, 'demo', 'billing');
  const demo = parse(await readFile(join(folder, 'hospital.yaml'), 'utf8')) as DemoBilling;
  const charts = join(root, 'demo', 'hospital');
  const bundles = await Promise.all((await readdir(charts)).toSorted().map((name) => readFile(join(charts, name, 'record.json'), 'utf8')));
  const records = demoRecords(demo, bundles);
  const files = new Map([['records/records.json', `${JSON.stringify(records, undefined, 1)}\n`]]);
  for (const [name, text] of remittanceFiles(demo, records.claims)) files.set(`remittances/${name}`, text);
  return files;
}

if (import.meta.main) {
  const folder = join(import.meta.dirname, '..', 'demo', 'billing');
  await rm(join(folder, 'remittances'), { recursive: true, force: true });
  for (const [name, text] of await demoBillingFiles(join(import.meta.dirname, '..'))) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}
