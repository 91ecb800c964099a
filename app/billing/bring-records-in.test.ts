import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { PayerTerms } from '#core/billing/payer-terms.ts';
import type { Unit } from '#tools/unit.ts';
import { aBilledClaim, anAccount, aRemittance, aRemitted, ofClaim, someTerms } from '#tests/support/billing.ts';
import { onEachDatabase } from '#tests/support/on-each-database.ts';
import { importBilling } from './import-billing.ts';
import { matchByHand, unmatchByHand } from './match-by-hand.ts';
import { takeAcknowledgement } from './take-acknowledgements.ts';
import { takingBy } from './taking.ts';
import type { Taking } from './take-transaction.ts';

await onEachDatabase('bringing records of billing in', (at) => {
  let taking: Taking;
  beforeEach(() => {
    taking = takingBy(at.subject.store, at.subject.tenant(), { actor: 'sam.ferro', channel: 'terminal' });
  });
  const within = <T>(work: (unit: Unit) => Promise<T>): Promise<T> => at.subject.store.within(taking.tenant, work);
  const acts = () => within(async ({ ledger }) => (await ledger.list({})).map(({ leaf }) => leaf.act));

  test('takes a file whole or not at all, and says where it is wrong without what it says', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'records-'));
    const good = { claims: [aBilledClaim('C-88')], accounts: [anAccount('A-88')], terms: [someTerms('60001')] };
    const wrongTotal = { claims: [aBilledClaim('C-90'), aBilledClaim('C-91', { totalCents: 1 })] };
    const wrongDay = { claims: [{ ...aBilledClaim('C-92'), from: 'Testa' }] };
    const unseen = { claims: [{ ...aBilledClaim('C-93'), patient: { id: 'P-1', last: 'Te\u202Esta' } }] };
    const { lines } = aBilledClaim('C-94');
    const negative = {
      claims: [{ ...aBilledClaim('C-94'), totalCents: -100, lines: lines.map((line) => ({ ...line, chargeCents: -100 })) }],
    };
    for (const [name, file] of Object.entries({ good, wrongTotal, wrongDay, unseen, negative }))
      await writeFile(join(folder, `${name}.json`), JSON.stringify(file));
    await writeFile(join(folder, 'x.txt'), 'no json');

    const report = await importBilling(taking, folder);
    expect(report).toMatchObject({ files: 6, claims: 1, accounts: 1, terms: 1 });
    expect(report.refused).toEqual([
      { file: 'negative.json', why: expect.stringMatching(/^claims\.0\.lines\.0\.chargeCents: /) },
      { file: 'unseen.json', why: 'claims.0.patient.last: has a character that nobody sees, or a line break.' },
      { file: 'wrongDay.json', why: expect.stringMatching(/^claims\.0\.from: [^T]*$/) },
      { file: 'wrongTotal.json', why: 'Claim C-91: its lines do not come to its total.' },
      { file: 'x.txt', why: 'It is no JSON.' },
    ]);
    expect((await within(({ billing }) => billing.claims.list({ limit: 9 }))).map(({ id }) => id)).toEqual(['C-88']);
    expect(await acts()).toEqual(['billing.imported']);
  });

  test('enters whose terms were changed, with their versions before and after', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'records-'));
    const changes = async (...terms: readonly PayerTerms[]) => {
      await writeFile(join(folder, 'terms.json'), JSON.stringify({ terms }));
      await importBilling(taking, folder);
      return (await within(({ ledger }) => ledger.list({}))).at(-1)?.about['changed'];
    };
    const version = expect.stringMatching(/^[0-9a-f]{64}$/);

    expect(await changes(someTerms('60001'))).toEqual([{ payer: '60001', after: version }]);
    expect(await changes(someTerms('60001', { filingDays: 9 }), someTerms('60002'))).toEqual([
      { payer: '60001', before: version, after: version },
      { payer: '60002', after: version },
    ]);
    expect(await changes(someTerms('60002'))).toEqual([]);
  });

  test('notes the first day on which a claim was taken in, and no refusal', async () => {
    await within(({ billing }) => billing.claims.put(aBilledClaim('C-88')));
    const said = (on: string, action: string, trace = 'C-88') =>
      within((unit) => takeAcknowledgement(unit, { trace, statuses: [{ category: 'A2', on: on as never, action }], segment: 9 }, taking));
    const day = () => within(async ({ billing }) => (await billing.claims.find('C-88'))?.acknowledgedOn);

    expect([await said('2026-03-20', 'U'), await day()]).toEqual([
      { turnedDown: expect.stringMatching(/^Claim C-88 was rejected at segment 9 \(A2\)/) },
      undefined,
    ]);
    expect([await said('2026-03-22', 'WQ'), await day()]).toEqual(['acknowledged', '2026-03-22']);
    expect([await said('2026-03-25', 'WQ'), await day()]).toEqual(['acknowledged', '2026-03-22']);
    expect(await said('2026-03-21', 'WQ', 'C-99')).toBe('unknown');
    expect(await acts()).toEqual(['billing.imported']);
  });

  test('a person says once which claim is meant, by a claim that there is', async () => {
    await within(async ({ billing }) => {
      await billing.claims.put(aBilledClaim('C-88'));
      await aRemittance(billing, [{ remitted: aRemitted('X'), deniedCents: 0, found: { whyNot: 'No claim.' } }]);
    });
    const match = (claim: string) => within((unit) => matchByHand(unit, { remittance: 'R-1', position: 0, claim }, taking));

    await expect(match('C-89')).rejects.toMatchObject({ code: 'not-found', says: 'There is no claim C-89. Did you mean C-88?' });
    expect(await match('C-88')).toEqual([{ kind: 'text', text: 'Place 0 of R-1, paid $200.00, is about claim C-88 now.' }]);
    await expect(match('C-88')).rejects.toMatchObject({ code: 'not-found' });
    expect(await acts()).toEqual(['remittance.matched']);
  });

  test('matches nothing of another patient or of other days, and names each difference', async () => {
    await within(async ({ billing }) => {
      await billing.claims.put(aBilledClaim('C-88'));
      const other = { claimId: 'X', from: '2026-01-02', billedCents: 900, patient: { last: 'SPECIMEN', first: 'AGATHA', id: 'M-9' } };
      for (const [place, remitted] of [aRemitted('X', other), aRemitted('X', { from: '2026-01-02' })].entries())
        await aRemittance(billing, [{ remitted, deniedCents: 0, found: { whyNot: 'No claim.' } }], { place });
    });
    const match = (remittance: string) => within((unit) => matchByHand(unit, { remittance, position: 0, claim: 'C-88' }, taking));

    await expect(match('R-1')).rejects.toMatchObject({
      code: 'bad-input',
      says: expect.stringMatching(
        /another patient.*of 2026-03-09, and the payer speaks of 2026-01-02.*\$200\.00.*\$9\.00.*Nothing was matched/,
      ),
    });
    await expect(match('R-2')).rejects.toMatchObject({ code: 'bad-input' });
    expect(await within(({ billing }) => billing.remittances.unmatched(9))).toHaveLength(2);
    expect(await acts()).toEqual([]);
  });

  test('takes a match back for a reason, so that the account and what rests on it are worked out anew', async () => {
    await within(async ({ billing }) => {
      for (const id of ['C-88', 'C-89']) await billing.claims.put(aBilledClaim(id));
      await billing.accounts.put(anAccount('A-88'));
      await aRemittance(billing, [{ remitted: aRemitted('X'), deniedCents: 0, found: { whyNot: 'No claim.' } }]);
      await aRemittance(billing, [ofClaim('C-89')], { place: 1 });
    });
    const place = { remittance: 'R-1', position: 0 };
    const unmatch = (reason: string, at = place) => within((unit) => unmatchByHand(unit, { ...at, reason }, taking));
    const version = () => within(({ sources }) => sources.version('account:A-88'));
    const before = await version();
    await within((unit) => matchByHand(unit, { ...place, claim: 'C-88' }, taking));
    expect(await version()).not.toBe(before);

    await expect(unmatch(' ')).rejects.toMatchObject({ code: 'bad-input' });
    expect(await unmatch('Wrong patient')).toMatchObject([{ text: expect.stringMatching(/is not about claim C-88 any more/) }]);
    expect(await version()).toBe(before);
    await within(async ({ billing, ledger }) => {
      expect(await billing.remittances.ofClaim('C-88')).toEqual([]);
      expect(await billing.remittances.unmatched(9)).toMatchObject([{ whyNot: 'sam.ferro took it off claim C-88: Wrong patient' }]);
      expect((await ledger.list({})).at(-1)).toMatchObject({
        leaf: { act: 'remittance.unmatched' },
        about: { remittance: 'R-1', position: 0, claim: 'C-88', reason: 'Wrong patient' },
      });
    });
    await within((unit) => matchByHand(unit, { ...place, claim: 'C-89' }, taking));
    expect(await within(({ billing }) => billing.remittances.ofClaim('C-89'))).toHaveLength(2);
    await expect(unmatch('Not ours', { remittance: 'R-2', position: 0 })).rejects.toMatchObject({ code: 'bad-input' });
  });

  test('takes no account of another patient than its claims, nor a claim of another than its account', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'records-'));
    const bring = async (file: object) => {
      await writeFile(join(folder, 'a.json'), JSON.stringify(file));
      return (await importBilling(taking, folder)).refused.map(({ why }) => why);
    };
    const other = { id: 'P-9', last: 'Testa', first: 'Marguerite' };
    const parted = [expect.stringContaining('Account A-88 is of another patient than its claim C-88.')];
    const unnumbered = aBilledClaim('C-89', { account: 'A-88', patient: { ...other, id: 'M-1' } });

    expect(await bring({ claims: [aBilledClaim('C-88'), unnumbered], accounts: [anAccount('A-88')] })).toEqual([]);
    expect(await bring({ accounts: [anAccount('A-88', { patient: other })] })).toEqual(parted);
    expect(await bring({ claims: [aBilledClaim('C-88', { patient: other })] })).toEqual(parted);
    expect(await within(async ({ billing }) => (await billing.accounts.find('A-88'))?.patient.id)).toBe('P-1');
  });
});
