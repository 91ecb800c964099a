import { z } from 'zod';
import { Citation } from './citation.ts';

/** On what ground a denial is contested. `level-of-care` is the setting of care; the others are families of denials. */
export const APPEAL_GROUNDS = [
  'bundling',
  'medical-necessity',
  'clinical-validation',
  'level-of-care',
  'authorisation',
  'timely-filing',
  'coding',
  'coordination',
  'missing-information',
  'duplicate',
] as const;
export const AppealGround = z.enum(APPEAL_GROUNDS);
export type AppealGround = z.infer<typeof AppealGround>;

/** Text without a control character: a letter's sentences are joined by this program alone. */
const Said = z
  .string()
  .min(1)
  .max(6_000)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

/**
 * One sentence: a template of `sentence-templates.ts`, the sources that fill it by their places in the letter's list from 0, and
 * what that comes to.
 */
export const LetterSentence = z.strictObject({
  template: z.string().min(1).max(60),
  cites: z.record(z.string().min(1).max(20), z.int().nonnegative()),
  text: Said,
});
export type LetterSentence = z.infer<typeof LetterSentence>;

/** What a letter cites, and how the list at its end names it. */
export const LetterSource = z.strictObject({ cite: Citation, says: Said });
export type LetterSource = z.infer<typeof LetterSource>;

/** A letter to a payer, sentence by sentence. */
export const AppealLetter = z.strictObject({
  ground: AppealGround,
  sources: z.array(LetterSource).min(1).max(200),
  title: LetterSentence,
  /** Whom it goes to, line by line. */
  to: z.array(LetterSentence).min(1),
  /** The block that says which claim it is about: `Claim: C-88`. */
  about: z.array(LetterSentence).min(1),
  paragraphs: z.array(z.array(LetterSentence).min(1)).min(1),
  enclosures: z.array(LetterSentence),
});
export type AppealLetter = z.infer<typeof AppealLetter>;

/** Every sentence of a letter, in the order in which it is read. */
export function sentencesOf({ title, to, about, paragraphs, enclosures }: Omit<AppealLetter, 'ground' | 'sources'>): LetterSentence[] {
  return [title, ...to, ...about, ...paragraphs.flat(), ...enclosures];
}
