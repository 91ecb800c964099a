import { z } from 'zod';

/**
 * One line of an official index or table, read from its main term down. `Failure, heart, systolic, acute on chronic` is
 * `['Failure, failed', 'heart', 'systolic', 'acute on chronic']`.
 */
export const IndexPath = z.strictObject({
  /** The alphabetic index, the neoplasm table, the table of drugs and chemicals, or the external cause index. */
  table: z.enum(['index', 'neoplasm', 'drug', 'external-cause']),
  /** Titles from the main term down, as printed, without the words in brackets. */
  path: z.array(z.string().min(1)).min(1),
  /** Nonessential modifiers of the whole path: the words in brackets, which may be said or not. */
  nonessential: z.array(z.string().min(1)).optional(),
  /** The code as printed: `I50.23`, or `S72.00-` where more characters are needed. */
  code: z.string().optional(),
  /** The second code in square brackets: a manifestation, always reported after the first. */
  manifestation: z.string().optional(),
  /** Cross-references, as printed: `Failure, heart`. */
  see: z.string().optional(),
  seeAlso: z.string().optional(),
  /**
   * The columns of a table, in its order; `--` is kept as an empty string. Neoplasm: malignant primary, malignant secondary,
   * in situ, benign, uncertain, unspecified. Drug: accidental, self-harm, assault, undetermined, adverse effect, underdosing.
   */
  columns: z.array(z.string()).length(6).optional(),
});
export type IndexPath = z.infer<typeof IndexPath>;
