import type { CompiledEdition, CompiledEntry } from '../../terminology/compiled-edition.ts';
import type { Unnumbered } from '../words/read-term.ts';

const DIABETES = /^E(?:11|13)\./;
const POSTPROCEDURAL = 'E89.1';
const AHEAD = /\b(?:post[- ]?(?:surgical )?|(?:due to|after|following) )pancreatectomy\b/iu;
const BEHIND =
  /^[^.;\n]{0,25}?\b(?:due to|secondary to|after|following|because of|caused by|from|post)\s+(?:(?:a|her|his|the|total|subtotal|partial|distal|complete)\s+)*pancreatectomy\b/iu;

/** A diabetes that the removal of the pancreas caused: the postprocedural code, with one of E13 (I.C.4.a.6.b.i). */
export function readAfterPancreatectomy(found: readonly Unnumbered[], edition: CompiledEdition): readonly Unnumbered[] {
  const code = edition.code(POSTPROCEDURAL)?.code;
  return found.flatMap((mention) => {
    if (mention.code === undefined || !DIABETES.test(mention.code) || !isAfter(mention)) return [mention];
    const specified = edition.code(mention.code.replace(/^E11/, 'E13'));
    const own = specified?.billable === true ? { ...mention, code: specified.code } : mention;
    if (code === undefined) return [own];
    const entry: CompiledEntry = { ...ENTRY, code };
    return [{ ...mention, entry, names: new Set<string>(), modifiers: [], target: code, code, path: ENTRY.main }, own];
  });
}

function isAfter({ source, sentence, range }: Unnumbered): boolean {
  const { text } = source.document;
  return AHEAD.test(text.slice(Math.max(sentence.start, range.start - 30), range.end)) || BEHIND.test(text.slice(range.end, sentence.end));
}

const ENTRY: Omit<CompiledEntry, 'code'> = {
  id: -1,
  main: 'Hypoinsulinemia, postprocedural',
  origin: 'phrase',
  subterms: [],
  also: [],
  notIn: [],
  onlyIn: [],
  uses: new Set<string>(),
};
