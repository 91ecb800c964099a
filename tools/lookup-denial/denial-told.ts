import { z } from 'zod';

const Money = z.int();

/** The answer of `lookup_denial`. Money is in cents, days are YYYY-MM-DD. */
export const DenialTold = z.object({
  claim: z.string(),
  account: z.string(),
  encounter: z.string().optional(),
  payer: z.string(),
  billedCents: Money,
  /** What each posted remittance said, the oldest first. */
  words: z.array(
    z.object({
      remittance: z.string(),
      date: z.string().optional(),
      status: z.string(),
      says: z.string(),
      paidCents: Money,
      patientCents: Money,
      segment: z.int(),
    }),
  ),
  /** Remittances that speak of it and do not balance; nothing of them counts. */
  quarantined: z.int(),
  refusal: z
    .object({
      /** The remittance that it stands in. */
      remittance: z.string(),
      date: z.string().optional(),
      open: z.boolean(),
      families: z.array(z.string()),
      refusedCents: Money,
      recoveredCents: Money,
      byGroup: z.array(z.object({ group: z.string(), says: z.string(), amountCents: Money })),
      reasons: z.array(
        z.object({
          line: z.int().optional(),
          code: z.string().optional(),
          group: z.string(),
          reason: z.string(),
          says: z.string(),
          family: z.string().optional(),
          amountCents: Money,
          remarks: z.array(z.object({ code: z.string(), says: z.string() })),
          segment: z.int(),
          causes: z.array(z.object({ says: z.string(), shownBy: z.array(z.string()) })),
          advice: z.object({ step: z.string(), says: z.string() }),
        }),
      ),
      /** What was taken off and is no refusal. */
      notRefused: z.array(z.object({ group: z.string(), reason: z.string(), says: z.string(), amountCents: Money })),
      deadline: z.string(),
      computation: z.array(z.string()),
      history: z.array(z.object({ family: z.string(), answered: z.int(), won: z.int(), recoveredCents: Money })),
    })
    .optional(),
  /** The words that the codes are told in. */
  edition: z.string(),
});
export type DenialTold = z.infer<typeof DenialTold>;
