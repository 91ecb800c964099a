import { categoryOf } from '../codes.ts';
import type { CompiledEdition, Reach } from '../terminology/compiled-edition.ts';
import type { Candidate } from './candidate.ts';
import type { FoundMention } from './found-mention.ts';
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
  for (const alternative of lead === undefined ? [] : neighbours(candidate.code, lead, edition)) {
    if (!suggested.has(alternative.code) && !listed.has(alternative.code)) listed.set(alternative.code, alternative);
  }
  return [...listed.values()].slice(0, MOST);
}

/** Codes of the same category that the index reaches from the same root term, the fewest missing words first. */
function neighbours(code: string, mention: FoundMention, edition: CompiledEdition): Alternative[] {
  const category = edition.under(categoryOf(code));
  const near = category.length > LARGEST_CATEGORY ? edition.under(code) : category;
  const said = new Set([...mention.names, ...tailOf(mention.entry.main)]);
  const root = rootOf(mention.entry.main);
  return near
    .flatMap(({ code: other, title }, at) => {
      if (other === code) return [];
      const missing = edition
        .reach(other)
        .filter(({ entry }) => rootOf(entry.main) === root)
        .map((way) => needsOf(way).filter((name) => !said.has(name)))
        .filter((words) => words.length > 0)
        .reduce<string[] | undefined>((best, words) => (best === undefined || words.length < best.length ? words : best), undefined);
      if (missing === undefined) return [];
      return [{ code: other, title, why: whyMissing(missing, mention, edition), rule: 'refine.not-said', rank: missing.length, at }];
    })
    .toSorted((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ rank: _rank, at: _at, ...alternative }) => alternative);
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
