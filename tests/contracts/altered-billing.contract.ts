import { expect, test } from 'vitest';
import type { LocalDate } from '#core/codes.ts';
import type { Billing } from '#tools/billing/records.ts';
import { aBilledClaim, anAccount, aPolicyDocument, aRemittance, ofClaim, someTerms } from '../support/billing.ts';
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

  test('believes no record under the key of another', async () => {
    const { store, tenant, asOwner } = subject();
    const mine = tenant();
    await store.within(mine, ({ billing }) => billing.claims.put(aBilledClaim('C-88')));
    await asOwner(`update billed_claim set id = 'C-89' where tenant = $1`, [mine]);

    await expect(store.within(mine, ({ billing }) => billing.claims.find('C-89'))).rejects.toMatchObject({ code: 'altered' });
  });
}
