import type { EditionSource, TabularNote } from '../edition-source.ts';
import { officialNotes } from './official-notes.ts';

/**
 * The notes that bind the codes of an edition. Where the official tabular list is loaded, it alone says what excludes what,
 * since a note moves between Excludes1 and Excludes2 from year to year; the curated notes add what it does not print: integral
 * symptoms, and the codes that an instruction means without naming them.
 */
export function bindingNotes({ notes: curated, official }: Pick<EditionSource, 'notes' | 'official'>): readonly TabularNote[] {
  if (official === undefined) return curated;
  const byCode = new Map<string, TabularNote>(officialNotes(official.tabular).notes.map((note) => [note.code, note]));
  for (const note of curated) {
    const printed = byCode.get(note.code);
    byCode.set(note.code, printed === undefined ? withoutExcludes(note) : merged(printed, note));
  }
  return [...byCode.values()];
}

function withoutExcludes({ excludes1: _one, excludes2: _two, ...rest }: TabularNote): TabularNote {
  return rest;
}

function merged(printed: TabularNote, curated: TabularNote): TabularNote {
  const { integral } = curated;
  const codeFirst = both(printed.codeFirst, curated.codeFirst);
  const useAdditional = both(printed.useAdditional, curated.useAdditional);
  return { ...printed, ...(codeFirst && { codeFirst }), ...(useAdditional && { useAdditional }), ...(integral && { integral }) };
}

function both(printed: readonly string[] | undefined, curated: readonly string[] | undefined): string[] | undefined {
  if (printed === undefined && curated === undefined) return undefined;
  return [...new Set([...(printed ?? []), ...(curated ?? [])])];
}
