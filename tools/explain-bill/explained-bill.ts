import { z } from 'zod';
import { AccountEntry } from '#core/billing/account.ts';
import { Figure } from '#core/patient-bill/figure.ts';

const Amount = z.int();

export const ExplainedBill = z.object({
  account: z.string(),
  entries: z.array(AccountEntry),
  sums: z.object({ chargesCents: Amount, insuranceOwesCents: Amount, patientOwesCents: Amount }),
  /** What payers refused by their last word, and where they say so. */
  refused: z.array(
    z.object({
      claim: z.string(),
      amountCents: Amount,
      remittance: z.string(),
      segment: z.int(),
      reason: z.string(),
      appealed: z.boolean(),
    }),
  ),
  /** Postings that wait for a decision, or are on their way. */
  open: z.array(z.object({ proposal: z.string(), kind: z.string(), amountCents: Amount, owedBy: z.string() })),
  telling: z.object({
    allowed: z.boolean(),
    rule: z.string().optional(),
    why: z.string().optional(),
    person: z.boolean(),
    channel: z.string().optional(),
  }),
  /** As the patient would read it; absent where nobody may be told. */
  explanation: z
    .object({
      language: z.enum(['en', 'es']),
      text: z.string(),
      grade: z.number(),
      notices: z.array(z.object({ id: z.string(), cites: z.string() })),
      figures: z.array(z.object({ sentence: z.string(), figure: Figure })),
    })
    .optional(),
});
export type ExplainedBill = z.infer<typeof ExplainedBill>;
