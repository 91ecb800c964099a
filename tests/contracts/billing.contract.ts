import { expect, test } from 'vitest';
import type { LocalDate } from '#core/codes.ts';
import { aBilledClaim, aHead, anAccount, aPolicyDocument, aRemittance, aRemitted, aTail, ofClaim, someTerms } from '../support/billing.ts';
import { alteredBillingContract } from './altered-billing.contract.ts';
import type { Subject } from './subject.ts';

const day = (text: string) => text as LocalDate;
const DENIED = { status: '4', paidCents: 0, adjustments: [{ group: 'CO', reason: '197', amountCents: 20_000 }] };

function recordTests(subject: () => Subject): void {
  test('gives claims and accounts back as they were put, finds mistyped ones, and replaces them', async () => {
    const { store, tenant } = subject();
    await store.within(tenant(), async ({ billing: { claims, accounts } }) => {
      for (const id of ['C-88', 'C-89']) await claims.put(aBilledClaim(id));
      await accounts.put(anAccount('A-88'));
      await claims.put(aBilledClaim('C-89', { account: 'A-88', from: '2026-03-10' }));

      expect(await claims.find('C-88')).toEqual(aBilledClaim('C-88'));
      expect(await claims.near('c-8', 5)).toEqual(['C-88', 'C-89']);
      expect((await claims.list({ account: 'A-88', limit: 5 })).map(({ id }) => id)).toEqual(['C-89', 'C-88']);
      expect((await claims.list({ from: day('2026-03-09'), totalCents: 20_000, limit: 5 })).map(({ id }) => id)).toEqual(['C-88']);
      expect(await claims.list({ payer: 'other', limit: 5 })).toEqual([]);
      expect(await claims.findAll(['C-89', 'C-1'])).toHaveLength(1);
      expect(await accounts.find('A-88')).toEqual(anAccount('A-88'));
      expect(await accounts.near('A88', 5)).toEqual(['A-88']);
      expect([await claims.find('C-1'), await accounts.find('A-1')]).toEqual([undefined, undefined]);
    });
  });

  test('has the terms that count on a day, and none before the first or after the end of the newest', async () => {
    const { store, tenant } = subject();
    await store.within(tenant(), async ({ billing: { terms } }) => {
      await terms.put(someTerms('60001', { filingDays: 90 }));
      await terms.put(someTerms('60001', { from: '2026-06-01', until: '2026-06-30', filingDays: 60 }));
      await terms.put(someTerms('60001', { filingDays: 180 }));
      const filing = async (on: string) => (await terms.on('60001', day(on)))?.filingDays;

      expect([await filing('2025-12-31'), await filing('2026-05-31'), await filing('2026-06-30'), await filing('2026-07-01')]).toEqual(
        [undefined, 180, 60, undefined], // prettier-ignore
      );
      expect(await terms.on('other', day('2026-05-31'))).toBeUndefined();
      expect(await terms.list()).toHaveLength(2);
    });
  });

  test('finds clauses by id, day and words, of the payer and of the law, and changes none that came in', async () => {
    const { store, tenant } = subject();
    await store.within(tenant(), async ({ billing: { library } }) => {
      const law = aPolicyDocument('law', 'An appeal of imaging is answered within sixty days.', { payer: undefined });
      await library.put(aPolicyDocument('policy', 'Imaging needs authorisation.'));
      await library.put(
        aPolicyDocument('policy', 'Imaging needs authorisation and a referral.', { from: '2026-06-01', until: '2026-07-31' }),
      );
      await library.put(law);
      await library.put(law);
      await library.put(aPolicyDocument('other', 'Imaging is not covered.', { payer: '60002' }));
      const text = async (on?: string) => (await library.clause('policy/1', on === undefined ? undefined : day(on)))?.clause.text;
      const found = async (words: string, on?: string) =>
        (await library.search(words, { payer: '60001', limit: 5, ...(on && { on: day(on) }) })).map(
          ({ document, clause }) => `${clause.id} ${document.from}`,
        );

      expect(await Promise.all([text('2025-01-01'), text('2026-05-31'), text('2026-06-01'), text('2026-08-01'), text()])).toEqual([
        undefined,
        'Imaging needs authorisation.',
        'Imaging needs authorisation and a referral.',
        undefined,
        'Imaging needs authorisation and a referral.',
      ]);
      expect(await found('appeals of imaging')).toEqual(['law/1 2026-01-01']);
      expect(await found('authorisation or appeal', '2026-02-01')).toEqual(['law/1 2026-01-01', 'policy/1 2026-01-01']);
      expect(await library.clause('policy/9')).toBeUndefined();
      await expect(library.put(aPolicyDocument('policy', 'Imaging is free.'))).rejects.toMatchObject({ code: 'bad-file' });
      await expect(library.put(aPolicyDocument('a', 'x', { clauses: law.clauses }))).rejects.toMatchObject({ code: 'bad-file' });
    });
  });
}

function remittanceTests(subject: () => Subject): void {
  test('gives a remittance and what it says of a claim back, the oldest first', async () => {
    const { store, tenant } = subject();
    await store.within(tenant(), async ({ billing }) => {
      const { remittances } = billing;
      expect(await aRemittance(billing, [ofClaim('C-88')], { head: aHead({ date: '2026-05-01' }) })).toBe('R-1');
      await aRemittance(billing, [ofClaim('C-89'), ofClaim('C-88', DENIED, 20_000)], { place: 1 });
      await aRemittance(billing, [ofClaim('C-88')], {
        place: 2,
        state: 'quarantined',
        tail: aTail({ balanced: false, differenceCents: 5 }),
      });

      expect(await remittances.find('R-1')).toEqual({
        id: 'R-1',
        file: 'remit.835',
        sha256: 'b'.repeat(64),
        state: 'posted',
        head: aHead({ date: '2026-05-01' }),
        tail: aTail(),
        importedAt: expect.stringMatching(/Z$/),
      });
      expect((await remittances.ofClaim('C-88')).map(({ remittance, position, state }) => [remittance, position, state])).toEqual([
        ['R-2', 1, 'posted'],
        ['R-3', 0, 'quarantined'],
        ['R-1', 0, 'posted'],
      ]);
      expect((await remittances.ofRemittance('R-2', 5)).map(({ position, remitted }) => [position, remitted.claimId])).toEqual([
        [0, 'C-89'],
        [1, 'C-88'],
      ]);
      expect([await remittances.ofRemittance('R-2', 1), await remittances.ofRemittance('R-9', 5)]).toMatchObject([{ length: 1 }, []]);
      expect((await remittances.list({ state: 'posted', limit: 5 })).map(({ id }) => id)).toEqual(['R-2', 'R-1']);
      expect(await remittances.samePayment(aHead())).toEqual(['R-1', 'R-2']);
      for (const changes of [
        { trace: ' eft-1' },
        { trace: '0EFT 1' },
        { payer: { id: '060001' } },
        { payer: { name: 'BLUE FERN HEALTH' } },
      ])
        expect([changes, await remittances.samePayment(aHead(changes))]).toEqual([changes, ['R-1', 'R-2']]);
      for (const changes of [{ paymentCents: 1 }, { trace: 'EFT-2' }, { payer: { id: '60002', name: 'Other' } }])
        expect([changes, await remittances.samePayment(aHead(changes))]).toEqual([changes, []]);
      expect([...(await remittances.claimsCalled(['PAYER-C-88', 'X']))]).toEqual([['PAYER-C-88', ['C-88']]]);
    });
  });

  test('shows nothing of what is unfinished, begins it again where an import died, and brings nothing in twice', async () => {
    const { store, tenant, asApp } = subject();
    const mine = tenant();
    const begin = { file: 'remit.835', sha256: 'b'.repeat(64), place: 0, head: aHead() };
    const draft = { ...ofClaim('C-88', DENIED, 20_000), position: 0 };
    await store.within(mine, async ({ billing: { remittances } }) => {
      expect(await remittances.begin(begin)).toEqual({ id: 'R-1', as: 'begun' });
      await remittances.write('R-1', [draft, { ...draft, position: 1, remitted: aRemitted('C-89') }]);
      expect(await remittances.find('R-1')).toBeUndefined();
      expect([await remittances.ofClaim('C-88'), await remittances.list({ limit: 5 }), await remittances.adjusted({ limit: 5 })]).toEqual([
        [],
        [],
        [],
      ]);
      expect(await remittances.ofRemittance('R-1', 5)).toEqual([]);
    });
    await store.within(mine, async ({ billing: { remittances } }) => {
      expect(await remittances.begin(begin)).toEqual({ id: 'R-1', as: 'begun' });
      await remittances.write('R-1', [draft]);
      await remittances.finish('R-1', { tail: aTail(), state: 'posted' });
      expect(await remittances.begin(begin)).toEqual({ id: 'R-1', as: 'known', state: 'posted' });
      await remittances.write('R-1', [{ ...draft, position: 1 }]);
      expect(await remittances.ofClaim('C-88')).toHaveLength(1);
      await expect(remittances.finish('R-1', { tail: aTail(), state: 'posted' })).rejects.toMatchObject({ code: 'unavailable' });
    });

    expect(await asApp(mine, 'delete from remitted_claim returning position')).toEqual([]);
  });

  test('lists the newest word on each claim that was denied, and no denial that was reversed, paid or never posted', async () => {
    const { store, tenant } = subject();
    await store.within(tenant(), async ({ billing }) => {
      const denied = (claim: string) => ofClaim(claim, DENIED, 20_000);
      const reversed = (claim: string) => ofClaim(claim, { ...DENIED, status: '22' });
      const on = (date: string, place: number) => ({ place, head: aHead({ date }) });
      await billing.claims.put(aBilledClaim('C-1', { payer: { id: 'other', name: 'Other' } }));
      await aRemittance(billing, ['C-1', 'C-2', 'C-3', 'C-4', 'C-5'].map(denied), on('2026-04-01', 0));
      await aRemittance(billing, [ofClaim('C-2'), reversed('C-3'), denied('C-4'), reversed('C-4'), denied('C-5')], on('2026-05-01', 1));
      await aRemittance(billing, [ofClaim('C-1')], { ...on('2026-06-01', 2), state: 'quarantined' });
      const adjusted = async (filter: { payer?: string; since?: LocalDate; limit?: number }) =>
        (await billing.remittances.adjusted({ limit: 10, ...filter })).map(
          ({ remitted, remittance }) => `${remitted.claimId} ${remittance}`,
        );

      expect(await adjusted({})).toEqual(['C-5 R-2', 'C-4 R-2', 'C-1 R-1']);
      expect(await adjusted({ limit: 1 })).toEqual(['C-5 R-2']);
      expect(await adjusted({ payer: 'other' })).toEqual(['C-1 R-1']);
      expect(await adjusted({ payer: '60001' })).toHaveLength(3);
      expect(await adjusted({ since: day('2026-04-02') })).toEqual(['C-5 R-2', 'C-4 R-2']);
    });
  });

  test('lists what was matched to no claim with the reason, until a person says which it is', async () => {
    const { store, tenant } = subject();
    await store.within(tenant(), async ({ billing }) => {
      const { remittances } = billing;
      await aRemittance(billing, [
        ofClaim('C-1'),
        { remitted: aRemitted('X-1'), deniedCents: 0, found: { whyNot: 'There is no claim X-1.' } },
      ]);

      expect(await remittances.unmatched(5)).toMatchObject([{ remittance: 'R-1', position: 1, whyNot: 'There is no claim X-1.' }]);
      expect(await remittances.match('R-1', 1, { claim: 'C-2', by: 'sam.ferro' })).toMatchObject({
        matched: { claim: 'C-2', by: 'sam.ferro' },
      });
      expect(await remittances.match('R-1', 1, { claim: 'C-3', by: 'sam.ferro' })).toBeUndefined();
      expect(await remittances.match('R-1', 7, { claim: 'C-3', by: 'sam.ferro' })).toBeUndefined();
      expect(await remittances.unmatched(5)).toEqual([]);
      expect(await remittances.ofClaim('C-2')).toMatchObject([{ position: 1, matched: { claim: 'C-2', by: 'sam.ferro' } }]);
    });
  });
}

function versionTests(subject: () => Subject): void {
  test('the version of a claim and its account changes with each of them and with what is posted of the claim, and with nothing else', async () => {
    const { store, tenant } = subject();
    await store.within(tenant(), async ({ billing, sources }) => {
      const versions = async () => [await sources.version('claim:C-88'), await sources.version('account:A-88')];
      expect(await versions()).toEqual([undefined, undefined]);
      await billing.claims.put(aBilledClaim('C-88'));
      await billing.accounts.put(anAccount('A-88'));
      const first = await versions();
      await aRemittance(billing, [ofClaim('C-89')]);
      await aRemittance(billing, [ofClaim('C-88')], { place: 1, state: 'quarantined' });
      expect(await versions()).toEqual(first);
      await billing.accounts.put(anAccount('A-88', { language: 'es' }));
      const second = await versions();
      await aRemittance(billing, [ofClaim('C-88')], { place: 2 });
      const third = await versions();
      await billing.claims.put(aBilledClaim('C-88', { authorisation: 'AUTH-1' }));
      const fourth = await versions();

      expect(first.every((version) => version?.length === 64)).toBe(true);
      expect([second[0], second[1] === first[1]]).toEqual([first[0], false]);
      for (const at of [0, 1]) expect(new Set([first[at], second[at], third[at], fourth[at]]).size).toBe(at === 0 ? 3 : 4);
    });
  });

  test('remittances, clauses and terms have versions, and what is not there has none', async () => {
    const { store, tenant } = subject();
    await store.within(tenant(), async ({ billing, sources }) => {
      const ids = ['remittance:R-1', 'clause:policy/1', 'terms:60001'];
      for (const id of ids) expect([id, await sources.version(id)]).toEqual([id, undefined]);
      await billing.library.put(aPolicyDocument('policy', 'Within a month.'));
      await billing.terms.put(someTerms('60001'));
      await billing.remittances.begin({ file: 'f', sha256: 'c', place: 0, head: aHead() });
      expect(await sources.version('remittance:R-1')).toBeUndefined();
      await billing.remittances.finish('R-1', { tail: aTail({ claims: 0 }), state: 'posted' });
      for (const id of ids) expect([id, await sources.version(id)]).toEqual([id, expect.stringMatching(/^[0-9a-f]{64}$/)]);
    });
  });
}

export function billingContract(subject: () => Subject): void {
  recordTests(subject);
  alteredBillingContract(subject);
  remittanceTests(subject);
  versionTests(subject);
}
