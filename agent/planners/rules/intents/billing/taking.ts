import type { Clause } from '../../clause.ts';

/** Takes what is understood out of a line, piece by piece, so that what nobody understood is left and can be told. */
export interface Taking {
  /** Takes the first stretch that matches, words whole. */
  take(pattern: RegExp): RegExpExecArray | undefined;
  /** Whether it stands in the line, taken or not. */
  says(pattern: RegExp): boolean;
  /** Stretches of words that nothing took and that mean something by themselves, as they were typed. */
  left(empty: ReadonlySet<string>): readonly string[];
}

/** Marks that are read as words. */
const SPOKEN: Readonly<Record<string, string>> = { '>': 'over', '≥': 'at least', '<': 'under', '≤': 'at most' };

export function takingFrom({ words, message }: Clause): Taking {
  const spoken = words.flatMap((word) => {
    const norm = word.kind === 'mark' ? SPOKEN[word.norm] : word.norm;
    return norm === undefined ? [] : [{ norm, start: word.start, end: word.end }];
  });
  const taken = new Set<number>();
  const lineOf = (hidden: ReadonlySet<number>) => spoken.map(({ norm }, at) => (hidden.has(at) ? '|' : norm)).join(' ');
  const whole = lineOf(new Set());

  return {
    take(pattern) {
      const line = lineOf(taken);
      const found = pattern.exec(line);
      if (found === null) return undefined;
      const first = line.slice(0, found.index).split(' ').length - 1;
      const count = found[0].trim().split(' ').length;
      for (let at = first; at < first + count; at += 1) taken.add(at);
      return found;
    },
    says: (pattern) => pattern.test(whole),
    left(empty) {
      const groups: { start: number; end: number }[] = [];
      let open = false;
      for (const [at, { norm, start, end }] of spoken.entries()) {
        const last = groups.at(-1);
        if (taken.has(at) || empty.has(norm)) open = false;
        else if (open && last !== undefined) last.end = end;
        else {
          groups.push({ start, end });
          open = true;
        }
      }
      return groups.map(({ start, end }) => message.slice(start, end).replace(/['’]s?$/u, ''));
    },
  };
}
