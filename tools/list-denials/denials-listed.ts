import { z } from 'zod';
import { DENIAL_FAMILIES } from '#core/denials/denial-family.ts';
import { DaySpan } from '#core/denials/day-span.ts';
import { TREND_KEYS } from '#core/denials/trends.ts';
import { ORDERS } from '#core/denials/work-order.ts';
import { AppealTold } from '../billing/appeal-told.ts';

export const MOST_LISTED = 50;

/** How the last day to appeal stands. */
export const DUE = ['open', 'past', 'unknown'] as const;

export const DenialFilter = z.object({
  payer: z.string().min(1).max(60).optional().describe('Only of this payer, by its id or a part of its name'),
  family: z.enum(DENIAL_FAMILIES).optional().describe('Only refusals of this family'),
  code: z
    .string()
    .regex(/^(?:(?:CO|PR|OA|PI|CR)-)?[A-Z]{0,2}\d{1,4}$/i)
    .optional()
    .describe('Only refusals under this reason or remark code, such as CO-197, 197 or N54'),
  since: z.iso.date().optional().describe('Only what was refused on or after this day'),
  refusedIn: DaySpan.optional().describe('Only what was refused in these days: this-month, last-week, 2026-03, 2026'),
  refusedWithinDays: z.int().min(0).max(3_660).optional().describe('Only what was refused within so many days back'),
  atLeastCents: z.int().positive().optional().describe('Only where so much is refused, in cents, or more'),
  atMostCents: z.int().positive().optional().describe('Only where so much is refused, in cents, or less'),
  due: z
    .union([z.enum(DUE), DaySpan])
    .optional()
    .describe('Only where the last day to appeal is to come, is past or is unknown, or falls in these days: this-month, next-week'),
  dueBy: z.iso.date().optional().describe('Only where an appeal can still be filed, and on this day at the latest'),
  dueInDays: z.int().min(0).max(366).optional().describe('Only where the last day to appeal comes within so many days'),
  order: z.enum(ORDERS).optional().describe('By money times odds and days left, as without it; by what is refused; or by the last day'),
  first: z.int().min(1).max(MOST_LISTED).optional().describe('No more than the first so many'),
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
  /** What stands first. */
  order: z.enum(ORDERS),
  /** Of all that was ever refused and is asked for: what was paid after all. */
  ever: z.object({ claims: z.int(), refusedCents: z.int(), won: z.int(), recoveredCents: z.int() }),
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
