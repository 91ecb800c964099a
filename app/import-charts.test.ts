import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { aBundle, aDocument, anEncounter, aNote, aPatient } from '#connectors/charts-in/a-chart-file.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import type { TenantId } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Unit } from '#tools/unit.ts';
import { subjectOver, type Subject } from '#tests/contracts/subject.ts';
import { databases } from '#tests/support/databases.ts';
import { importCharts } from './import-charts.ts';

const BY = { actor: 'dana', channel: 'terminal' } as const;

describe.each((await databases()).filter(({ skip }) => skip === undefined))('an import on $name', ({ open }) => {
  const folder = mkdtempSync(join(tmpdir(), 'import-'));
  let database: Database;
  let subject: Subject;
  let tenant: TenantId;

  beforeAll(async () => {
    database = await open();
    subject = subjectOver(database);
  });
  beforeEach(() => {
    tenant = subject.tenant();
  });
  afterAll(async () => {
    await database.close();
    rmSync(folder, { recursive: true });
  });

  function written(files: Readonly<Record<string, string | object>>): string {
    const path = mkdtempSync(join(folder, 'files-'));
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(join(path, file, '..'), { recursive: true });
      writeFileSync(join(path, file), typeof content === 'string' ? content : JSON.stringify(content));
    }
    return path;
  }

  const bring = (path: string, store: Store<Unit> = subject.store) => importCharts(store, tenant, path, BY);
  const entries = () => subject.store.within(tenant, ({ ledger }) => ledger.list({}));
  const documents = () => subject.store.within(tenant, async ({ charts }) => (await charts.find('E-1'))?.documents.map(({ id }) => id));

  test('of one file by two clients at once happens once, and the other finds nothing new', async () => {
    const path = written({ 'a.txt': aNote('One.', { document: 'D-1' }) });

    const reports = await Promise.all([bring(path), bring(path), bring(path)]);

    expect(reports.flatMap(({ imported }) => imported)).toEqual([{ encounter: 'E-1', documents: 1 }]);
    expect(reports.filter(({ unchanged }) => unchanged === 1)).toHaveLength(2);
    expect((await entries()).map(({ leaf }) => leaf.act)).toEqual(['chart.imported']);
  });

  test('of many notes of one encounter by as many clients at once loses none', async () => {
    const ids = Array.from({ length: 8 }, (_, at) => `D-${at + 1}`);
    const paths = ids.map((id) => written({ 'a.txt': aNote(`Note ${id}.`, { document: id }) }));

    await Promise.all(paths.map((path) => bring(path)));

    expect(await documents()).toEqual(ids);
    expect(await entries()).toHaveLength(ids.length);
  });

  test('of a file with two encounters leaves neither when the second cannot be written', async () => {
    const other = { id: 'E-2', identifier: undefined };
    const path = written({ 'a.json': aBundle(aPatient(), anEncounter(), anEncounter(other)) });
    let times = 0;
    const failing: Store<Unit> = {
      within: (within, work) =>
        subject.store.within(within, (unit) => {
          const append: Unit['ledger']['append'] = (act) => {
            times += 1;
            return times === 2 ? Promise.reject(new Error('the disk is full')) : unit.ledger.append(act);
          };
          return work({ ...unit, ledger: { ...unit.ledger, append } });
        }),
    };

    await expect(bring(path, failing)).rejects.toThrow('the disk is full');

    expect(times).toBe(2);
    expect(await entries()).toEqual([]);
    expect(await subject.store.within(tenant, ({ charts }) => charts.list(10))).toEqual([]);
  });

  test('reports what it set aside, and not of a file that it refused', async () => {
    const condition = { resourceType: 'Condition', id: 'c-1', subject: { reference: 'Patient/P-1' } };
    const path = written({
      'good.json': aBundle(aPatient(), anEncounter(), condition),
      'refused.json': aBundle(aPatient(), anEncounter({ class: { code: 'OBSENC' } }), { ...condition, id: 'c-2' }, aDocument()),
    });

    const { setAside, refused } = await bring(path);

    expect(refused.map(({ file }) => file)).toEqual(['refused.json']);
    expect(setAside).toEqual([
      {
        type: 'Condition',
        why: 'Problem lists are not kept.',
        resources: 1,
        files: 1,
        first: { file: 'good.json', resource: 'Bundle.entry[2] Condition/c-1' },
      },
    ]);
  });
});
