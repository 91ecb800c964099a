import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { TenantId } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Unit } from '#tools/unit.ts';
import { aBilledClaim } from '#tests/support/billing.ts';
import { an835, type Paid } from '#tests/support/an-835.ts';
import { onEachDatabase } from '#tests/support/on-each-database.ts';
import { takingBy } from './taking.ts';
import { importX12 } from './import-x12.ts';
import { matchByHand } from './match-by-hand.ts';

const PAID: Paid = { id: 'C-88', billed: 200, paid: 120, adjustments: ['CO-45 50', 'PR-1 30'] };
const DENIED: Paid = { id: 'C-89', status: '4', billed: 200, paid: 0, adjustments: ['CO-197 200'] };

await onEachDatabase('bringing remittances in', (at) => {
  let tenant: TenantId;
  beforeEach(async () => {
    tenant = at.subject.tenant();
    await within(async ({ billing }) => {
      for (const id of ['C-88', 'C-89']) await billing.claims.put(aBilledClaim(id));
    });
  });
  const within = <T>(work: (unit: Unit) => Promise<T>): Promise<T> => at.subject.store.within(tenant, work);
  const bring = async (files: Readonly<Record<string, string>>, store: Store<Unit> = at.subject.store) => {
    const folder = await mkdtemp(join(tmpdir(), 'remit-'));
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    return importX12(takingBy(store, tenant, { actor: 'sam.ferro', channel: 'terminal' }), folder);
  };
  const all = () => within(({ billing }) => billing.remittances.list({ limit: 100 }));
  const acts = () =>
    within(async ({ ledger }) => (await ledger.list({})).map(({ leaf, about }) => [leaf.act, about['remittance'], about['state']]));

  test('posts what balances, matches it to its claims, and enters it', async () => {
    const report = await bring({
      'a.835': an835([
        { trace: 'E1', claims: [PAID, DENIED] },
        { trace: 'E2', claims: [{ ...PAID, id: 'X-1' }] },
      ]),
    });

    expect(report.refused).toEqual([]);
    expect(report.taken.map(({ id, state, fresh, matched, file }) => [id, state, fresh, matched, file])).toEqual([
      ['R-1', 'posted', true, 2, 'a.835'],
      ['R-2', 'posted', true, 0, 'a.835'],
    ]);
    expect(await acts()).toEqual([['remittance.imported', 'R-1', 'posted'], ['remittance.imported', 'R-2', 'posted']]); // prettier-ignore
    await within(async ({ billing: { remittances } }) => {
      expect((await remittances.adjusted({ limit: 5 })).map(({ remitted }) => remitted.claimId)).toEqual(['C-89']);
      expect(await remittances.unmatched(5)).toMatchObject([{ remittance: 'R-2', remitted: { claimId: 'X-1' } }]);
      expect(await remittances.ofClaim('C-88')).toMatchObject([{ remitted: { paidCents: 12_000 }, matched: { by: 'control number' } }]);
    });
  });

  test('quarantines what does not balance, with the sum, and posts the rest of the file', async () => {
    const text = an835([
      { trace: 'E1', claims: [PAID], payment: 119.99 },
      { trace: 'E2', claims: [DENIED] },
    ]);
    const report = await bring({ 'a.835': text });

    expect(report.taken.map(({ state }) => state)).toEqual(['quarantined', 'posted']);
    expect(report.taken[0]?.tail.findings.map(({ says }) => says).join(' ')).toMatch(/120\.00.*119\.99|119\.99.*120\.00/);
    expect(await within(({ billing }) => billing.remittances.ofClaim('C-88'))).toMatchObject([{ state: 'quarantined' }]);
  });

  test('brings the same bytes in once, and quarantines the same payment from another file', async () => {
    const text = an835([{ trace: 'E1', claims: [PAID] }]);
    await bring({ 'a.835': text });
    const again = await bring({ 'b.835': text });
    const other = await bring({ 'c.835': an835([{ trace: 'E1', claims: [PAID], control: '0009' }]) });

    expect(again.taken).toMatchObject([{ id: 'R-1', fresh: false, state: 'posted' }]);
    expect(other.taken).toMatchObject([{ id: 'R-2', state: 'quarantined' }]);
    expect(other.taken[0]?.tail.findings.map(({ says }) => says)).toContain(
      'R-1 has the same payer, trace number and payment of $120.00, so this one was not posted.',
    );
    expect(await all()).toHaveLength(2);
  });

  test('quarantines the same claims paid again under another trace, and posts what was taken back and paid anew, or refused anew', async () => {
    const on = (day: string, text: string) => text.replaceAll('20260401', day);
    const back: Paid = { ...PAID, status: '22', billed: -200, paid: -120, adjustments: ['CO-45 -50', 'PR-1 -30'] };
    const states = async (...texts: readonly string[]) => {
      const taken = [];
      for (const text of texts) taken.push(...(await bring({ 'a.835': text })).taken.map(({ state }) => state));
      return taken;
    };

    expect(await states(an835([{ trace: 'E1', claims: [PAID, DENIED] }]), an835([{ trace: 'E2', claims: [PAID, DENIED] }]))).toEqual([
      'posted',
      'quarantined',
    ]);
    expect(await states(on('20260501', an835([{ trace: 'E3', claims: [PAID] }])))).toEqual(['quarantined']);
    expect(
      await states(
        on('20260601', an835([{ trace: 'E4', claims: [DENIED] }])),
        on('20260602', an835([{ trace: 'E5', claims: [back, { ...PAID, id: 'X-1' }] }])),
        on('20260603', an835([{ trace: 'E6', claims: [PAID] }])),
      ),
    ).toEqual(['posted', 'posted', 'posted']);
  });

  test('says plainly that a file comes in by two at once, and posts it once', async () => {
    const many = Array.from({ length: 1_200 }, (_, n): Paid => ({ ...DENIED, id: `D-${n}` }));
    const text = an835([{ trace: 'E1', claims: many }]);
    let other: ReturnType<typeof bring> | undefined;
    const interrupted: Store<Unit> = {
      within: async (of, work) => {
        const result = await at.subject.store.within(of, work);
        if (other === undefined) await (other = bring({ 'b.835': text }));
        return result;
      },
    };

    await expect(bring({ 'a.835': text }, interrupted)).rejects.toMatchObject({
      code: 'unavailable',
      says: expect.stringMatching(/Bring it in again/),
    });
    expect((await other)?.taken).toMatchObject([{ state: 'posted' }]);
    expect((await bring({ 'a.835': text })).taken).toMatchObject([{ id: 'R-1', fresh: false, state: 'posted' }]);
    expect(await all()).toHaveLength(1);
  });

  test('refuses what is no 835 and takes the rest of the folder', async () => {
    const report = await bring({ 'a.txt': 'Dear payer', 'b.835': an835([{ trace: 'E1', claims: [PAID] }]) });

    expect(report.refused.map(({ file }) => file)).toEqual(['a.txt']);
    expect(report.taken.map(({ state }) => state)).toEqual(['posted']);
  });

  test('a death at any step leaves nothing half posted, and the next import posts all of it once', async () => {
    const many = Array.from({ length: 1_200 }, (_, n): Paid => ({ ...DENIED, id: `D-${n}` }));
    const text = an835([{ trace: 'E1', claims: many }]);
    for (let dieAt = 1; dieAt <= 3; dieAt += 1) {
      let step = 0;
      const dying: Store<Unit> = {
        within: (of, work) =>
          at.subject.store.within(of, async (unit) => {
            const result = await work(unit);
            step += 1;
            if (step === dieAt) throw new Error('died');
            return result;
          }),
      };
      await expect(bring({ 'a.835': text }, dying)).rejects.toThrow('died');
      expect(await all()).toEqual([]);
      expect(await within(({ billing }) => billing.remittances.adjusted({ limit: 5 }))).toEqual([]);
      expect(await acts()).toEqual([]);
    }
    expect((await bring({ 'a.835': text })).taken).toMatchObject([{ id: 'R-1', state: 'posted', fresh: true }]);
    expect(await within(({ billing }) => billing.remittances.adjusted({ limit: 2_000 }))).toHaveLength(1_200);
    expect(await acts()).toHaveLength(1);
  });

  test('posts no payment that is dated far ahead, and says why', async () => {
    const dated = (day: string) => an835([{ trace: `E${day}`, claims: [PAID] }]).replaceAll('20260401', day);
    const ahead = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
    const report = await bring({ 'a.835': dated(ahead(60)), 'b.835': dated(ahead(14)) });

    expect(report.taken.map(({ state }) => state)).toEqual(['quarantined', 'posted']);
    expect(report.taken[0]?.tail.findings).toContainEqual(
      expect.objectContaining({ rule: '835.payment.future', says: expect.stringMatching(/more than 30 days after today/) }),
    );
  });

  test.each([
    ['its state', `update remittance set state = 'unfinished', tail = null, version = null, seal = null where tenant = $1`],
    [
      'its match',
      `update remitted_claim set matched = null, matched_by = null, match_seal = null, why_not = 'x' where tenant = $1 and matched = 'C-88'`,
    ],
  ])('tells nothing of a claim whose posted payment was hidden in the database by %s', async (_what, sql) => {
    await bring({ 'a.835': an835([{ trace: 'E1', claims: [PAID] }]), 'b.835': an835([{ trace: 'E2', claims: [DENIED] }]) });
    const of = (claim: string) => within(({ billing }) => billing.remittances.ofClaim(claim));
    expect(await of('C-88')).toHaveLength(1);

    await at.subject.asOwner(`${sql}${sql.startsWith('update remittance') ? ` and trace = 'E1'` : ''}`, [tenant]);

    await expect(of('C-88')).rejects.toMatchObject({ code: 'altered' });
    expect(await of('C-89')).toHaveLength(1);
  });

  test('tells nothing of a claim where a person’s match was undone beside the program', async () => {
    await bring({ 'a.835': an835([{ trace: 'E1', claims: [{ ...PAID, id: 'X-1', billed: 150, paid: 70 }] }]) });
    const taking = takingBy(at.subject.store, tenant, { actor: 'sam.ferro', channel: 'terminal' });
    await within((unit) => matchByHand(unit, { remittance: 'R-1', position: 0, claim: 'C-88' }, taking));
    const of = () => within(({ billing }) => billing.remittances.ofClaim('C-88'));
    expect(await of()).toHaveLength(1);
    await at.subject.asOwner(
      `update remitted_claim set matched = null, matched_by = null, match_seal = null, why_not = 'x' where tenant = $1`,
      [tenant],
    );

    await expect(of()).rejects.toMatchObject({ code: 'altered' });
  });

  test.each([
    ['the payer’s number in small letters', (text: string) => text.replaceAll('PAYER-C-88', 'payer-c-88')],
    ['the payer’s number without marks', (text: string) => text.replaceAll('PAYER-C-88', 'PAYERC88')],
    ['our number in small letters', (text: string) => text.replaceAll('CLP*C-88', 'CLP*c-88')],
  ])('posts no payment again under another trace with %s', async (_what, change) => {
    const report = await bring({
      'a.835': an835([{ trace: 'E1', claims: [PAID] }]),
      'b.835': change(an835([{ trace: 'E2', claims: [PAID] }])),
    });

    expect(report.taken.map(({ state }) => state)).toEqual(['posted', 'quarantined']);
  });

  test('posts no payment again beside one that is new, unless the first was taken back', async () => {
    await within(({ billing }) => billing.claims.put(aBilledClaim('C-90')));
    const NEW = { ...PAID, id: 'C-90' };
    const back = { ...PAID, status: '22', billed: -200, paid: -120, adjustments: ['CO-45 -50', 'PR-1 -30'] };
    const states = async (...claims: readonly Paid[]) =>
      (await bring({ 'a.835': an835([{ trace: `E${claims.length}${claims[0]?.status ?? ''}`, claims }]) })).taken.map(({ state, tail }) => [
        state,
        tail.findings.find(({ rule }) => rule === '835.duplicate')?.says,
      ]);

    expect(await states(PAID)).toEqual([['posted', undefined]]);
    expect(await states(PAID, NEW)).toEqual([['quarantined', expect.stringContaining('C-88 (R-1)')]]);
    expect(await states(back, PAID, NEW)).toEqual([['posted', undefined]]);
  });

  test('keeps the program’s own login from opening what was posted, to write it anew', async () => {
    await bring({ 'a.835': an835([{ trace: 'E1', claims: [DENIED] }]) });
    await at.subject.asApp(tenant, `update remittance set state = 'unfinished', tail = null, version = null, seal = null`);
    await at.subject.asApp(tenant, 'delete from remitted_claim');

    expect(await all()).toMatchObject([{ state: 'posted' }]);
    expect(await within(({ billing }) => billing.remittances.adjusted({ limit: 5 }))).toHaveLength(1);
  });
});
