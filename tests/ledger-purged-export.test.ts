import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAudit, type Audit } from '#app/ledger/audit.ts';
import { readConfig } from '#app/settings/config.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { postgresStore } from '#connectors/postgres/postgres-store.ts';
import type { Actor, TenantId } from '#guardrails/actor.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import { readPolicy } from '#guardrails/policy/read-policy.ts';
import { purgeLedger } from '#guardrails/retention/purge.ts';
import { SEGMENT } from '#guardrails/retention/segments.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import { subjectOver, type Subject } from './contracts/subject.ts';
import { databases } from './support/databases.ts';
import { addOldEntries } from './support/old-entries.ts';

const ROOT = resolve(import.meta.dirname, '..');
const POLICY = 'guardrails/policy/baseline.yaml';
const usable = (await databases()).filter(({ skip }) => skip === undefined);

describe.each(usable)('a ledger on $name of which a segment was purged', ({ name, open }) => {
  let database: Database & { readonly url?: string };
  let subject: Subject;
  let tenant: TenantId;
  let audit: Audit;
  let folder: string;

  const program = (file: string, ...words: readonly string[]) =>
    spawnSync(process.execPath, [join(ROOT, 'bin', file), ...words], { encoding: 'utf8' });
  async function wholeJudged(checkpoints = join(folder, 'kept')) {
    const { file, key } = await audit.exportLeaves({ of: 'all' }, mkdtempSync(join(folder, 'out-')));
    const kept = ['--checkpoints', checkpoints, '--key', key];
    const judged = [program('verify-ledger.mjs', '--export', file, ...kept)];
    if (name === 'postgres') judged.push(program('verify-ledger.mjs', '--database', database.url ?? '', ...kept));
    return judged.map(({ stdout }) => stdout.split('\n').slice(0, 2).join(' '));
  }

  beforeAll(async () => {
    database = await open();
    subject = subjectOver(database);
    tenant = subject.tenant();
    folder = mkdtempSync(join(tmpdir(), 'purged-'));
    audit = await openAudit(database, { ...readConfig({ COUNTERSIGN_DATA_DIR: folder }, ROOT), checkpoints: join(folder, 'kept') }, tenant);
    const store = postgresStore(database, { salt: () => 'salt', sealer: audit.sealer });
    const ines: Actor = {
      tenant,
      principal: { id: 'ines', name: 'Ines', kind: 'person', roles: ['compliance'], active: true },
      channel: 'terminal',
    };
    await addOldEntries(database, tenant, { many: 100, from: '2018-01-01' });
    await audit.checkpoint();
    await addOldEntries(database, tenant, { many: SEGMENT - 100, from: '2018-01-02' });
    const text = readFileSync(join(ROOT, POLICY), 'utf8');
    await store.within(tenant, async (unit) => {
      await adoptPolicy(unit, { policy: readPolicy(text, POLICY), text }, { tenant, actor: 'countersign' });
      await setPrincipal(unit, ines.principal, tenant);
    });
    await audit.checkpoint();
    await store.within(tenant, (unit) => purgeLedger(unit, ines, { before: '2020-01-01', sealed: SEGMENT }));
    await audit.checkpoint();
  }, 120_000);
  afterAll(() => database.close());

  test('is found sound by the stand-alone program, which says what is gone', async () => {
    const says = new RegExp(
      `^OK\\. ${SEGMENT + 3} entries, .* ${SEGMENT} entries were purged, and 1 checkpoints in the middle of them can be checked no more\\.$`,
    );

    for (const judged of await wholeJudged()) expect(judged).toMatch(says);
  });

  test('can still be exported in part, with proofs that lead to the signed head', async () => {
    const { file, entries, key } = await audit.exportLeaves({ of: 'days', from: '2020-01-01' }, folder);

    expect({ entries, status: program('verify-export.mjs', file, key).status }).toEqual({ entries: 3, status: 0 });
    const whole = await audit.exportLeaves({ of: 'all' }, folder);
    expect(program('verify-export.mjs', whole.file, key)).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('OK. 3 entries') as string,
    });
  });

  test.each([
    ['whose root was changed', `update ledger_segment set root = set_byte(root, 3, (get_byte(root, 3) + 1) % 256) where tenant = $1`],
    ['whose last leaf was changed', `update ledger_segment set last_leaf = replace(last_leaf, '2018', '2017') where tenant = $1`],
    ['whose record is gone', 'delete from ledger_segment where tenant = $1'],
    ['of which no entry says so', `delete from ledger_entry where tenant = $1 and index = ${SEGMENT + 2}`],
  ])('%s is BROKEN, or ROLLED BACK', async (_name, statement) => {
    await subject.asOwner('create temporary table kept as select * from ledger_entry where tenant = $1', [tenant]);
    await subject.asOwner('create temporary table part as select * from ledger_segment where tenant = $1', [tenant]);
    await subject.asOwner(statement, [tenant]);
    const judged = await wholeJudged();
    await subject.asOwner('delete from ledger_segment where tenant = $1', [tenant]);
    await subject.asOwner('delete from ledger_entry where tenant = $1', [tenant]);
    await subject.asOwner('alter table ledger_entry disable trigger grow_ledger');
    await subject.asOwner('insert into ledger_entry select * from kept');
    await subject.asOwner('insert into ledger_segment select * from part');
    await subject.asOwner('alter table ledger_entry enable trigger grow_ledger');
    await subject.asOwner('drop table kept');
    await subject.asOwner('drop table part');

    expect(judged.filter((one) => !/^(BROKEN at entry 0\.|ROLLED BACK)/.test(one))).toEqual([]);
    expect((await wholeJudged()).every((one) => one.startsWith('OK.'))).toBe(true);
  });

  test('is BROKEN where it was purged by hand, and no entry says so', async () => {
    const [mine, whose] = [tenant, audit];
    tenant = subject.tenant();
    const file = join(folder, 'by-hand');
    audit = await openAudit(database, { ...readConfig({ COUNTERSIGN_DATA_DIR: folder }, ROOT), checkpoints: file }, tenant);
    await addOldEntries(database, tenant, { many: SEGMENT + 1, from: '2018-01-01' });
    await audit.checkpoint();
    await subject.asOwner(`select set_config('countersign.tenant', $1, true), (purge_ledger('2020-01-01', ${SEGMENT})).*`, [tenant]);
    const judged = await wholeJudged(file);
    [tenant, audit] = [mine, whose];

    for (const one of judged) expect(one).toMatch(/^BROKEN at entry 0\. Entries are gone, and no entry says/);
  });
});
