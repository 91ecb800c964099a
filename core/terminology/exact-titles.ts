import { words } from '../text/words.ts';
import type { CodeTable } from './code-table.ts';

/**
 * Official titles by their words, for a statement that gives one to the letter. Kept as numbers so that an edition opens fast;
 * what is found is compared with the title itself.
 */
export interface ExactTitles {
  readonly hashes: Float64Array;
  /** Places in the rows of the code table. */
  readonly rows: Uint32Array;
}

/** Every word of a text in lower case, punctuation off. */
export function titleKey(text: string): string {
  return words(text)
    .map(({ norm }) => norm)
    .join(' ');
}

export function exactTitles({ rows }: CodeTable): ExactTitles {
  const found = rows.flatMap(({ billable, title }, row) => (billable ? [{ hash: hashOf(titleKey(title)), row }] : []));
  found.sort((a, b) => a.hash - b.hash || a.row - b.row);
  return { hashes: Float64Array.from(found, ({ hash }) => hash), rows: Uint32Array.from(found, ({ row }) => row) };
}

/** The billable code whose title has exactly these words; `undefined` when there is none, or more than one. */
export function findExactTitle(key: string, { hashes, rows }: ExactTitles, table: CodeTable): string | undefined {
  const hash = hashOf(key);
  let low = 0;
  let high = hashes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hashes[middle] ?? 0) < hash) low = middle + 1;
    else high = middle;
  }
  if (hashes[low] !== hash || hashes[low + 1] === hash) return undefined;
  const row = table.rows[rows[low] ?? -1];
  return row !== undefined && titleKey(row.title) === key ? row.code : undefined;
}

/** Tells the first words of billable titles, which few sentences begin with. They are gathered when the first is asked for. */
export function titleOpeners({ rows }: CodeTable): (word: string) => boolean {
  let openers: Set<string> | undefined;
  return (word) => (openers ??= new Set(rows.flatMap(({ billable, title }) => (billable ? [openerOf(title)] : [])))).has(word);
}

const PLAIN_OPENER = /^(?!non\b)[a-z]+(?=[ ,])/i;

function openerOf(title: string): string {
  const [plain] = PLAIN_OPENER.exec(title) ?? [];
  return plain?.toLowerCase() ?? titleKey(title).split(' ', 1)[0] ?? '';
}

const SPREAD = 2 ** 21;

/** Two FNV-1a hashes in one number that a double holds exactly. */
function hashOf(key: string): number {
  let one = 0x811c9dc5;
  let two = 0x1b873593;
  for (let at = 0; at < key.length; at += 1) {
    const unit = key.charCodeAt(at);
    one = Math.imul(one ^ unit, 0x01000193);
    two = Math.imul(two ^ unit, 0x85ebca6b);
  }
  return (one >>> 0) * SPREAD + ((two >>> 0) % SPREAD);
}
