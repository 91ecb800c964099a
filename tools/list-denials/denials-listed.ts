import { z } from 'zod';
import { DENIAL_FAMILIES } from '#core/denials/denial-family.ts';
import { TREND_KEYS } from '#core/denials/trends.ts';
import { AppealTold } from '../billing/appeal-told.ts';

export const MOST_LISTED = 50;

export const DenialFilter = z.object({
  payer: z.string().min(1).max(60).optional().describe('Only of this payer, by its id or a part of its name'),
  family: z.enum(DENIAL_FAMILIES).optional().describe('Only refusals of this family'),
  since: z.iso.date().optional().describe('Only what was refused on or after this day'),
  trends: z.enum(TREND_KEYS).optional().describe('Instead of a list to work, counts by this'),
});
export type DenialFilter = z.infer<typeof DenialFilter>;

const Listed = z.object({
  claim: z.string(),
  payer: z.string(),
  families: z.array(z.string()),
  refusedCents: z.int(),
  /** From 0 to 1, and how many answered cases it rests on. */
  odds: z.number(),
  seen: z.int(),
  /** `YYYY-MM-DD`, `unknown`, or `none` while an appeal is with the payer. */
  deadline: z.string(),
  /** The newest appeal of it, and since when it stands so. */
  appeal: AppealTold.optional(),
});

/** The answer of `list_denials`. Money is in cents. */
export const DenialsListed = z.object({
  asked: z.string(),
  /** What is refused still and is to be worked, in that order. */
  open: z.array(Listed.extend({ place: z.int(), because: z.string() })),
  /** What is refused still and has an appeal under way, or one that was won by letter and not paid yet, the first last day first. */
  appealed: z.array(Listed),
  /** Claims, and remittances with all claims of theirs, that are not here because a record was changed beside the program. */
  leftOut: z.array(z.string()),
  /** Of both. */
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
