import { z } from 'zod';
import { ClaimId } from '../billing/claim.ts';
import { LocalDate } from '../codes.ts';
import { Cents } from '../money.ts';
import { plainLine, plainProse } from '../plain-line.ts';
import { APPEAL_LEVELS } from './appeal-road.ts';

export const ANSWERED = ['upheld', 'overturned', 'partly'] as const;

/** What a payer answered an appeal by letter, as a person read it there. What it then pays is told by its remittances. */
export const AppealAnswer = z.strictObject({
  /** The appeal that it answers. */
  proposal: z.string().regex(/^P-\d{1,9}$/),
  claim: ClaimId,
  level: z.enum(APPEAL_LEVELS),
  /** `upheld`: the refusal stands. `partly`: some of it is to be paid. */
  outcome: z.enum(ANSWERED),
  /** The date on the letter: the days of the next level count from it. */
  noticeDate: LocalDate,
  /** What the letter says will be paid. */
  amountCents: Cents.min(0).optional(),
  /** The letter's words, where somebody had them as text. */
  letter: z
    .strictObject({ file: plainLine(200).min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/), text: plainProse(200_000).min(1) })
    .optional(),
  enteredBy: z.string().min(1),
  enteredOn: LocalDate,
});
export type AppealAnswer = z.infer<typeof AppealAnswer>;

/**
 * The date of the notice that an appeal at a level contests: that of the refusing remittance, or of a later letter that answered
 * another level.
 */
export function noticeContested(
  remitted: LocalDate,
  answers: readonly Pick<AppealAnswer, 'level' | 'noticeDate'>[],
  level?: AppealAnswer['level'],
): LocalDate {
  return answers.reduce((date, one) => (one.level !== level && one.noticeDate > date ? one.noticeDate : date), remitted);
}
