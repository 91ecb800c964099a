import { wilson } from '../scorers/bootstrap.ts';
import type { Figure } from '../figure.ts';
import { coded, type EditionInUse } from './edition-in-use.ts';

/** A phrase that stands alone as a note, with the code that it should be given first. */
export interface Phrase {
  readonly text: string;
  readonly expected: string;
  readonly group: string;
}

export interface Missed {
  readonly phrase: Phrase;
  readonly got: string | undefined;
  readonly path: string;
}

export interface PhraseScore {
  readonly hits: number;
  readonly of: number;
  readonly groups: ReadonlyMap<string, { hits: number; of: number }>;
  readonly missed: readonly Missed[];
  /** Codes that were given and are no billable codes of the edition. */
  readonly foreign: number;
}

/** Codes each phrase at the stage of mentions; the first suggestion must be the expected code, or the only thing beneath it. */
export function scorePhrases(phrases: readonly Phrase[], use: EditionInUse): PhraseScore {
  const groups = new Map<string, { hits: number; of: number }>();
  const missed: Missed[] = [];
  let hits = 0;
  let foreign = 0;
  for (const phrase of phrases) {
    const { codes } = coded(use, { text: phrase.text }, 'mentions');
    foreign += codes.filter(({ code }) => use.edition.code(code)?.billable !== true).length;
    const [first] = codes;
    const right = first !== undefined && (first.code === phrase.expected || isOnlyRefinement(first.code, phrase.expected, use));
    const group = groups.get(phrase.group) ?? { hits: 0, of: 0 };
    groups.set(phrase.group, { hits: group.hits + (right ? 1 : 0), of: group.of + 1 });
    if (right) hits += 1;
    else missed.push({ phrase, got: first?.code, path: first?.path ?? 'nothing was found in the words' });
  }
  return { hits, of: phrases.length, groups, missed, foreign };
}

function isOnlyRefinement(code: string, expected: string, { edition }: EditionInUse): boolean {
  return code.startsWith(expected) && edition.under(expected).filter(({ billable }) => billable).length === 1;
}

export function shareFigure(
  id: string,
  says: string,
  { hits, of }: Pick<PhraseScore, 'hits' | 'of'>,
  bar: number,
  tolerance: number,
): Figure {
  return { id, says, value: of === 0 ? 0 : hits / of, of, interval: wilson(hits, of), bar, tolerance };
}

export function groupRows(groups: PhraseScore['groups']): string[][] {
  return [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([group, { hits, of }]) => [group, String(of), (hits / of).toFixed(4)]);
}

export function missLine({ phrase, got, path }: Missed): string {
  return `"${phrase.text}": wanted ${phrase.expected}, got ${got ?? 'nothing'} (${path})`;
}
