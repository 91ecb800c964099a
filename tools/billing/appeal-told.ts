import { z } from 'zod';
import { ANSWERED } from '#core/appeals/appeal-answer.ts';
import { dollars } from '#core/money.ts';
import type { FiledAppeal } from './appeals-of.ts';

/** An appeal and how it stands: since when, and what answered it. */
export const AppealTold = z.object({
  proposal: z.string(),
  level: z.string(),
  state: z.enum(['waiting', 'approved', 'sent', 'answered']),
  on: z.string(),
  /** The remittance that answers it. */
  remittance: z.string().optional(),
  /** What the payer's letter says, where it answers it. */
  letter: z
    .object({ outcome: z.enum(ANSWERED), amountCents: z.int().optional(), enteredBy: z.string(), file: z.string().optional() })
    .optional(),
});
export type AppealTold = z.infer<typeof AppealTold>;

export function appealTold({ proposal, level, state, on, answer }: FiledAppeal): AppealTold {
  const appeal = { proposal, level, state, on };
  if (answer === undefined) return appeal;
  if (!('outcome' in answer)) return { ...appeal, remittance: answer.remittance };
  const { outcome, amountCents, enteredBy, letter } = answer;
  return {
    ...appeal,
    letter: { outcome, enteredBy, ...(amountCents !== undefined && { amountCents }), ...(letter !== undefined && { file: letter.file }) },
  };
}

const STANDS = {
  waiting: 'drafted and waiting for an approval since',
  approved: 'approved and not sent yet, since',
  sent: 'sent and not answered, since',
  answered: 'answered on',
} as const;
const LETTER = {
  upheld: 'the refusal stands',
  overturned: 'the refusal is overturned',
  partly: 'the refusal is overturned in part',
} as const;

/** `P-17, first: sent and not answered, since 2026-05-01` */
export function appealInWords({ proposal, level, state, on, remittance, letter }: AppealTold): string {
  const stands = `${proposal}, ${level}: ${STANDS[state]} ${on}`;
  if (remittance !== undefined) return `${stands}, by ${remittance}`;
  if (letter === undefined) return stands;
  const { outcome, amountCents, enteredBy, file } = letter;
  const money = amountCents === undefined ? '' : `, ${dollars(amountCents)} to be paid`;
  return `${stands} by letter${file === undefined ? '' : ` ${file}`}: ${LETTER[outcome]}${money} (entered by ${enteredBy})`;
}

/** `P-17 sent 2026-05-01`, `P-17 answered 2026-05-20: upheld`: for a column of a table. */
export function appealInShort({ proposal, state, on, letter }: AppealTold): string {
  return `${proposal} ${state} ${on}${letter === undefined ? '' : `: ${letter.outcome}`}`;
}
