import { z } from 'zod';
import { DENIAL_FAMILIES } from '#core/denials/denial-family.ts';
import { TREND_KEYS } from '#core/denials/trends.ts';

export const MOST_LISTED = 50;

export const DenialFilter = z.object({
  payer: z.string().min(1).max(60).optional().describe('Only of this payer, by its id or a part of its name'),
  family: z.enum(DENIAL_FAMILIES).optional().describe('Only refusals of this family'),
  since: z.iso.date().optional().describe('Only what was refused on or after this day'),
  trends: z.enum(TREND_KEYS).optional().describe('Instead of a list to work, counts by this'),
});
export type DenialFilter = z.infer<typeof DenialFilter>;

/** The answer of `list_denials`. Money is in cents. */
export const DenialsListed = z.object({
  asked: z.string(),
  /** What is refused still, in the order to work it. */
  open: z.array(
    z.object({
      place: z.int(),
      claim: z.string(),
      payer: z.string(),
      families: z.array(z.string()),
      refusedCents: z.int(),
      /** From 0 to 1, and how many answered cases it rests on. */
      odds: z.number(),
      seen: z.int(),
      deadline: z.string(),
      because: z.string(),
    }),
  ),
  openClaims: z.int(),
  openCents: z.int(),
  trends: z
    .object({
      by: z.enum(TREND_KEYS),
      rows: z.array(z.object({ key: z.string(), claims: z.int(), refusedCents: z.int(), won: z.int(), recoveredCents: z.int() })),
    })
    .optional(),
  /** Refused claims beyond those that were looked at may be there. */
  more: z.boolean(),
});
export type DenialsListed = z.infer<typeof DenialsListed>;
