import type { Billing } from '#tools/billing/records.ts';
import type { Sealed } from '../sealed-entries.ts';
import type { Transaction } from '../transaction.ts';
import { accounts } from './accounts.ts';
import { appeals } from './appeals.ts';
import { claims } from './claims.ts';
import { payerTerms } from './payer-terms.ts';
import { policyLibrary } from './policy-library.ts';
import { remittances } from './remittances.ts';

export function billing(transaction: Transaction, sealed: Sealed): Billing {
  return {
    claims: claims(transaction, sealed),
    remittances: remittances(transaction, sealed),
    accounts: accounts(transaction, sealed),
    library: policyLibrary(transaction, sealed),
    terms: payerTerms(transaction, sealed),
    appeals: appeals(transaction, sealed),
  };
}
