import { z } from 'zod';

/**
 * An answer as every surface receives it: plain blocks with no markup in any string. Each surface has one renderer;
 * none of them adds, drops or rewords a fact.
 */
export const Block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('title'), text: z.string() }),
  z.strictObject({ kind: z.literal('text'), text: z.string() }),
  /** Verbatim words of a chart, with where they stand. */
  z.strictObject({ kind: z.literal('quote'), text: z.string(), source: z.string(), flags: z.array(z.string()).optional() }),
  /** Name and value pairs: `Confidence  0.92`. */
  z.strictObject({ kind: z.literal('facts'), rows: z.array(z.tuple([z.string(), z.string()])) }),
  z.strictObject({ kind: z.literal('list'), items: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('table'), columns: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  /** A proposal that waits for a person; surfaces with buttons put them here. */
  z.strictObject({ kind: z.literal('proposal'), id: z.string(), state: z.string(), says: z.string() }),
  z.strictObject({ kind: z.literal('note'), tone: z.enum(['plain', 'warning']), text: z.string() }),
]);
export type Block = z.infer<typeof Block>;
