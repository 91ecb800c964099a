import { inAnyPattern } from '../terminology/code-pattern.ts';
import type { CompiledEntry } from '../terminology/compiled-edition.ts';
import type { FoundModifier } from './found-mention.ts';

/** Growths of the skin are reported for each site that a note lists. */
const SKIN = ['C43-C44', 'D03-D04', 'D22-D23'];
const JOINED = /^(?:[\s,&/]|\b(?:and|the|of|on|his|her|left|right|bilateral|both)\b)*$/i;
const UPPER_AND = /\bupper(?= (?:and|&) $)/i;

/** The sites of `upper and lower extremities`: the upper ones too, whose noun stands only once. */
export function withUpperLimb(text: string, held: readonly FoundModifier[], { uses }: CompiledEntry): readonly FoundModifier[] {
  const lower = held.find(({ name, range }) => name === 'lower limb' && /^lower\b/i.test(text.slice(range.start, range.end)));
  if (lower === undefined || !uses.has('upper limb')) return held;
  const from = Math.max(0, lower.range.start - 10);
  const upper = UPPER_AND.exec(text.slice(from, lower.range.start));
  if (upper === null) return held;
  const start = from + upper.index;
  return [...held, { ...lower, name: 'upper limb', range: { start, end: lower.range.end } }];
}

/** One reading for each site of a list; the names as they are where there is no list. A side belongs to the site behind it. */
export function sitesListed(
  text: string,
  names: ReadonlySet<string>,
  held: readonly FoundModifier[],
  entry: CompiledEntry,
): readonly ReadonlySet<string>[] {
  const sites = held.filter(({ axis }) => axis === 'site').toSorted((a, b) => a.range.start - b.range.start);
  const listed = sites.every((site, at) => at === 0 || isJoined(text, sites[at - 1], site));
  if (sites.length < 2 || !listed || entry.code === undefined || !inAnyPattern(SKIN, entry.code)) return [names];
  const own = new Set(sites.map(({ name }) => name));
  const sides = held.filter(({ name }) => name === 'left' || name === 'right');
  return [...own].map((name) => {
    const said = new Set([...names].filter((one) => one !== 'left' && one !== 'right' && !own.has(one)));
    const near = sides.filter((side) => sites.some((site) => site.name === name && standsBefore(text, side, site)));
    return new Set([...said, name, ...near.map((side) => side.name)]);
  });
}

function isJoined(text: string, before: FoundModifier | undefined, after: FoundModifier): boolean {
  return before !== undefined && JOINED.test(text.slice(before.range.end, after.range.start));
}

function standsBefore(text: string, side: FoundModifier, site: FoundModifier): boolean {
  return side.range.end <= site.range.start && text.slice(side.range.end, site.range.start).trim() === '';
}
