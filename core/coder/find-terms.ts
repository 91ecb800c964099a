import type { CompiledEdition, ModifierUse, PhraseUse } from '../terminology/compiled-edition.ts';
import type { SectionKind } from '../text/reading.ts';
import { COMPOUND_HEADS } from './general-talk.ts';
import { allCapitals, covers, overlaps, type WordRange, type Words } from './scan-words.ts';

export interface TermMatch extends WordRange {
  readonly use: PhraseUse;
}

export interface ModifierMatch extends WordRange {
  readonly use: ModifierUse;
}

const MOST_PASSED = 2;
/** Words that a line in capitals throughout may hold in their ordinary sense. */
const ORDINARY = new Set(['all', 'as', 'aids', 'arms', 'cold', 'ms', 'or', 'pe', 'ra', 'sob', 'add', 'map', 'fall']);

/** Index phrases of a sentence, the longest first choice, and official titles that may yet beat them. */
export function findTerms(
  words: Words,
  sentence: WordRange,
  section: SectionKind,
  edition: CompiledEdition,
): { index: TermMatch[]; titles: TermMatch[] } {
  const shouting = sentence.last - sentence.first >= 4 && allCapitals(words, sentence);
  const index: TermMatch[] = [];
  const titles: TermMatch[] = [];
  const fits = (use: PhraseUse, range: WordRange): boolean => {
    if (use.entry.notIn.includes(section) || isCompound(words, range, sentence)) return false;
    if (!use.capitals) return true;
    if (isTail(words, range.first)) return false;
    if (shouting && range.first === range.last && ORDINARY.has(words.tokens[range.first]?.norm ?? '')) return false;
    return allCapitals(words, range);
  };
  for (let first = sentence.first; first <= sentence.last; first += 1) {
    walk(words, { first, last: sentence.last }, edition, (uses, last) => {
      for (const use of uses) {
        if (!fits(use, { first, last })) continue;
        (use.entry.origin === 'index' ? index : titles).push({ first, last, use });
        break;
      }
    });
  }
  return { index: longestFirst(index), titles: longestFirst(titles) };
}

function isCompound(words: Words, { last }: WordRange, sentence: WordRange): boolean {
  const next = last + 1;
  if (next > sentence.last || words.broken[next] === true || words.afterColon[next] === true || words.commas[next] !== words.commas[last])
    return false;
  return COMPOUND_HEADS.has(words.tokens[next]?.norm ?? '');
}

/** "EPI" of "CKD-EPI" is the tail of another name; "AKI-on-CKD" joins two. */
function isTail({ tokens, hyphened }: Words, at: number): boolean {
  return hyphened[at] === true && !/^(?:on|and|with|induced|non|post|pre)$/.test(tokens[at - 1]?.norm ?? '');
}

function walk(
  words: Words,
  { first, last }: WordRange,
  { phrases, passable }: CompiledEdition,
  accept: (uses: readonly PhraseUse[], last: number) => void,
): void {
  let node = phrases.step(0, words.ids[first] ?? -1);
  let passed = 0;
  for (let at = first; node !== -1;) {
    const uses = phrases.at(node);
    if (uses.length > 0) accept(uses, at);
    let next = -1;
    while (next === -1) {
      at += 1;
      if (at > last || words.broken[at] === true || words.afterColon[at] === true) return;
      const word = words.ids[at] ?? -1;
      next = phrases.step(node, word);
      if (next !== -1) break;
      passed += 1;
      if (passed > MOST_PASSED || !passable.has(word)) return;
    }
    node = next;
  }
}

function longestFirst(matches: readonly TermMatch[]): TermMatch[] {
  const order = [...matches].toSorted((a, b) => b.use.words - a.use.words || a.first - b.first || a.last - b.last);
  const chosen: TermMatch[] = [];
  for (const match of order) {
    if (!chosen.some((held) => overlaps(held, match))) chosen.push(match);
  }
  return chosen.toSorted((a, b) => a.first - b.first);
}

/** Modifiers of a sentence; of one axis the longer hides those inside it ("acute on chronic" is not "acute"). */
export function findModifiers(words: Words, sentence: WordRange, { modifiers }: CompiledEdition): ModifierMatch[] {
  const found: ModifierMatch[] = [];
  for (let first = sentence.first; first <= sentence.last; first += 1) {
    let node = modifiers.step(0, words.ids[first] ?? -1);
    for (let last = first; node !== -1;) {
      for (const use of modifiers.at(node)) {
        if (!use.capitals || allCapitals(words, { first, last })) found.push({ first, last, use });
      }
      last += 1;
      if (last > sentence.last || words.broken[last] === true) break;
      node = modifiers.step(node, words.ids[last] ?? -1);
    }
  }
  return found.filter(
    (match) =>
      !found.some(
        (other) =>
          other !== match &&
          other.use.axis === match.use.axis &&
          covers(other, match) &&
          (other.last - other.first > match.last - match.first || other.use.name < match.use.name) &&
          !(other.first === match.first && other.last === match.last),
      ),
  );
}
