import type { CodeRow } from './edition-source.ts';
import type { CodeEntry } from './edition.ts';
import { compareCodes } from './code-pattern.ts';

export interface CodeTable {
  readonly rows: readonly CodeEntry[];
  readonly billable: number;
  readonly find: (code: string) => CodeEntry | undefined;
  readonly under: (code: string) => readonly CodeEntry[];
  /** Seventh characters that stand after a six-character stem. */
  readonly seventh: (stem: string) => ReadonlySet<string>;
}

const NO_CODES: readonly CodeEntry[] = [];
const NO_LETTERS: ReadonlySet<string> = new Set();

/** The code list of an edition, sorted once and asked in constant time. */
export function codeTable(source: readonly CodeRow[]): CodeTable {
  const rows = [...source].toSorted((a, b) => compareCodes(a.code, b.code));
  const position = new Map(rows.map((row, at) => [row.code as string, at]));
  const letters = new Map<string, Set<string>>();
  for (const { code, billable } of rows) {
    if (!billable || code.length !== 8) continue;
    const stem = code.slice(0, 7);
    const known = letters.get(stem) ?? new Set<string>();
    letters.set(stem, known.add(code.slice(7)));
  }

  function beneath(header: string): CodeEntry[] {
    const found: CodeEntry[] = [];
    const bare = header.replace('.', '');
    for (let at = (position.get(header) ?? rows.length) + 1; at < rows.length; at += 1) {
      const row = rows[at];
      if (row === undefined || !row.code.replace('.', '').startsWith(bare)) break;
      if (row.billable) found.push(row);
    }
    return found;
  }

  return {
    rows,
    billable: rows.filter((row) => row.billable).length,
    find: (code) => rows[position.get(code) ?? -1],
    under(code) {
      const row = rows[position.get(code) ?? -1];
      if (row === undefined) return NO_CODES;
      if (!row.billable) return beneath(code);
      const header = headerOf(code, position);
      return header === undefined ? NO_CODES : beneath(header).filter((sibling) => sibling.code !== code);
    },
    seventh: (stem) => letters.get(stem) ?? NO_LETTERS,
  };
}

function headerOf(code: string, position: ReadonlyMap<string, number>): string | undefined {
  for (let length = code.length - 1; length >= 3; length -= 1) {
    const shorter = code.slice(0, length).replace(/\.$/, '');
    if (shorter.length < code.length && position.has(shorter)) return shorter;
  }
  return undefined;
}
