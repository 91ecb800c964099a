import { z } from 'zod';

/** In how many documents words were seen, and in how many of those the coders gave the code. */
export interface Counted {
  readonly seen: number;
  readonly right: number;
}

export const MentionWeights = z.strictObject({
  v: z.literal(1),
  /** What it was trained on, in words. */
  trained: z.string(),
  documents: z.int().positive(),
  /** Confidence from which a code is given at the stage of mentions. */
  threshold: z.number(),
  bias: z.number(),
  /** One weight for each feature of `features.ts`, by name. */
  weights: z.record(z.string(), z.number()),
});
export type MentionWeights = z.infer<typeof MentionWeights>;

/** What was learned of mentions: counts of the gold set, and the weights of a logistic regression over them. */
export interface MentionModel extends MentionWeights {
  /** Records of terms and statements, by `key` and then code. */
  readonly terms: (key: string, code: string) => Counted | undefined;
  /** Codes that coders gave beside some words; none for words that are not kept. */
  readonly learned: (words: string) => readonly (Counted & { readonly code: string })[];
  /** Codes that words of the gold set state, as somebody who read them there found; they do not only stand beside them. */
  readonly reviewed: (words: string) => readonly string[];
  /** False for a word that nothing learned or reviewed begins with, so that no row has to be made of it; where it is not there, all may. */
  readonly opens?: (word: string) => boolean;
}

/** The longest row of words that is learned. */
export const LONGEST_LEARNED = 4;
