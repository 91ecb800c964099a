import { z } from 'zod';
import { LocalDate } from '../codes.ts';
import { plainLine } from '../plain-line.ts';

/** What a contract with a payer, or the law for its kind, says of appeals and filing. Entered by a biller; unknown stays unknown. */
export const PayerTerms = z.strictObject({
  payer: plainLine(15).min(1),
  name: plainLine(60).min(1),
  /** Which rules its appeals follow. */
  kind: z.enum(['medicare-ffs', 'medicare-advantage-noncontract', 'contract', 'unknown']),
  /** From when these terms count. */
  from: LocalDate,
  until: LocalDate.optional(),
  /** The contract's window for a first appeal. */
  appeal: z.strictObject({ days: z.int().positive(), countsFrom: z.enum(['notice', 'receipt']) }).optional(),
  /** The contract's windows for the levels after the first, each from the answer that it contests; a level that is not here is unknown. */
  laterAppeals: z
    .array(
      z.strictObject({
        level: z.enum(['second', 'external']),
        days: z.int().positive(),
        countsFrom: z.enum(['notice', 'receipt']),
      }),
    )
    .max(2)
    .optional(),
  /** Levels of appeal that the contract gives, in order. */
  levels: z.array(z.enum(['reconsideration', 'first', 'second', 'external'])),
  /** Days from service within which a claim must be filed. */
  filingDays: z.int().positive().optional(),
  /** Where appeals go: an address or a portal, in lines. */
  appealsTo: z.array(plainLine(60)),
  /** Clauses of the policy library that say so. */
  clauses: z.array(z.string()),
});
export type PayerTerms = z.infer<typeof PayerTerms>;
