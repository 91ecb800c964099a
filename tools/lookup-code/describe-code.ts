import type { CodeRow } from '#core/terminology/edition-source.ts';
import type { CodeBook } from '#core/terminology/lookup/code-book.ts';
import type { IndexLine } from '#core/terminology/lookup/index-line.ts';
import type { HangingNote } from '#core/terminology/lookup/tabular-places.ts';
import { inPattern } from '#core/terminology/code-pattern.ts';
import { bounded, lineOf, listed, onceEach } from './lines.ts';
import { MOST, type CodeCard, type ListedCode, type NotesAtPlace, type Show } from './looked-up.ts';

/** A code, header, section or chapter with its place, notes and ways, as one edition has them. */
export function describeCode(code: string, show: Show, book: CodeBook): Omit<CodeCard, 'editions'> {
  if (code.includes('-')) return describeRange(code, show, book);
  const { tree, places } = book;
  const row = tree.find(code);
  const above = tree.above(code);
  const nearest = above.at(-1);
  const beneath = bounded(tree.beneath(code), MOST);
  const beside = bounded(nearest === undefined ? [] : tree.beneath(nearest.code).filter((one) => one.code !== code), MOST);
  const ways = bounded(row === undefined ? [] : onceEach(waysTo(code, above, book)), MOST);
  const place = row === undefined ? undefined : { chapter: places.chapter(code), section: places.section(code) };
  const seventh = row === undefined ? undefined : places.seventh(code);
  return {
    code,
    ...(row !== undefined && { title: row.title }),
    standing: row === undefined ? 'absent' : row.billable ? 'billable' : 'header',
    ...(place?.chapter !== undefined && { chapter: place.chapter }),
    ...(place?.section !== undefined && { section: place.section }),
    above: above.map(listed),
    beneath: beneath.first.map(listed),
    moreBeneath: beneath.more,
    neighbours: beside.first.map(listed),
    moreNeighbours: beside.more,
    ways: ways.first.map((line) => lineOf(line, book)),
    moreWays: ways.more,
    inclusionTerms: [...places.inclusionTerms(code)],
    notes: row === undefined ? [] : notesAt(places.notes(code), show),
    ...(seventh !== undefined && { seventh: { at: seventh.at, letters: { ...seventh.letters } } }),
  };
}

/** Lines that give the code, or else the nearest header above it that a line gives: most lines leave the seventh character open. */
function waysTo(code: string, above: readonly CodeRow[], book: CodeBook): readonly IndexLine[] {
  const from = [code, ...above.map((row) => row.code).toReversed()].find((one) => book.ways(one).length > 0);
  return from === undefined ? [] : book.ways(from);
}

function describeRange(range: string, show: Show, book: CodeBook): Omit<CodeCard, 'editions'> {
  const { tree, places } = book;
  const known = places.range(range);
  const first = range.slice(0, 3);
  const inside = tree.categories((code) =>
    known === undefined || known.sections.length > 0
      ? inPattern(range, code)
      : places.section(code)?.code === range || inPattern(range, code),
  );
  const sections: ListedCode[] = (known?.sections ?? [])
    .map(({ code, title = '' }) => ({ code, title, billable: false }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const beneath = bounded(sections.length > 0 ? sections : inside.map(listed), MOST);
  const chapter = known === undefined || known.sections.length > 0 ? undefined : places.chapter(first);
  const notes = known === undefined ? [] : places.notes(first).filter(({ at }) => at.code.includes('-'));
  return {
    code: range,
    ...(known?.place.title !== undefined && { title: known.place.title }),
    standing: inside.length + sections.length === 0 ? 'absent' : 'range',
    ...(chapter !== undefined && { chapter }),
    above: [],
    beneath: beneath.first,
    moreBeneath: beneath.more,
    neighbours: [],
    moreNeighbours: 0,
    ways: [],
    moreWays: 0,
    inclusionTerms: [],
    notes: notesAt(notes, show),
  };
}

/** Notes of one kind at one place together, from the widest place down; where one kind is asked for, that alone. */
function notesAt(notes: readonly HangingNote[], show: Show): NotesAtPlace[] {
  const grouped: NotesAtPlace[] = [];
  for (const { kind, words, at } of notes) {
    if ((show === 'excludes1' || show === 'excludes2') && kind !== show) continue;
    const last = grouped.at(-1);
    if (last !== undefined && last.kind === kind && last.at.code === at.code) last.words.push(words);
    else grouped.push({ kind, at, words: [words] });
  }
  return grouped;
}
