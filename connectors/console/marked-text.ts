import { markup, type Html } from './html.ts';

export interface Range {
  readonly start: number;
  readonly end: number;
}

interface Marks {
  readonly evidence: readonly Range[];
  /** Passages that read like orders to a program. */
  readonly orders: readonly Range[];
}

const TAG = markup`<span class="tag">reads like an order to a program: not obeyed</span>`;

/** The text of a note between two places, with what is marked in it. The first mark of evidence can be gone to as `#e1`. */
export function markedText(text: string, { evidence, orders }: Marks, from = 0, to = text.length): Html {
  const ends = [...evidence, ...orders].flatMap(({ start, end }) => [start, end]).filter((at) => at > from && at < to);
  const cuts = [...new Set([from, ...ends, to])].toSorted((a, b) => a - b);
  const starts = new Map(evidence.toSorted((a, b) => a.start - b.start).map(({ start }, at) => [Math.max(start, from), at + 1] as const));
  return markup`${cuts.slice(0, -1).map((start, at) => {
    const said = text.slice(start, cuts[at + 1]);
    const is = [isIn(start, evidence) && 'evidence', isIn(start, orders) && 'order'].filter((one) => one !== false);
    if (is.length === 0) return markup`${said}`;
    const id = starts.get(start);
    const told = is.includes('order') && orders.some((one) => one.start === start);
    const anchor = id !== undefined && markup` id="e${id}"`;
    return markup`<mark class="${is.join(' ')}"${anchor}>${told && TAG}${said}</mark>`;
  })}`;
}

function isIn(at: number, ranges: readonly Range[]): boolean {
  return ranges.some(({ start, end }) => start <= at && at < end);
}

/** What stands around some passages: whole lines, at least so many characters on both sides. */
export function around(text: string, ranges: readonly Range[], reach: number): Range {
  const first = Math.min(...ranges.map(({ start }) => start));
  const last = Math.max(...ranges.map(({ end }) => end));
  const before = text.lastIndexOf('\n', Math.max(0, first - reach));
  const after = text.indexOf('\n', Math.min(text.length, last + reach));
  return { start: Math.max(before + 1, first - 3 * reach, 0), end: Math.min(after < 0 ? text.length : after, last + 3 * reach) };
}
