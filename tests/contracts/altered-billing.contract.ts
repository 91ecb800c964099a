import { expect, test } from 'vitest';
import { AppealAnswer } from '#core/appeals/appeal-answer.ts';
import type { LocalDate } from '#core/codes.ts';
import type { Billing } from '#tools/billing/records.ts';
import { aBilledClaim, anAccount, aPolicyDocument, aRemittance, aRemitted, ofClaim, someTerms } from '../support/billing.ts';
import type { Subject } from './subject.ts';

const day = (text: string) => text as LocalDate;

/** Records of billing that were changed, moved or taken away beside the program. */
export function alteredBillingContract(subject: () => Subject): void {
  test.each([
    ['billed_claim', `content = replace(content::text, '20000', '90000')::json`],
    ['account', `content = replace(content::text, 'Testa', 'Other')::json`],
    ['policy_document', `content = replace(content::text, 'month', 'year')::json`],
    ['payer_terms', `content = replace(content::text, 'contract', 'unknown')::json`],
    ['remittance', `state = 'quarantined'`],
    ['remittance', `head = replace(head::text, 'EFT-1', 'EFT-2')::json`],
    ['remitted_claim', `content = replace(content::text, '20000', '90000')::json`],
    ['remitted_claim', `matched_by = 'sam.ferro'`],
    ['remitted_claim', `payer_claim_id = null`],
    ['billed_claim', `account = 'ZZ'`],
    ['billed_claim', `encounter = 'ZZ'`],
    ['billed_claim', `payer = 'ZZ'`],
    ['billed_claim', 'total_cents = 1'],
    ['billed_claim', `from_day = '2026-03-10'`],
    ['account', 'encounter = null'],
    ['policy_document', `until_day = '2027-01-01'`],
    ['policy_document', 'payer = null'],
  ])('gives nothing out of %s after: %s', async (table, change) => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await store.within(mine, async ({ billing }) => {
      await billing.claims.put(aBilledClaim('C-88'));
      await billing.accounts.put(anAccount('A-88'));
      await billing.library.put(aPolicyDocument('policy', 'Within a month.'));
      await billing.terms.put(someTerms('60001'));
      await aRemittance(billing, [ofClaim('C-88')]);
    });
    await asOwner(`update ${table} set ${change} where tenant = $1`, [mine]);
    const readings = {
      billed_claim: () => store.within(mine, ({ billing }) => billing.claims.find('C-88')),
      account: () => store.within(mine, ({ billing }) => billing.accounts.find('A-88')),
      policy_document: () => store.within(mine, ({ billing }) => billing.library.clause('policy/1')),
      payer_terms: () => store.within(mine, ({ billing }) => billing.terms.on('60001', day('2026-05-01'))),
      remittance: () => store.within(mine, ({ billing }) => billing.remittances.ofClaim('C-88')),
      remitted_claim: () => store.within(mine, ({ billing }) => billing.remittances.ofClaim('C-88')),
    };

    await expect(readings[table as keyof typeof readings]()).rejects.toMatchObject({ code: 'altered' });
  });

  test('misses a claim that was moved away from its account or chart, a document that no longer ends, and a payer’s word that was taken away', async () => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await store.within(mine, async ({ billing }) => {
      for (const id of ['C-88', 'C-89']) await billing.claims.put(aBilledClaim(id, { account: 'A-88' }));
      await billing.library.put(aPolicyDocument('policy', 'Within a month.', { until: '2026-02-01' }));
      await aRemittance(billing, [ofClaim('C-88')]);
      await aRemittance(billing, [ofClaim('C-89')], { place: 1 });
    });
    const altered = (work: (billing: Billing) => Promise<unknown>) =>
      expect(store.within(mine, ({ billing }) => work(billing))).rejects.toMatchObject({ code: 'altered' });

    await asOwner(`update billed_claim set account = 'ZZ', encounter = 'E-9' where tenant = $1 and id = 'C-88'`, [mine]);
    await altered(({ claims }) => claims.list({ account: 'A-88', limit: 5 }));
    await altered(({ claims }) => claims.list({ encounter: 'E-1', limit: 5 }));
    await asOwner('update policy_document set until_day = null where tenant = $1', [mine]);
    await altered(({ library }) => library.clause('policy/1', day('2026-05-01')));
    await altered(({ library }) => library.search('month', { on: day('2026-05-01'), limit: 5 }));
    await asOwner(`delete from remitted_claim where tenant = $1 and matched = 'C-88'`, [mine]);
    await altered(({ remittances }) => remittances.ofClaim('C-88'));
  });

  test('a remittance that a claim was taken out of is told of the claims that it names, and of no others', async () => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    const denied = { status: '4', paidCents: 0, adjustments: [{ group: 'CO', reason: '197', amountCents: 20_000 }] };
    await store.within(mine, async ({ billing }) => {
      for (const id of ['C-88', 'C-89', 'C-90', 'C-91']) await billing.claims.put(aBilledClaim(id));
      const short = await aRemittance(billing, [
        ofClaim('C-88', denied, 20_000),
        ofClaim('C-89', denied, 20_000),
        { remitted: aRemitted('X-1'), deniedCents: 0, found: { whyNot: 'no claim' } },
      ]);
      await billing.remittances.match(short, 2, { claim: 'C-91', by: 'sam.ferro' });
      await aRemittance(billing, [ofClaim('C-90', denied, 20_000)], { place: 1 });
    });
    await asOwner(`delete from remitted_claim where tenant = $1 and matched = 'C-88'`, [mine]);
    const read = (claim: string) => store.within(mine, ({ billing }) => billing.remittances.ofClaim(claim));

    for (const named of ['C-88', 'C-89', 'C-91']) await expect(read(named)).rejects.toMatchObject({ code: 'altered' });
    expect(await read('C-90')).toHaveLength(1);
    const { records, short } = await store.within(mine, ({ billing }) => billing.remittances.everRefused({ limit: 9 }));
    expect([records.map(({ matched }) => matched?.claim), short]).toEqual([['C-90'], ['R-1']]);
  });

  test('gives back the answer to an appeal as it was entered, and none that was changed or moved', async () => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await asOwner(
      `insert into proposal (tenant, number, kind, subject, payload, preview, editions, sources, digest, policy, maker, expires_at)
       values ($1, 1, 'appeal.submit', 'C-88', '{}', '{}', '{}', '[]', 'd', 'p', 'sam.ferro', now())`,
      [mine],
    );
    const answer = AppealAnswer.parse({
      ...{ proposal: 'P-1', claim: 'C-88', level: 'first', outcome: 'partly', noticeDate: '2026-05-01', amountCents: 100 },
      ...{ enteredBy: 'sam.ferro', enteredOn: '2026-05-03' },
    });
    await store.within(mine, ({ billing }) => billing.appeals.answer(answer));
    const answersOf = (claim: string) => store.within(mine, ({ billing }) => billing.appeals.answersOf([claim]));

    expect(await answersOf('C-88')).toEqual([answer]);
    expect(await store.within(mine, ({ billing }) => billing.appeals.everAppealed(['C-88', 'C-89']))).toEqual(new Set(['C-88']));
    await asOwner(`update appeal_answer set claim = 'C-89' where tenant = $1`, [mine]);
    await expect(answersOf('C-89')).rejects.toMatchObject({ code: 'altered' });
    await asOwner(`update appeal_answer set claim = 'C-88', content = replace(content::text, 'partly', 'upheld')::json where tenant = $1`, [
      mine,
    ]);
    await expect(answersOf('C-88')).rejects.toMatchObject({ code: 'altered' });
  });

  test('believes no record under the key of another', async () => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await store.within(mine, ({ billing }) => billing.claims.put(aBilledClaim('C-88')));
    await asOwner(`update billed_claim set id = 'C-89' where tenant = $1`, [mine]);

    await expect(store.within(mine, ({ billing }) => billing.claims.find('C-89'))).rejects.toMatchObject({ code: 'altered' });
  });
}
