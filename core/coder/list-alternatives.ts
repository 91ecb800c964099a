import { categoryOf } from '../codes.ts';
import type { CompiledEdition, Reach } from '../terminology/compiled-edition.ts';
import type { CodeEntry } from '../terminology/edition.ts';
import type { Candidate } from './set/candidate.ts';
import type { FoundMention } from './words/found-mention.ts';
import type { Alternative } from './trace.ts';

const MOST = 10;
/** A category with more billable codes than this (fractures) is searched along the index term alone. */
const LARGEST_CATEGORY = 60;

/** Codes that gave way, and codes that other words of the same term would have led to; each with why not. */
export function listAlternatives(candidate: Candidate, suggested: ReadonlySet<string>, edition: CompiledEdition): Alternative[] {
  const listed = new Map<string, Alternative>();
  for (const refusal of candidate.refused) {
    if (!suggested.has(refusal.code) && !listed.has(refusal.code)) listed.set(refusal.code, refusal);
  }
  const lead = candidate.mentions[0];
  if (lead === undefined) return [...listed.values()].slice(0, MOST);
  for (const { neighbour, missing } of nearest(candidate.code, lead, edition)) {
    if (listed.size >= MOST) break;
    const { code, title } = neighbour;
    if (suggested.has(code) || listed.has(code)) continue;
    listed.set(code, { code, title, why: whyMissing(missing, lead, edition), rule: 'refine.not-said' });
  }
  return [...listed.values()].slice(0, MOST);
}

interface Near {
  readonly neighbour: Neighbour;
  readonly missing: readonly string[];
}

/** Codes of the same category that the index reaches from the same root term, the fewest missing words first. */
function nearest(code: string, mention: FoundMention, edition: CompiledEdition): Near[] {
  const { main } = mention.entry;
  const said = new Set([...mention.names, ...tailOf(main)]);
  const found: Near[] = [];
  for (const neighbour of neighboursOf(code, rootOf(main), edition)) {
    const missing = neighbour.code === code ? undefined : leastMissing(neighbour.needs, said);
    if (missing !== undefined) found.push({ neighbour, missing });
  }
  return found.toSorted((a, b) => a.missing.length - b.missing.length);
}

/** Of the ways to a code that still lack words, what the shortest lacks. */
function leastMissing(ways: Neighbour['needs'], said: ReadonlySet<string>): string[] | undefined {
  let least: string[] | undefined;
  for (const needs of ways) {
    const missing = needs.filter((name) => !said.has(name));
    if (missing.length > 0 && (least === undefined || missing.length < least.length)) least = missing;
  }
  return least;
}

interface Neighbour {
  readonly code: Alternative['code'];
  readonly title: string;
  /** What each way from the root term to the code needs. */
  readonly needs: readonly (readonly string[])[];
}

const MOST_KNOWN = 4000;

interface Known {
  readonly categories: Map<string, readonly CodeEntry[]>;
  readonly neighbours: Map<string, readonly Neighbour[]>;
}

const KNOWN = new WeakMap<CompiledEdition, Known>();

/** The codes around one that a root term leads to, in their order: the same in every chart. */
function neighboursOf(code: string, root: string, edition: CompiledEdition): readonly Neighbour[] {
  const known = KNOWN.get(edition) ?? { categories: new Map(), neighbours: new Map() };
  KNOWN.set(edition, known);
  const category = categoryOf(code);
  const beneath = known.categories.get(category) ?? edition.under(category);
  known.categories.set(category, beneath);
  const isLarge = beneath.length > LARGEST_CATEGORY;
  const key = `${isLarge ? code : category} ${root}`;
  const held = known.neighbours.get(key);
  if (held !== undefined) return held;
  const made = leadingTo(isLarge ? edition.under(code) : beneath, root, edition);
  if (known.neighbours.size < MOST_KNOWN) known.neighbours.set(key, made);
  return made;
}

function leadingTo(codes: readonly CodeEntry[], root: string, edition: CompiledEdition): Neighbour[] {
  return codes.flatMap(({ code, title }) => {
    const ways = edition.reach(code).filter(({ entry }) => rootOf(entry.main) === root);
    return ways.length === 0 ? [] : [{ code, title, needs: ways.map(needsOf) }];
  });
}

/** `Failure, heart` of `Failure, heart, systolic`. */
function rootOf(main: string): string {
  return main.split(', ').slice(0, 2).join(', ');
}

function tailOf(main: string): string[] {
  return main.split(', ').slice(2);
}

function needsOf({ entry, names }: Reach): string[] {
  return [...tailOf(entry.main), ...names];
}

function whyMissing(missing: readonly string[], { names, refused, entry }: FoundMention, edition: CompiledEdition): string {
  const denied = missing.find((name) => refused.some((modifier) => modifier.name === name));
  if (denied !== undefined) return `The note denies "${denied}" or leaves it in doubt.`;
  const [only] = missing;
  const rival = [...names, ...tailOf(entry.main)].find(
    (name) => missing.length === 1 && only !== undefined && edition.axisOf(name) === edition.axisOf(only),
  );
  if (rival !== undefined) return `The note says "${rival}" and not "${only ?? ''}".`;
  return `The note says nothing of ${missing.map((name) => `"${name}"`).join(' and ')}.`;
}
