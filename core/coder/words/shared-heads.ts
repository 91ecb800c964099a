import type { CompiledEdition } from '../../terminology/compiled-edition.ts';
import { atWord, byWord } from './by-word.ts';
import type { TermMatch } from './find-terms.ts';
import type { WordRange, Words } from './scan-words.ts';

const JOINS = new Set(['and', 'or']);
const SIDES = new Set(['left', 'right', 'bilateral', 'both', 'the', 'his', 'her']);

/**
 * The terms that share the head of another: in `pain in left wrist and right ankle` the ankle has the pain of the wrist. Only
 * where the site ends the first term and its own words, with the second site in the place of the first, are a phrase too.
 */
export function sharedHeads(words: Words, terms: readonly TermMatch[], sentence: WordRange, edition: CompiledEdition): TermMatch[] {
  if (terms.length === 0) return [];
  const held = byWord(terms);
  return terms.flatMap((term) => {
    const found: TermMatch[] = [];
    for (let join = term.last + 1; join < sentence.last;) {
      const next = siteBehind(words, join, sentence);
      const use = next === undefined ? undefined : useWith(words, term, next.site, edition);
      if (next === undefined || use === undefined) break;
      let free = true;
      for (let at = next.first; at <= next.site; at += 1) free &&= atWord(held, at).length === 0;
      if (!free) break;
      found.push({ first: next.first, last: next.site, use, head: term.first });
      join = next.site + 1;
    }
    return found;
  });
}

/** The next word that is no side, behind `and`, `or` or a comma. */
function siteBehind(words: Words, join: number, { last }: WordRange): { readonly first: number; readonly site: number } | undefined {
  const joined = JOINS.has(words.tokens[join]?.norm ?? '');
  const listed = words.commas[join] !== words.commas[join - 1];
  if (!joined && !listed) return undefined;
  const first = joined ? join + 1 : join;
  let site = first;
  while (site <= last && SIDES.has(words.tokens[site]?.norm ?? '')) site += 1;
  for (let at = join; at <= site; at += 1) if (words.broken[at] === true || words.afterColon[at] === true) return undefined;
  return site > last ? undefined : { first, site };
}

/** The phrase that a term's words are with another last word. */
function useWith(
  words: Words,
  { first, last, passed = [], use }: TermMatch,
  site: number,
  { phrases }: CompiledEdition,
): TermMatch['use'] | undefined {
  let node = 0;
  let length = 0;
  for (let at = first; at < last && node !== -1; at += 1) {
    if (passed.includes(at)) continue;
    node = phrases.step(node, words.ids[at] ?? -1);
    length += 1;
  }
  if (node === -1 || length === 0) return undefined;
  const found = phrases.at(phrases.step(node, words.ids[site] ?? -1));
  return found.find(({ entry, capitals }) => entry !== use.entry && !capitals);
}
