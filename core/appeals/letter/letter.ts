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
  /** What a model made of the text, where that says the same (`wording/fault-of-wording.ts`): it is read in its place. */
  worded: Said.optional(),
});
export type LetterSentence = z.infer<typeof LetterSentence>;

/** A row of a table: a sentence whose template has cells, and what those come to. */
export const LetterRow = LetterSentence.extend({ cells: z.array(Said).min(1).max(12) });
export type LetterRow = z.infer<typeof LetterRow>;

/** The lines that were refused for one reason. Its columns are `REFUSED_COLUMNS`. */
export const LetterTable = z.strictObject({ table: z.literal('refused-lines'), rows: z.array(LetterRow).min(1).max(200) });
export type LetterTable = z.infer<typeof LetterTable>;

export const LetterParagraph = z.union([z.array(LetterSentence).min(1), LetterTable]);
export type LetterParagraph = z.infer<typeof LetterParagraph>;

/** What a letter cites, and how the list at its end names it. */
export const LetterSource = z.strictObject({ cite: Citation, says: Said });
export type LetterSource = z.infer<typeof LetterSource>;

/** A letter to a payer, sentence by sentence. */
export const AppealLetter = z.strictObject({
  ground: AppealGround,
  sources: z.array(LetterSource).min(1).max(600),
  title: LetterSentence,
  /** Whom it goes to, line by line. */
  to: z.array(LetterSentence).min(1),
  /** The block that says which claim it is about: `Claim: C-88`. */
  about: z.array(LetterSentence).min(1),
  paragraphs: z.array(LetterParagraph).min(1),
  enclosures: z.array(LetterSentence),
});
export type AppealLetter = z.infer<typeof AppealLetter>;

/** The sentences of a paragraph, or the rows of a table. */
export function sentencesIn(paragraph: LetterParagraph): readonly (LetterSentence | LetterRow)[] {
  return 'table' in paragraph ? paragraph.rows : paragraph;
}

/** Every sentence and row of a letter, in the order in which it is read. */
export function sentencesOf({
  title,
  to,
  about,
  paragraphs,
  enclosures,
}: Omit<AppealLetter, 'ground' | 'sources'>): (LetterSentence | LetterRow)[] {
  return [title, ...to, ...about, ...paragraphs.flatMap(sentencesIn), ...enclosures];
}
