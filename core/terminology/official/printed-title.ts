import { childrenOf, textOf, tidy, type XmlElement } from './xml.ts';

/** A title of the index: its words, and apart from them the words in brackets, which may be said or not. */
export interface PrintedTitle {
  readonly words: string;
  readonly nonessential: readonly string[];
}

/** Reads `<title>Abasia<nemod>(-astasia) (hysterical)</nemod> NEC</title>`. Text may stand before and after the `nemod`. */
export function readTitle(entry: XmlElement): PrintedTitle {
  const [title] = childrenOf(entry, 'title');
  if (title === undefined) return { words: '', nonessential: [] };
  const printed = title.content.map((part) => (typeof part === 'string' ? part : ` ${textOf(part)} `)).join('');
  return apart(tidy(printed));
}

/** Takes the bracketed words out. A bracket that is glued to its word, as in `toe(s)`, stays with it. */
export function apart(printed: string): PrintedTitle {
  const nonessential: string[] = [];
  let words = '';
  for (let at = 0; at < printed.length; at += 1) {
    const glued = at > 0 && printed[at - 1] !== ' ' && printed[at - 1] !== ')';
    const end = printed[at] === '(' && !glued ? closing(printed, at) : -1;
    if (end === -1) {
      words += printed[at] ?? '';
      continue;
    }
    const inside = tidy(printed.slice(at + 1, end));
    if (inside !== '') nonessential.push(inside);
    at = end;
  }
  const rest = tidy(words).replaceAll(/ ([,;])/g, '$1');
  return rest === '' ? { words: printed, nonessential: [] } : { words: rest, nonessential };
}

function closing(printed: string, opening: number): number {
  let depth = 0;
  for (let at = opening; at < printed.length; at += 1) {
    if (printed[at] === '(') depth += 1;
    if (printed[at] === ')') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}
