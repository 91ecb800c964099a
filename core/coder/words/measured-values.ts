import type { ModifierMatch, TermMatch } from './find-terms.ts';
import type { WordRange, Words } from './scan-words.ts';

/** A modifier that is a span of values: `weight 1750-1999 grams`. */
const SPAN = /^(?:weight|level) (\d+)-(\d+) (\p{L}+)$/u;
const UNITS = new Map([...['g', 'gm', 'gram', 'grams'].map((unit) => [unit, 'grams'] as const), ['mg', 'mg'] as const]);
const NUMBER = /^\d+(?:\.\d+)?$/;

/** Modifiers that a measured number with its unit says of the terms that know spans of values; a number without a unit says none. */
export function measuredValues(words: Words, { first, last }: WordRange, terms: readonly TermMatch[]): ModifierMatch[] {
  const found: ModifierMatch[] = [];
  let spans: readonly Span[] | undefined;
  for (let at = first; at < last; at += 1) {
    const said = words.tokens[at]?.norm ?? '';
    const unit = UNITS.get(words.tokens[at + 1]?.norm ?? '');
    if (unit === undefined || !NUMBER.test(said)) continue;
    spans ??= [...new Set(terms.flatMap(({ use }) => [...use.entry.uses]))].flatMap(spanOf);
    const value = Math.floor(Number(said)) + 1000 * thousandsBefore(words, at, first);
    const span = spans.find((one) => one.unit === unit && value >= one.from && value <= one.to);
    if (span !== undefined) found.push({ first: at, last: at + 1, use: { name: span.name, axis: 'value', capitals: false } });
  }
  return found;
}

/** The `1` of `1,800`, which the comma parts from its hundreds. */
function thousandsBefore({ tokens }: Words, at: number, first: number): number {
  const [before, number] = [tokens[at - 1], tokens[at]];
  if (at === first || before === undefined || number === undefined) return 0;
  const parted = number.raw.length === 3 && number.start === before.end + 1 && /^\d{1,3}$/.test(before.raw);
  return parted ? Number(before.raw) : 0;
}

interface Span {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly unit: string;
}

const KNOWN = new Map<string, Span | undefined>();

function spanOf(name: string): Span[] {
  if (!KNOWN.has(name)) {
    const [, from, to, unit = ''] = SPAN.exec(name) ?? [];
    KNOWN.set(name, from === undefined ? undefined : { name, from: Number(from), to: Number(to), unit });
  }
  const span = KNOWN.get(name);
  return span === undefined ? [] : [span];
}
