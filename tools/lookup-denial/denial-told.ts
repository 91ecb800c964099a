import { z } from 'zod';
import { WENT } from '#core/denials/outcome.ts';
import { AppealTold } from '../billing/appeal-told.ts';

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
  /** Remittances that speak of it and count for nothing. */
  setAside: z.array(z.object({ remittance: z.string(), why: z.enum(['repeats', 'unbalanced', 'faulty']) })),
  /** Words that refuse all as a duplicate of what the payer had answered, on this claim or another. No money is refused by them. */
  repeats: z.array(z.object({ remittance: z.string(), date: z.string().optional(), claim: z.string(), answeredBy: z.string() })),
  /** Appeals of it, the oldest first. */
  appeals: z.array(AppealTold),
  /** What was written off here of what is refused, or moved to the patient, the oldest first. */
  settled: z.array(z.object({ proposal: z.string(), kind: z.string(), amountCents: Money, date: z.string() })),
  refusal: z
    .object({
      /** The remittance that it stands in. */
      remittance: z.string(),
      date: z.string().optional(),
      open: z.boolean(),
      /** How it went on, and the later word that tells so. */
      went: z.enum(WENT),
      by: z.object({ remittance: z.string(), date: z.string().optional(), segment: z.int(), paidCents: Money }).optional(),
      families: z.array(z.string()),
      refusedCents: Money,
      recoveredCents: Money,
      /** What is refused still, less what a letter of the payer grants and no remittance pays yet. */
      leftCents: Money,
      /** What such a letter grants, and what was written off or moved here. */
      grantedCents: Money,
      settledCents: Money,
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
      /** `YYYY-MM-DD`, `unknown`, or `none` where nothing is to be appealed now. */
      deadline: z.string(),
      /** The level that the deadline is of, where it is not the first. */
      level: z.string().optional(),
      computation: z.array(z.string()),
      history: z.array(z.object({ family: z.string(), answered: z.int(), won: z.int(), recoveredCents: Money })),
    })
    .optional(),
  /** The words that the codes are told in. */
  edition: z.string(),
});
export type DenialTold = z.infer<typeof DenialTold>;
