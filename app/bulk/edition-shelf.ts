import type { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import type { EditionHead } from '#core/terminology/edition-source.ts';
import { opened, type EditionBytes } from './edition-bytes.ts';

export interface Chosen {
  readonly edition: CompiledEdition;
  /** The day that the note is coded by. */
  readonly day: LocalDate;
}

export interface EditionShelf {
  /** The edition in force on a day; with no day the newest one, on its last day. Throws Failure `no-edition`. */
  choose(day: LocalDate | undefined): Chosen;
}

/** Editions by day, each opened when the first note asks for it. Of those that cover a day the first one holds. */
export function editionShelf(editions: readonly EditionBytes[], open: (bytes: EditionBytes) => CompiledEdition = opened): EditionShelf {
  const known = new Map<EditionBytes, CompiledEdition>();
  const compiled = (bytes: EditionBytes): CompiledEdition => {
    const edition = known.get(bytes) ?? open(bytes);
    known.set(bytes, edition);
    return edition;
  };
  return {
    choose(day) {
      const newest = editions.toSorted((a, b) => (a.head.to < b.head.to ? 1 : a.head.to > b.head.to ? -1 : 0))[0];
      const found = day === undefined ? newest : editions.find(({ head }) => head.from <= day && day <= head.to);
      if (found !== undefined) return { edition: compiled(found), day: day ?? found.head.to };
      const have = editions.map(({ head }) => inWords(head)).join(', ') || 'none';
      throw new Failure('no-edition', `serviceDate: no ICD-10-CM edition here is in force on ${day ?? 'any day'}. Here: ${have}.`);
    },
  };
}

export function inWords({ id, from, to }: EditionHead): string {
  return `${id} (${from} to ${to})`;
}
