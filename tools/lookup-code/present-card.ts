import type { Block } from '#core/answer/block.ts';
import type { NoteKind } from '#core/terminology/lookup/tabular-places.ts';
import { codeText, lineText, more } from './line-text.ts';
import type { CodeCard, LookedUp, NotesAtPlace } from './looked-up.ts';

const NOTES: Readonly<Record<NoteKind, string>> = {
  includes: 'Includes',
  excludes1: 'Excludes1',
  excludes2: 'Excludes2',
  codeFirst: 'Code first',
  useAdditional: 'Use additional',
  codeAlso: 'Code also',
  notes: 'Note',
  integral: 'Symptoms that belong to it',
};

/** What of a card was asked for; all of it in short where nothing was. */
export function presentCard(card: CodeCard, { show, edition }: LookedUp): Block[] {
  const whole = show === 'all';
  const notes = whole || show === 'notes' || show === 'excludes1' || show === 'excludes2';
  return [
    ...(card.standing === 'absent' || show === 'beneath' ? [] : places(card)),
    ...(whole || show === 'validity' ? validity(card) : []),
    ...(whole || show === 'beneath' || card.standing === 'absent' ? beneath(card, show) : []),
    ...(whole ? [...ways(card), ...neighbours(card)] : []),
    ...(notes && card.standing !== 'absent' ? noteBlocks(card, show, edition.starter) : []),
    ...(whole || show === 'notes' ? seventh(card) : []),
  ];
}

function places({ chapter, section, above }: CodeCard): Block[] {
  const rows: [string, string][] = [
    ...[chapter].flatMap((place): [string, string][] => (place === undefined ? [] : [['Chapter', placeText(place)]])),
    ...[section].flatMap((place): [string, string][] => (place === undefined ? [] : [['Section', placeText(place)]])),
    ...above.map((row): [string, string] => ['Under', `${row.code} ${row.title}`]),
  ];
  return rows.length === 0 ? [] : [{ kind: 'facts', rows }];
}

/** The titles of chapters and sections end in their range. */
function placeText({ code, title }: { readonly code: string; readonly title?: string | undefined }): string {
  if (title === undefined) return code;
  return title.includes(code) ? title : `${code} ${title}`;
}

function validity({ editions }: CodeCard): Block[] {
  if (editions.length === 0) return [];
  const rows = editions.map(({ edition, from, to, standing, starter }): [string, string] => {
    const says = standing === 'absent' && starter ? 'absent; it holds everyday codes only' : standing;
    return ['Valid', `${from} to ${to}: ${says} (${edition})`];
  });
  return [{ kind: 'facts', rows }];
}

function beneath(
  { code, beneath: under, moreBeneath, neighbours: beside, standing, moreNeighbours }: CodeCard,
  show: LookedUp['show'],
): Block[] {
  if (under.length > 0) return list(`Beneath ${code}`, [...under.map(codeText), ...more(moreBeneath)]);
  if (standing === 'absent') return list('Codes near it', [...beside.map(codeText), ...more(moreNeighbours)]);
  return standing === 'billable' && show === 'beneath' ? [{ kind: 'text', text: `Nothing stands beneath ${code}.` }] : [];
}

function ways({ code, ways: all, moreWays, inclusionTerms }: CodeCard): Block[] {
  const paths = all.map((line) => lineText({ ...line, choose: undefined, ...(line.leadsTo?.code === code && { leadsTo: undefined }) }));
  const terms = inclusionTerms.map((term) => `(inclusion term: ${term})`);
  return list('Ways to it', [...paths, ...more(moreWays), ...terms]);
}

/** Where only the seventh character tells neighbours apart, the list of those characters says it all. */
function neighbours({ code, neighbours: beside, moreNeighbours, standing, seventh: letters }: CodeCard): Block[] {
  const told = code.length === 8 && letters !== undefined;
  return standing === 'absent' || told ? [] : list('Beside it', [...beside.map(codeText), ...more(moreNeighbours)]);
}

function noteBlocks({ notes, code }: CodeCard, show: LookedUp['show'], starter: boolean): Block[] {
  const own = starter ? 'The starter edition names codes in its notes and does not hold the official words.' : '';
  if (notes.length === 0) {
    const kind = show === 'excludes1' || show === 'excludes2' ? `${NOTES[show]} note` : 'note';
    return [{ kind: 'text', text: `This edition has no ${kind} on ${code} or above it. ${own}`.trim() }];
  }
  const items = notes.map((note) => `${NOTES[note.kind]}, ${at(note)}: ${note.words.join('; ')}`);
  return [...list('Notes that bind it, the widest first', items), ...(own === '' ? [] : [{ kind: 'text' as const, text: own }])];
}

function at({ at: { code, title } }: NotesAtPlace): string {
  return title === undefined || code.includes('-') ? `at ${code}` : `at ${code} ${title}`;
}

function seventh({ seventh: found, code }: CodeCard): Block[] {
  if (found === undefined) return [];
  return list(
    `Seventh characters, printed at ${found.at.code}`,
    Object.entries(found.letters).map(
      ([letter, means]) => `${letter} ${means}${code.length === 8 && code.endsWith(letter) ? ' (this one)' : ''}`,
    ),
  );
}

function list(text: string, items: readonly string[]): Block[] {
  return items.length === 0
    ? []
    : [
        { kind: 'title', text },
        { kind: 'list', items: [...items] },
      ];
}
