import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { Failure } from '#core/errors.ts';
import { anAct, anEdition, aTrace, sha256 } from './builders.ts';
import { setPrincipal } from '#guardrails/set-principal.ts';
import type { Subject } from './subject.ts';

/** An official edition: what is approved is the digest of its content. */
const approved = () => anEdition('icd10cm-2026', { sha256: sha256('{}') });

function editionTests(subject: () => Subject): void {
  test('keeps the source of an edition to the byte, and says how it stands', async () => {
    const { store, tenant } = subject();
    const mine = tenant();
    const content = JSON.stringify(Array.from({ length: 20_000 }, (_, at) => `Code ${at} \u00E9\u{1F600}`));
    await store.within(mine, (unit) => unit.editionRecords.put(anEdition('icd10cm-2026'), content));

    await store.within(mine, async ({ editionRecords, sources }) => {
      expect(await editionRecords.content('icd10cm-2026')).toBe(content);
      expect(await editionRecords.content('icd10cm-2027')).toBeUndefined();
      expect(await editionRecords.list()).toEqual([{ ...anEdition('icd10cm-2026'), loadedAt: expect.stringMatching(/Z$/) }]);
      expect(await sources.version('edition:icd10cm-2026')).toBe(sha256('icd10cm-2026'));
    });
  });

  test('activates a loaded edition, and says when there is none', async () => {
    const { store, tenant } = subject();
    await store.within(tenant(), async ({ editionRecords }) => {
      await editionRecords.put(approved(), '{}');
      await editionRecords.activate('icd10cm-2026');

      expect(await editionRecords.list()).toMatchObject([{ state: 'active' }]);
      await expect(editionRecords.activate('icd10cm-2072')).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  test('loading the same again changes nothing, not even that it is active', async () => {
    const { store, tenant } = subject();
    await store.within(tenant(), async ({ editionRecords }) => {
      await editionRecords.put(approved(), '{}');
      await editionRecords.activate('icd10cm-2026');
      const before = await editionRecords.list();
      await editionRecords.put(approved(), '{}');

      expect(await editionRecords.list()).toEqual(before);
    });
  });

  test.each([
    ['refuses other content for an active edition', { state: 'active' as const }, 'bad-file', 'old'],
    ['takes other content for an edition that waits', { state: 'loaded' as const }, 'taken', 'new'],
    ['takes the starter edition of a newer program', { state: 'active' as const, starter: true }, 'taken', 'new'],
  ])('%s', async (_name, changes, outcome, kept) => {
    const { store, tenant } = subject();
    const mine = tenant();
    await store.within(mine, (unit) => unit.editionRecords.put(anEdition('icd10cm-2026', changes), 'old'));
    const put = store.within(mine, (unit) =>
      unit.editionRecords.put(anEdition('icd10cm-2026', { ...changes, sha256: sha256('new') }), 'new'),
    );

    const answer = await put.then(
      () => 'taken',
      (thrown: unknown) => (thrown instanceof Failure ? thrown.code : thrown),
    );

    expect(answer).toBe(outcome);
    expect(await store.within(mine, (unit) => unit.editionRecords.content('icd10cm-2026'))).toBe(kept);
  });
}

function alteredEditionTests(subject: () => Subject): void {
  test.each([
    ['brought into force', `state = 'active', seal = null`],
    ['brought into force under the seal of its load', `state = 'active'`],
    ['taken out of force', `state = 'retired'`],
    ['given another digest', `sha256 = repeat('f', 64)`],
    ['given other days', `head = replace(head::text, '2026-09-30', '2027-09-30')::json`],
    ['loaded anew by its date', `loaded_at = loaded_at + interval '1 day'`],
    ['made unreadable', `head = '{}'`],
  ])('believes no edition that was %s beside the program, and takes it from its source again', async (_says, change) => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await store.within(mine, ({ editionRecords }) => editionRecords.put(approved(), '{}'));
    expect(await store.within(mine, ({ editionRecords }) => editionRecords.list())).toHaveLength(1);
    await asOwner(`update edition set ${change} where tenant = $1`, [mine]);

    await store.within(mine, async ({ editionRecords }) => {
      const altered = { code: 'altered', says: expect.stringContaining('Edition icd10cm-2026 was changed') as string };
      await expect(editionRecords.list()).rejects.toMatchObject(altered);
      await expect(editionRecords.find('icd10cm-2026')).rejects.toMatchObject(altered);
      await expect(editionRecords.content('icd10cm-2026')).rejects.toMatchObject(altered);
      await expect(editionRecords.activate('icd10cm-2026')).rejects.toMatchObject(altered);
      await editionRecords.put(approved(), '{}');
      expect(await editionRecords.list()).toMatchObject([{ ...approved(), state: 'loaded' }]);
    });
  });

  test.each([
    ['other content', gzipSync('{"swapped":true}')],
    ['content that cannot be unpacked', Buffer.from('no archive')],
  ])('reads no %s, and brings none into force', async (_says, swapped) => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await store.within(mine, ({ editionRecords }) => editionRecords.put(approved(), '{}'));
    await asOwner('update edition set content = $2 where tenant = $1', [mine, swapped]);

    await store.within(mine, async ({ editionRecords }) => {
      await expect(editionRecords.content('icd10cm-2026')).rejects.toMatchObject({ code: 'altered' });
      await expect(editionRecords.activate('icd10cm-2026')).rejects.toMatchObject({ code: 'altered' });
      await editionRecords.put(approved(), '{}');
      expect(await editionRecords.content('icd10cm-2026')).toBe('{}');
    });
  });

  test('brings no official edition into force whose content is not that of the digest that was approved', async () => {
    const { store, tenant } = subject();
    await store.within(tenant(), async ({ editionRecords }) => {
      await editionRecords.put(approved(), '{"other":true}');

      await expect(editionRecords.activate('icd10cm-2026')).rejects.toMatchObject({ code: 'altered' });
    });
  });
}

function smallTests(subject: () => Subject): void {
  test('keeps the first trace that is written under an id', async () => {
    const { store, tenant } = subject();
    await store.within(tenant(), async ({ traces }) => {
      await traces.put('T-1', 'E-1', aTrace('E-1'));
      await traces.put('T-1', 'E-2', aTrace('E-2'));

      expect(await traces.find('T-1')).toEqual(aTrace('E-1'));
      expect(await traces.find('T-2')).toBeUndefined();
    });
  });

  test('remembers what a conversation is about now, and forgets what it no longer is', async () => {
    const { store, tenant } = subject();
    await store.within(tenant(), async ({ conversations }) => {
      expect(await conversations.find('talk')).toBeUndefined();
      await conversations.remember('talk', { encounter: 'E-1', code: 'I50.23' });
      expect(await conversations.find('talk')).toEqual({ encounter: 'E-1', code: 'I50.23' });
      await conversations.remember('talk', { encounter: 'E-2' });
      expect(await conversations.find('talk')).toEqual({ encounter: 'E-2' });
    });
  });

  test.each([`encounter = 'E-2'`, `code = 'I50.33'`, `remembered_at = remembered_at + interval '1 second'`, 'seal = null', `id = 'other'`])(
    'remembers nothing of a conversation that was changed beside the program: set %s',
    async (change) => {
      const { store, tenant, asOwner } = subject();
      const mine = tenant();
      await store.within(mine, ({ conversations }) => conversations.remember('talk', { encounter: 'E-1', code: 'I50.23' }));
      await asOwner(`update conversation set ${change} where tenant = $1`, [mine]);

      await store.within(mine, async ({ conversations }) => {
        expect(await conversations.find('talk')).toBeUndefined();
        expect(await conversations.find('other')).toBeUndefined();
        await conversations.remember('talk', { encounter: 'E-1' });
        expect(await conversations.find('talk')).toEqual({ encounter: 'E-1' });
      });
    },
  );

  test.each(["roles = '{coder,coding-lead}'", 'active = true', "kind = 'person'", "name = 'Dana Reyes'"])(
    'gives out no principal whose record is not what the ledger has heard: set %s',
    async (change) => {
      const { store, tenant, asOwner } = subject();
      const mine = tenant();
      const sam = { id: 'sam', name: 'Sam Ferro', kind: 'client' as const, roles: ['biller'], active: false };
      const { id: principal, ...about } = sam;
      await store.within(mine, async ({ principals, ledger }) => {
        await principals.put(sam);
        await ledger.append(anAct(mine, { act: 'principal.set', about: { principal, ...about } }));
      });
      expect(await store.within(mine, ({ principals }) => principals.find('sam'))).toEqual(sam);
      await asOwner(`update principal set ${change} where tenant = $1`, [mine]);

      await expect(store.within(mine, ({ principals }) => principals.find('sam'))).rejects.toMatchObject({ code: 'altered' });
    },
  );

  test('knows principals by id, as they stand now', async () => {
    const { store, tenant } = subject();
    const dana = { id: 'dana', name: 'Dana Reyes', kind: 'person' as const, roles: ['coder', 'lead'], active: true };
    const here = tenant();
    await store.within(here, async (unit) => {
      const { principals } = unit;
      const identities = [{ at: 'slack' as const, id: 'U1' }];
      await setPrincipal(unit, dana, here);
      await setPrincipal(unit, { ...dana, id: 'claude', kind: 'client', roles: [] }, here);
      await setPrincipal(unit, { ...dana, roles: ['coder'], active: false, identities }, here);

      expect(await principals.find('dana')).toEqual({ ...dana, roles: ['coder'], active: false, identities });
      expect(await principals.called({ at: 'slack', id: 'U1' })).toMatchObject({ id: 'dana' });
      expect(await principals.called({ at: 'teams', id: 'U1' })).toBeUndefined();
      expect((await principals.list()).map(({ id }) => id)).toEqual(['claude', 'dana']);
      expect(await principals.find('nobody')).toBeUndefined();
    });
  });

  test('knows a person by two identities whatever order a language puts them in, and links one to somebody else once it was unlinked', async () => {
    const { store, tenant } = subject();
    const here = tenant();
    const identities = ['a1', 'B2'].map((id) => ({ at: 'slack' as const, id }));
    const dana = { id: 'dana', name: 'Dana', kind: 'person' as const, roles: ['coder'], active: true };
    await store.within(here, async (unit) => {
      await setPrincipal(unit, { ...dana, identities }, here);

      expect(await unit.principals.find('dana')).toMatchObject({ identities: identities.toReversed() });
      await unit.principals.unlink(['dana']);
      await setPrincipal(unit, { ...dana, id: 'ana', identities }, here);
      expect(await unit.principals.called({ at: 'slack', id: 'a1' })).toMatchObject({ id: 'ana' });
    });
  });

  test('gives out no principal whom the ledger has not heard of', async () => {
    const { store, tenant } = subject();
    await store.within(tenant(), async ({ principals }) => {
      await principals.put({ id: 'eve', name: 'Eve', kind: 'person', roles: ['coding-lead'], active: true });

      await expect(principals.find('eve')).rejects.toMatchObject({ code: 'altered' });
    });
  });

  test('gives out nobody to whom an identity was linked beside the ledger', async () => {
    const { store, tenant, asOwner } = subject();
    const here = tenant();
    await store.within(here, (unit) =>
      setPrincipal(unit, { id: 'dana', name: 'Dana', kind: 'person', roles: ['coder'], active: true }, here),
    );
    await asOwner(`insert into identity (tenant, at, id, principal) values ($1, 'slack', 'U-EVE', 'dana')`, [here]);

    await expect(store.within(here, ({ principals }) => principals.called({ at: 'slack', id: 'U-EVE' }))).rejects.toMatchObject({
      code: 'altered',
    });
  });
}

export function recordsContract(subject: () => Subject): void {
  editionTests(subject);
  alteredEditionTests(subject);
  smallTests(subject);
}
