import type { CodeRow } from '../edition-source.ts';
import { compareCodes } from '../code-pattern.ts';

/** The code list as a tree: a code lies under the longest shorter code that the list carries. */
export interface CodeTree {
  readonly find: (code: string) => CodeRow | undefined;
  /** The codes above, from the category down to the nearest. */
  readonly above: (code: string) => readonly CodeRow[];
  /** The codes directly beneath, in order. */
  readonly beneath: (code: string) => readonly CodeRow[];
  /** Billable codes anywhere beneath, in order. */
  readonly billableBeneath: (code: string) => readonly CodeRow[];
  /** The categories that lie inside a range, in order. */
  readonly categories: (inside: (code: string) => boolean) => readonly CodeRow[];
}

export function codeTree(source: readonly CodeRow[]): CodeTree {
  const rows = [...source].toSorted((a, b) => compareCodes(a.code, b.code));
  const position = new Map(rows.map((row, at) => [row.code as string, at]));
  const find = (code: string): CodeRow | undefined => rows[position.get(code) ?? -1];

  function above(code: string): CodeRow[] {
    const found: CodeRow[] = [];
    for (let length = 3; length < code.length; length += 1) {
      const shorter = code.slice(0, length);
      const row = shorter.endsWith('.') ? undefined : find(shorter);
      if (row !== undefined) found.push(row);
    }
    return found;
  }

  /** Everything beneath a code, in order, whether the list carries the code itself or not. */
  function under(code: string): CodeRow[] {
    const bare = code.replace('.', '');
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareCodes(rows[middle]?.code ?? '', bare) < 0) low = middle + 1;
      else high = middle;
    }
    const found: CodeRow[] = [];
    for (let at = low; at < rows.length; at += 1) {
      const row = rows[at];
      if (row === undefined || !row.code.replace('.', '').startsWith(bare)) break;
      if (row.code !== code) found.push(row);
    }
    return found;
  }

  return {
    find,
    above,
    beneath: (code) => under(code).filter((row) => (above(row.code).at(-1)?.code ?? '').length <= code.length),
    billableBeneath: (code) => under(code).filter(({ billable }) => billable),
    categories: (inside) => rows.filter(({ code }) => code.length === 3 && inside(code)),
  };
}
