import { z } from 'zod';
import { NOTE_KINDS } from '#core/terminology/lookup/tabular-places.ts';

/** How many of anything an answer lists; what is left out is counted. */
export const MOST = 12;

export const Show = z.enum(['all', 'beneath', 'notes', 'excludes1', 'excludes2', 'validity']);
export type Show = z.infer<typeof Show>;

export const ListedCode = z.object({ code: z.string(), title: z.string(), billable: z.boolean() });
export type ListedCode = z.infer<typeof ListedCode>;

const Place = z.object({ code: z.string(), title: z.string().optional() });

/** One line of an index, a title, or an inclusion term, and where it leads. */
export const Line = z.object({
  /** Which index or table, or `title`, `inclusion term`; `curated` lines are written for this product. */
  by: z.enum(['index', 'curated', 'title', 'inclusion term', 'neoplasm', 'external-cause', 'drug']),
  path: z.string(),
  leadsTo: ListedCode.optional(),
  /** Billable codes beneath a header that the line leads to, where they are few. */
  choose: z.array(z.string()).optional(),
  manifestation: z.string().optional(),
  see: z.string().optional(),
  seeAlso: z.string().optional(),
  columns: z.array(z.object({ column: z.string(), code: z.string() })).optional(),
});
export type Line = z.infer<typeof Line>;

export const NotesAtPlace = z.object({ kind: z.enum(NOTE_KINDS), at: Place, words: z.array(z.string()) });
export type NotesAtPlace = z.infer<typeof NotesAtPlace>;

const InEdition = z.object({
  edition: z.string(),
  from: z.string(),
  to: z.string(),
  starter: z.boolean(),
  standing: z.enum(['billable', 'header', 'absent']),
});

/** A code, a header or a range of the edition, with what stands around it. */
export const CodeCard = z.object({
  code: z.string(),
  title: z.string().optional(),
  /** `absent` when this edition does not have it; `range` for a chapter or a section. */
  standing: z.enum(['billable', 'header', 'range', 'absent']),
  chapter: Place.optional(),
  section: Place.optional(),
  above: z.array(ListedCode),
  beneath: z.array(ListedCode),
  moreBeneath: z.int(),
  neighbours: z.array(ListedCode),
  moreNeighbours: z.int(),
  ways: z.array(Line),
  moreWays: z.int(),
  inclusionTerms: z.array(z.string()),
  notes: z.array(NotesAtPlace),
  seventh: z.object({ at: Place, letters: z.record(z.string(), z.string()) }).optional(),
  /** Every active edition, and whether it has the code. */
  editions: z.array(InEdition),
});
export type CodeCard = z.infer<typeof CodeCard>;

/** What was found by words. */
export const FoundCard = z.object({
  words: z.array(z.string()),
  /** Words that no entry says, with those one letter away. */
  unknown: z.array(z.object({ word: z.string(), nearest: z.array(z.string()) })),
  /** A word that was left out, because no entry has it together with the others. */
  without: z.string().optional(),
  lines: z.array(Line),
  more: z.int(),
  /** Lines beside the first one, under the same term, and those beneath it. */
  beside: z.array(Line),
  moreBeside: z.int(),
  beneath: z.array(Line),
  moreBeneath: z.int(),
});
export type FoundCard = z.infer<typeof FoundCard>;

export const LookedUp = z.object({
  query: z.string(),
  show: Show,
  says: z.string(),
  day: z.string(),
  today: z.string(),
  /** `inferred` where no year was said; `latest` where no day was said and today has no edition. */
  dayFrom: z.enum(['asked', 'inferred', 'today', 'latest']),
  edition: z.object({ id: z.string(), name: z.string(), from: z.string(), to: z.string(), starter: z.boolean() }),
  card: CodeCard.optional(),
  found: FoundCard.optional(),
});
export type LookedUp = z.infer<typeof LookedUp>;
