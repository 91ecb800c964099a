import type { Hospital } from './hospital.ts';
import { versioned } from '../contracts/builders.ts';
import { aChart } from './a-chart.ts';
import { aBilledClaim, aHead, anAccount, aRemittance, aTail, ofClaim, someTerms } from './billing.ts';

const PAYER = { id: '60001', name: 'Blue Fern Health' };

/**
 * Three accounts of $200.00 each: A-88 with a discount, a deductible and $50.00 refused under the contract, on which the patient paid
 * $10.00; A-89 refused whole; A-90 on which the patient paid $15.00 too much. The chart of their care has the day on which the patient was born.
 */
export async function billedAccounts({ store, tenant }: Pick<Hospital, 'store' | 'tenant'>): Promise<void> {
  await store.within(tenant, async ({ billing, charts }) => {
    await charts.put(versioned(aChart('outpatient', ['Assessment:\nHeart failure.'], { birthDate: '1950-03-14' })));
    for (const id of ['C-88', 'C-89', 'C-90']) await billing.claims.put(aBilledClaim(id));
    await billing.accounts.put(
      anAccount('A-88', {
        posted: [posted('T-1', -1_000)],
        mayBeTold: [
          { name: 'Marguerite Testa', is: 'patient', scope: 'bill', channels: ['letter', 'sms'] },
          { name: 'Luis Testa', is: 'guarantor', scope: 'bill-and-care', channels: ['letter'] },
        ],
      }),
    );
    await billing.accounts.put(anAccount('A-89'));
    await billing.accounts.put(anAccount('A-90', { posted: [posted('T-2', -3_500)] }));
    await billing.terms.put(someTerms(PAYER.id, { appeal: { days: 3_650, countsFrom: 'notice' } }));
    await aRemittance(
      billing,
      [
        ofClaim(
          'C-88',
          said(
            [
              ['CO', '45', 3_000],
              ['PR', '1', 4_000],
              ['CO', '197', 5_000],
            ],
            8_000,
          ),
          5_000,
        ),
        ofClaim('C-89', { ...said([['CO', '197', 20_000]], 0), status: '4' }, 20_000),
        ofClaim('C-90', said([['PR', '3', 2_000]], 18_000)),
      ],
      { head: aHead({ paymentCents: 26_000 }), tail: aTail({ claims: 3, claimsPaidCents: 26_000 }) },
    );
  });
}

function posted(id: string, amountCents: number) {
  return { id, date: '2026-04-20', kind: 'patient-payment', amountCents, owedBy: 'patient', says: 'Paid by card' };
}

function said(adjusted: readonly (readonly [group: string, reason: string, amountCents: number])[], paidCents: number) {
  const adjustments = adjusted.map(([group, reason, amountCents]) => ({ group, reason, amountCents }));
  const share = adjustments.reduce((sum, { group, amountCents }) => sum + (group === 'PR' ? amountCents : 0), 0);
  return { paidCents, patientResponsibilityCents: share, adjustments };
}
