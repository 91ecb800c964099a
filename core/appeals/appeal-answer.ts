import { z } from 'zod';
import { ClaimId } from '../billing/claim.ts';
import { LocalDate } from '../codes.ts';
import { Cents, dollars } from '../money.ts';
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
  /** The day on which the appeal was approved, by the ledger. */
  approvedOn: LocalDate.optional(),
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

type Counts = Pick<AppealAnswer, 'noticeDate' | 'level'>;

/** The answers that came since a remittance, so that none of its words knows of them; without its date, all. Those of `level` itself do not count. */
export function answersSince<A extends Counts>(answers: readonly A[], remitted: LocalDate | undefined, level?: A['level']): readonly A[] {
  return answers.filter((one) => one.level !== level && (remitted === undefined || one.noticeDate >= remitted));
}

export function newestAnswer<A extends Counts>(answers: readonly A[], remitted: LocalDate | undefined): A | undefined {
  return answersSince(answers, remitted)
    .toSorted((a, b) => (a.noticeDate < b.noticeDate ? -1 : 1))
    .at(-1);
}

/** What letters say will be paid and no remittance does yet. */
export function promisedCents(answers: readonly Pick<AppealAnswer, 'amountCents'>[]): number {
  return answers.reduce((sum, { amountCents = 0 }) => sum + amountCents, 0);
}

/** `By its letter of 2026-05-20 the payer overturns it in part, and $50.00 is to be paid.` */
export function inTheLetter({ noticeDate, outcome, amountCents }: Pick<AppealAnswer, 'noticeDate' | 'outcome' | 'amountCents'>): string {
  const paid = amountCents === undefined ? '' : `, and ${dollars(amountCents)} is to be paid`;
  const did = { upheld: 'upholds it', overturned: 'overturns it', partly: 'overturns it in part' }[outcome];
  return `By its letter of ${noticeDate} the payer ${did}${outcome === 'upheld' ? '' : paid}.`;
}
