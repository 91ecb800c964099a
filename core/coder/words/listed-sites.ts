import type { CompiledEntry } from '../../terminology/compiled-edition.ts';
import type { Range } from '../../text/reading.ts';
import { chooseTarget } from './choose-code.ts';
import type { FoundModifier } from './found-mention.ts';

const SIDES = new Set(['left', 'right']);
const JOINED = /^(?:[\s,&/]|\b(?:and|the|of|on|his|her|left|right|bilateral|both)\b)*$/i;
const LISTED = /,|&|\/|\band\b/i;
const STAGES = /\b(?:stage|grade|unstageable|deep tissue)\b/i;
const UPPER_AND = /\bupper(?= (?:and|&) $)/i;

/** The sites of `upper and lower extremities`: the upper ones too, whose noun stands only once. */
export function withUpperLimb(text: string, held: readonly FoundModifier[], { uses }: CompiledEntry): readonly FoundModifier[] {
  const lower = held.find(({ name, range }) => name === 'lower limb' && /^lower\b/i.test(text.slice(range.start, range.end)));
  if (lower === undefined || !uses.has('upper limb')) return held;
  const from = Math.max(0, lower.range.start - 10);
  const upper = UPPER_AND.exec(text.slice(from, lower.range.start));
  if (upper === null) return held;
  const start = from + upper.index;
  return [...held, { ...lower, name: 'upper limb', range: { start, end: start + upper[0].length } }];
}

/**
 * One reading for each site of a list, where the classification reports each apart: `osteoarthritis of right knee and left hip`.
 * The names as they are where there is no list. A side belongs to the site behind it.
 */
export function sitesListed(
  text: string,
  names: ReadonlySet<string>,
  held: readonly FoundModifier[],
  entry: CompiledEntry,
): readonly ReadonlySet<string>[] {
  const sites = sitePlaces(held.filter(({ axis, name }) => axis === 'site' && names.has(name)));
  const stages = held.filter(({ axis, name }) => axis === 'stage' && names.has(name));
  if (sites.length < 2 || !sites.every((site, at) => at === 0 || isJoined(text, sites[at - 1], site, stages))) return [names];
  const own = new Set(sites.flatMap((site) => site.names));
  const sides = held.filter(({ name }) => SIDES.has(name));
  const staged = new Map(stages.map((stage) => [stage, siteOfStage(text, stage, sites)]));
  const apart = new Set([...staged].flatMap(([{ name }, site]) => (site === undefined ? [] : [name])));
  const shared = [...names].filter((one) => !own.has(one) && !SIDES.has(one) && !apart.has(one));
  const readings = sites.map((site) => {
    const near = sides.filter((side) => standsBefore(text, side, site)).map(({ name }) => name);
    const stage = stages.filter((one) => staged.get(one) === site).map(({ name }) => name);
    return new Set([...shared, ...site.names, ...near, ...stage]);
  });
  const targets = new Map(readings.map((reading, at) => [targetAt(entry, reading, sites[at]), reading]));
  return targets.size > 1 && !targets.has(undefined) ? [...targets.values()] : [names];
}

interface SitePlace {
  readonly names: readonly string[];
  readonly range: Range;
}

/** Sites in the order of the text; what one stretch of words names in several ways is one place. */
function sitePlaces(sites: readonly FoundModifier[]): SitePlace[] {
  const places: SitePlace[] = [];
  for (const { name, range } of sites.toSorted((a, b) => a.range.start - b.range.start || b.range.end - a.range.end)) {
    const last = places.at(-1);
    if (last === undefined || range.start >= last.range.end) places.push({ names: [name], range });
    else places[places.length - 1] = { ...last, names: [...last.names, name] };
  }
  return places;
}

/** Where the index leads from a reading, if it leads there by the site. */
function targetAt(entry: CompiledEntry, reading: ReadonlySet<string>, site: SitePlace | undefined): string | undefined {
  const { target, names } = chooseTarget(entry, reading);
  return names.some((name) => site?.names.includes(name)) ? target : undefined;
}

/** The site that a stage tells of, where sites stand on both its sides; it is the list's where it opens or closes it alone. */
function siteOfStage(text: string, { range }: FoundModifier, sites: readonly SitePlace[]): SitePlace | undefined {
  const before = sites.findLast((site) => site.range.end <= range.start);
  const after = sites.find((site) => site.range.start >= range.end);
  const among = STAGES.test(text.slice(sites[0]?.range.end ?? 0, sites.at(-1)?.range.start ?? 0));
  if (before === undefined || after === undefined) return among ? (before ?? after) : undefined;
  return /\band\b|&|;/i.test(text.slice(before.range.end, range.start)) ? after : before;
}

function isJoined(text: string, before: SitePlace | undefined, after: SitePlace, stages: readonly FoundModifier[]): boolean {
  if (before === undefined) return false;
  const from = before.range.end;
  let between = text.slice(from, after.range.start);
  for (const { range } of stages) {
    if (range.start < from || range.end > after.range.start) continue;
    between = between.slice(0, range.start - from) + ' '.repeat(range.end - range.start) + between.slice(range.end - from);
  }
  return between.trim() !== '' && LISTED.test(between) && JOINED.test(between);
}

function standsBefore(text: string, side: FoundModifier, site: SitePlace): boolean {
  if (side.range.start > site.range.start) return false;
  return side.range.end > site.range.start ? side.range.end >= site.range.end : text.slice(side.range.end, site.range.start).trim() === '';
}
