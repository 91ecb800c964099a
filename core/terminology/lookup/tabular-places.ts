import type { EditionSource, TabularNote } from '../edition-source.ts';
import type { TabularEntry } from '../tabular-entry.ts';
import { inPattern } from '../code-pattern.ts';
import { tabularNotes } from '../tabular-notes.ts';

export interface Place {
  readonly code: string;
  readonly title?: string;
}

/** The notes that an edition can print, in the order in which they are read. */
export const NOTE_KINDS = ['includes', 'excludes1', 'excludes2', 'codeFirst', 'useAdditional', 'codeAlso', 'notes', 'integral'] as const;
export type NoteKind = (typeof NOTE_KINDS)[number];

/** One note to the letter, with the place at which it hangs: it binds everything beneath. */
export interface HangingNote {
  readonly kind: NoteKind;
  readonly words: string;
  readonly at: Place;
}

/** What the tabular list prints about a code and above it. */
export interface TabularPlaces {
  readonly chapter: (code: string) => Place | undefined;
  readonly section: (code: string) => Place | undefined;
  /** A chapter or a section by its range. */
  readonly range: (range: string) => { readonly place: Place; readonly sections: readonly Place[] } | undefined;
  readonly inclusionTerms: (code: string) => readonly string[];
  /** Notes on the chapter, the section, every code above and the code itself, from the widest down. */
  readonly notes: (code: string) => readonly HangingNote[];
  /** The seventh characters to choose from, and where that is printed. */
  readonly seventh: (code: string) => { readonly at: Place; readonly letters: Readonly<Record<string, string>> } | undefined;
}

interface Standing {
  readonly entry: TabularEntry;
  readonly chapter: TabularEntry | undefined;
  readonly section: TabularEntry | undefined;
}

export function tabularPlaces({ official, notes }: Pick<EditionSource, 'official' | 'notes'>): TabularPlaces {
  const standing = standings(official?.tabular ?? []);
  const written = (official?.tabular ?? []).length === 0 ? tabularNotes(notes) : undefined;
  const nearest = (code: string): Standing | undefined => {
    for (const shorter of prefixes(code).toReversed()) {
      const found = standing.codes.get(shorter);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const chain = (code: string): TabularEntry[] => {
    const { chapter, section } = nearest(code) ?? {};
    const above = prefixes(code).flatMap((shorter) => standing.codes.get(shorter)?.entry ?? []);
    return [chapter, section, ...above].filter((entry) => entry !== undefined);
  };
  return {
    chapter: (code) => placeOf(nearest(code)?.chapter),
    section: (code) => placeOf(nearest(code)?.section),
    range: (range) => {
      const found = standing.ranges.get(range);
      return found && { place: { code: range, ...titled(found.entry) }, sections: found.sections.map(withTitle) };
    },
    inclusionTerms: (code) => standing.codes.get(code)?.entry.inclusionTerms ?? [],
    notes: (code) => (written === undefined ? chain(code).flatMap(printedNotes) : written(code).flatMap(writtenNotes)),
    seventh: (code) => {
      const holder = chain(code).findLast((entry) => entry.seventh !== undefined);
      return holder?.seventh && { at: withTitle(holder), letters: holder.seventh };
    },
  };
}

/**
 * Walks the list as it is printed: a chapter lies outside the one before it and is followed by its first section. Where a code
 * belongs is told by its place and not by the ranges, since `Q00-Q99` does not count `QA0` in.
 */
function standings(tabular: readonly TabularEntry[]) {
  const codes = new Map<string, Standing>();
  const ranges = new Map<string, { entry: TabularEntry; sections: TabularEntry[] }>();
  let chapter: TabularEntry | undefined;
  let section: TabularEntry | undefined;
  tabular.forEach((entry, at) => {
    if (!entry.code.includes('-')) {
      codes.set(entry.code, { entry, chapter, section });
      return;
    }
    const inside = chapter !== undefined && inPattern(chapter.code, entry.code.slice(0, 3));
    const isChapter = !inside && tabular[at + 1]?.code.includes('-') === true;
    if (isChapter) [chapter, section] = [entry, undefined];
    else {
      section = entry;
      if (chapter !== undefined) ranges.get(chapter.code)?.sections.push(entry);
    }
    if (isChapter || !ranges.has(entry.code)) ranges.set(entry.code, { entry, sections: [] });
  });
  return { codes, ranges };
}

/** `S72.001A` and the codes that may stand above it, from the category down. */
function prefixes(code: string): string[] {
  const lengths = Array.from({ length: Math.max(0, code.length - 2) }, (_, at) => at + 3);
  return lengths.map((length) => code.slice(0, length)).filter((shorter) => !shorter.endsWith('.'));
}

function placeOf(entry: TabularEntry | undefined): Place | undefined {
  return entry && withTitle(entry);
}

function withTitle(entry: TabularEntry): Place {
  return { code: entry.code, ...titled(entry) };
}

function titled({ title }: TabularEntry): { title?: string } {
  return title === undefined ? {} : { title };
}

function printedNotes(entry: TabularEntry): HangingNote[] {
  return NOTE_KINDS.flatMap((kind) =>
    kind === 'integral' ? [] : (entry[kind] ?? []).map((words) => ({ kind, words, at: withTitle(entry) })),
  );
}

/** A note of an edition that is written here names codes and no words. */
function writtenNotes(note: TabularNote): HangingNote[] {
  return (['excludes1', 'excludes2', 'codeFirst', 'useAdditional', 'codeAlso', 'integral'] as const).flatMap((kind) =>
    note[kind] === undefined ? [] : [{ kind, words: note[kind].join(', '), at: { code: note.code } }],
  );
}
