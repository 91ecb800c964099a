import { z } from 'zod';

const Notes = z.array(z.string().min(1)).optional();

/** What the tabular list prints at one place, to the letter. `code` is a code, a section (`A00-A09`) or a chapter (`A00-B99`). */
export const TabularEntry = z.strictObject({
  code: z.string().min(3),
  title: z.string().optional(),
  /** Other words for the code: each can be said for it. */
  inclusionTerms: Notes,
  includes: Notes,
  excludes1: Notes,
  excludes2: Notes,
  codeFirst: Notes,
  useAdditional: Notes,
  codeAlso: Notes,
  notes: Notes,
  /** Seventh characters that are chosen for everything beneath, with what each means. */
  seventh: z.record(z.string().length(1), z.string()).optional(),
});
export type TabularEntry = z.infer<typeof TabularEntry>;
