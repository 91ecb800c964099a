import { z } from 'zod';

const Money = z.int();

/** The answer of `show_remittances`. Money is in cents, days are YYYY-MM-DD. */
export const RemittancesShown = z.object({
  remittances: z.array(
    z.object({
      id: z.string(),
      file: z.string(),
      payer: z.string().optional(),
      trace: z.string().optional(),
      date: z.string().optional(),
      paymentCents: Money,
      claims: z.int(),
      claimsPaidCents: Money,
      /** Claims paid less what was adjusted on the payment itself, less the payment; 0 where it balances. */
      differenceCents: Money,
      state: z.enum(['posted', 'quarantined']),
      /** What the reader found wrong, where nothing of it counts. */
      faults: z.array(z.string()),
    }),
  ),
  /** There may be more, older than these. */
  more: z.boolean(),
  /** What one remittance that was asked for says of each claim, in its order. */
  said: z
    .object({
      claims: z.array(
        z.object({
          named: z.string(),
          /** The claim here that it is about. */
          claim: z.string().optional(),
          status: z.string(),
          billedCents: Money,
          paidCents: Money,
          patientCents: Money,
        }),
      ),
      more: z.boolean(),
      payment: z.array(z.object({ code: z.string(), says: z.string(), amountCents: Money })),
    })
    .optional(),
});
export type RemittancesShown = z.infer<typeof RemittancesShown>;
