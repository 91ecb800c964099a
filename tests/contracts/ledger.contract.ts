import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { TenantId } from '#guardrails/actor.ts';
import { canonicalJson, type JsonValue } from '#guardrails/audit/canonical-json.ts';
import { leafHash, nodeHash } from '#guardrails/audit/tree.ts';
import { anAct, aProposal } from './builders.ts';
import type { Subject } from './subject.ts';

/** The tree head as RFC 6962, section 2.1, defines it, over all the leaves. */
function rootByDefinition(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return createHash('sha256').digest();
  if (leaves.length === 1) return only;
  const half = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  return nodeHash(rootByDefinition(leaves.slice(0, half)), rootByDefinition(leaves.slice(half)));
}

function treeTests(subject: () => Subject): void {
  test('the root it keeps is the root of all its leaves, at every size from 0 to 20', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    for (let size = 0; size <= 20; size += 1) {
      const [entries, head] = await store.within(mine, async (unit) => [await unit.ledger.list({}), await unit.ledger.head()]);
      const hashes = entries.map(({ leaf }) => leafHash(canonicalJson(leaf as JsonValue)));

      expect(head).toEqual({ size, root: rootByDefinition(hashes).toString('hex') });
      expect(entries.map(({ leafHash: hash }) => hash)).toEqual(hashes.map((hash) => hash.toString('hex')));
      await store.within(mine, (unit) => unit.ledger.append(anAct(mine, { about: { input: String(size) } })));
    }
  });

  test('numbers entries from 0 without a gap when 20 acts come at once', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    await Promise.all(Array.from({ length: 20 }, () => store.within(mine, (unit) => unit.ledger.append(anAct(mine)))));
    const entries = await store.within(mine, (unit) => unit.ledger.list({}));

    expect(entries.map(({ leaf }) => leaf.index)).toEqual(Array.from({ length: 20 }, (_, index) => index));
    expect(entries.map(({ leaf }) => leaf.at)).toEqual(entries.map(({ leaf }) => leaf.at).toSorted());
  });

  test('a leaf commits to what the act was about and does not say it', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const about = { encounter: 'E-1042', code: undefined, editions: ['icd10cm-2026-starter'] };
    const { leaf, salt } = await store.within(mine, (unit) => unit.ledger.append(anAct(mine, { about })));
    const [read] = await store.within(mine, (unit) => unit.ledger.list({}));

    expect(leaf.about).toBe(
      createHash('sha256').update(salt).update('{"editions":["icd10cm-2026-starter"],"encounter":"E-1042"}').digest('hex'),
    );
    expect(JSON.stringify(leaf)).not.toContain('E-1042');
    expect(read).toMatchObject({ leaf, salt, about: { encounter: 'E-1042', editions: ['icd10cm-2026-starter'] } });
  });
}

function faultTests(subject: () => Subject): void {
  test.each([
    ["leaf = replace(leaf, 'dana', 'lena')", 'Its hash is not the hash of what it says.'],
    ["salt = 'x' || salt", 'What stands beside it is not what it was about.'],
    [`about = replace(about::text, 'E-1', 'E-2')::json`, 'What stands beside it is not what it was about.'],
    [`about = (' ' || about::text)::json`, 'What stands beside it is not what it was about.'],
    ["leaf_hash = sha256('x')", 'Its hash is not the hash of what it says.'],
    ["encounter = 'E-2'", 'It is filed under an encounter that it was not about.'],
    ["proposal = 'P-9'", 'It is filed under a proposal that it was not about.'],
    ['index = 7', 'It says of itself that it is entry 0 of '],
  ])('an entry says what is wrong with it after: set %s', async (change, says) => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await store.within(mine, (unit) => unit.ledger.append(anAct(mine)));
    expect((await store.within(mine, (unit) => unit.ledger.list({})))[0]?.fault).toBeUndefined();
    await asOwner(`update ledger_entry set ${change} where tenant = $1`, [mine]);

    expect((await store.within(mine, (unit) => unit.ledger.list({})))[0]?.fault).toContain(says);
  });
}

function recordTests(subject: () => Subject): void {
  test.each(['update ledger_entry set salt = salt', 'delete from ledger_entry', 'truncate ledger_entry'])(
    'the program may not %s',
    async (statement) => {
      const { store, tenant, asApp } = subject();
      const mine = tenant();
      await store.within(mine, (unit) => unit.ledger.append(anAct(mine)));

      await expect(asApp(mine, statement)).rejects.toMatchObject({ code: '42501' });
    },
  );

  test('an act whose entry cannot be written does not happen', async () => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await asOwner(`alter table ledger_entry add constraint full_disk check (tenant <> '${mine}')`);
    const act = store.within(mine, async (unit) => {
      const { proposal } = await unit.proposals.make(aProposal(mine));
      await unit.ledger.append(anAct(mine, { act: 'proposal.made', proposal: proposal.id }));
    });

    await expect(act).rejects.toMatchObject({ code: 'broken-promise' });
    expect(await store.within(mine, (unit) => unit.proposals.list({ limit: 10 }))).toEqual([]);
    expect(await store.within(mine, (unit) => unit.ledger.head())).toMatchObject({ size: 0 });
  });

  test('lists what concerns an encounter, with what befell its proposals, and only the last where asked', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const list = (filter: object) => store.within(mine, async (unit) => (await unit.ledger.list(filter)).map(({ leaf }) => leaf.index));
    await store.within(mine, async (unit) => {
      const { proposal } = await unit.proposals.make(aProposal(mine, { encounter: 'E-1' }));
      await unit.ledger.append(anAct(mine, { about: { encounter: 'E-1' } }));
      await unit.ledger.append(anAct(mine, { about: { encounter: 'E-2' } }));
      await unit.ledger.append(anAct(mine, { act: 'effect.done', proposal: proposal.id, about: {} }));
    });

    expect(await list({ encounter: 'E-1' })).toEqual([0, 2]);
    expect(await list({ proposal: 'P-1' })).toEqual([2]);
    expect(await list({ last: 2 })).toEqual([1, 2]);
    expect(await list({ encounter: 'E-3' })).toEqual([]);
  });

  test.each([
    ["update ledger_head set size = 0, root = sha256('')", /permission denied/],
    ['delete from ledger_node', /permission denied/],
    ["insert into ledger_node (level, index, hash) values (1, 7, sha256('x'))", /permission denied/],
    ['alter table ledger_entry disable trigger all', /must be owner/],
    [
      "insert into ledger_entry (index, leaf, leaf_hash, salt, about) values (2, 'x', sha256('x'), '', '{}')",
      /has a hash that is not its own/,
    ],
    [
      "insert into ledger_entry (index, leaf, leaf_hash, salt, about) values (7, 'x', sha256('\\x0078'::bytea), '', '{}')",
      /entry 7 does not follow the 2 entries/,
    ],
    [
      "insert into ledger_entry (index, leaf, leaf_hash, salt, about) values (1, 'x', sha256('\\x0078'::bytea), '', '{}')",
      /duplicate key|does not follow/,
    ],
  ])('the tree grows by its next entry and in no other way: not by %s', async (statement, refusal) => {
    const { store, tenant, asApp } = subject();
    const mine = tenant();
    for (let time = 0; time < 2; time += 1) await store.within(mine, (unit) => unit.ledger.append(anAct(mine)));

    await expect(asApp(mine, statement)).rejects.toThrow(refusal);
  });

  test('says when by the clock of the database, to the millisecond, in UTC', async () => {
    const { store, tenant, asOwner } = subject();
    const mine: TenantId = tenant();
    const clock = async () => (await asOwner<{ at: string }>(`select (extract(epoch from clock_timestamp()) * 1000)::text as at`))[0]?.at;
    const before = Number(await clock());
    const { leaf } = await store.within(mine, (unit) => unit.ledger.append(anAct(mine)));
    const after = Number(await clock());

    expect(leaf.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(Date.parse(leaf.at)).toBeGreaterThanOrEqual(Math.floor(before));
    expect(Date.parse(leaf.at)).toBeLessThanOrEqual(after);
  });
}

export function ledgerContract(subject: () => Subject): void {
  treeTests(subject);
  faultTests(subject);
  recordTests(subject);
}
