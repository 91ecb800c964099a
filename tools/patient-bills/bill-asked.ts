import { z } from 'zod';
import type { AccountAtWork } from '#guardrails/account/account-at-work.ts';
import { tellBill, type BillTold, type TellingWanted } from '#guardrails/account/tell-bill.ts';
import type { Running } from '../define-tool.ts';
import { accountCalled } from './account-called.ts';

/** Who asks that a bill be explained to whom. */
export const BillAsked = z.object({
  account: z.string().min(1).describe('Account id, such as A-88'),
  to: z.string().min(1).optional().describe('Who is told: a name on the account, or "patient", which is meant without it'),
  channel: z
    .enum(['portal', 'letter', 'phone', 'email', 'sms'])
    .optional()
    .describe('How; without it, the first way that the account allows'),
  language: z.enum(['en', 'es']).optional().describe('Without it, the language of the account'),
  asks: z.string().min(1).optional().describe('The question, in the words of whoever asked it'),
  care: z.boolean().optional().describe('True where they asked what the care was for'),
});
export type BillAsked = z.infer<typeof BillAsked>;

export interface BillAnswered extends BillTold {
  readonly at: AccountAtWork;
}

/** The account, whether this person may be told, and only then the explanation. */
export async function billAsked(asked: BillAsked, running: Running): Promise<BillAnswered> {
  const at = await accountCalled(asked.account, running);
  return { at, ...(await tellBill(at, toWhom(asked), running.unit)) };
}

/** The patient, where nobody is named. */
export function toWhom({ to = 'patient', channel, language, asks, care }: BillAsked): TellingWanted {
  return { to, channel, language, asks, care };
}
