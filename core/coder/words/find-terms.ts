import type { CompiledEdition, CompiledEntry, ModifierUse, PhraseUse } from '../../terminology/compiled-edition.ts';
import type { SectionKind } from '../../text/reading.ts';
import { listed } from '../../text/listed.ts';
import { atWord, byWord } from './by-word.ts';
import { deniesPart } from './absent-part.ts';
import { COMPOUND_HEADS, NAMED_HEADS } from './compound-heads.ts';
import { AMBIGUOUS, meaningOf } from './short-forms.ts';
import { allCapitals, covers, type WordRange, type Words } from './scan-words.ts';

export interface TermMatch extends WordRange {
  readonly use: PhraseUse;
  /** Words inside its phrase that are none of it: `right` in `fracture of right radius`. */
  readonly passed?: readonly number[];
  /** Where the words begin that it shares with the term before it: `pain` for the ankle of `pain in wrist and ankle`. */
  readonly head?: number;
}

export interface ModifierMatch extends WordRange {
  readonly use: ModifierUse;
}

const MOST_PASSED = 2;
/** A word that no short form in capitals is, told before anything else is asked: `as` and `or` are in every sentence. */
const LOWER = /^[a-z]/;
const NONE: readonly number[] = [];
/** Words that a line in capitals throughout may hold in their ordinary sense. */
const ORDINARY = new Set(['all', 'as', 'aids', 'arms', 'cold', 'ms', 'or', 'pe', 'ra', 'sob', 'add', 'map', 'fall']);

/** Phrases of a sentence, the longest first choice, and those inside longer ones. */
export function findTerms(
  words: Words,
  sentence: WordRange,
  section: SectionKind,
  edition: CompiledEdition,
): { index: TermMatch[]; nested: TermMatch[] } {
  const index: TermMatch[] = [];
  let capitals: boolean | undefined;
  const isShouting = (): boolean => (capitals ??= sentence.last - sentence.first >= 4 && allCapitals(words, sentence));
  const fits = (use: PhraseUse, range: WordRange): boolean => {
    if (use.capitals && LOWER.test(words.tokens[range.first]?.raw ?? '')) return false;
    if (!isSaidIn(use.entry, section) || isCompound(words, range, sentence)) return false;
    if (!use.capitals) return true;
    if (
      isExam(words, range) ||
      isTail(words, range.first) ||
      isFormula(words, range) ||
      isAnother(words.tokens[range.first]?.raw ?? '', use)
    )
      return false;
    if (range.first === range.last && ORDINARY.has(words.tokens[range.first]?.norm ?? '') && isShouting()) return false;
    return allCapitals(words, range);
  };
  const accept: Accept = (uses, range, passed) => {
    for (const use of uses) {
      const meaning = fits(use, range) ? meaningOf(words, range, sentence) : 'another';
      if (meaning === 'another') continue;
      index.push({ ...range, use: meaning === 'this' ? use : untold(use), passed });
      break;
    }
  };
  for (let first = sentence.first; first <= sentence.last; first += 1) {
    const node = edition.phrases.step(0, words.ids[first] ?? -1);
    if (node !== -1 && opens(words, node, first, edition)) walk(words, { node, at: first, passed: NONE }, sentence.last, edition, accept);
  }
  if (index.length === 0) return { index, nested: index };
  const chosen = longestFirst(index);
  return { index: chosen, nested: nestedIn(chosen, index) };
}

/** Letters of which the sentence does not tell the meaning lead to no code. */
function untold(use: PhraseUse): PhraseUse {
  const { id, main, origin } = use.entry;
  const entry = {
    id,
    main: `${main} (${AMBIGUOUS})`,
    origin,
    code: undefined,
    subterms: [],
    also: [],
    notIn: [],
    onlyIn: [],
    uses: new Set<string>(),
  };
  return { ...use, implied: [], entry };
}

/** Matches inside longer ones, the longest first: "back pain" is inside "chronic back pain", which was found as "chronic … pain". */
function nestedIn(chosen: readonly TermMatch[], matches: readonly TermMatch[]): TermMatch[] {
  const longer = chosen.filter(({ use }) => use.words > 1);
  if (longer.length === 0) return [];
  const isWithin = (match: TermMatch, outer: TermMatch): boolean =>
    covers(outer, match) &&
    (match.use.words < outer.use.words || (match.use.words === outer.use.words && match.last - match.first < outer.last - outer.first));
  const held = byWord(longer);
  const inside = matches.filter((match) => atWord(held, match.first).some((outer) => isWithin(match, outer)));
  return inside.toSorted((a, b) => b.use.words - a.use.words || a.first - b.first || a.last - b.last);
}

function isSaidIn({ notIn, onlyIn }: CompiledEntry, section: SectionKind): boolean {
  return !notIn.includes(section) && (onlyIn.length === 0 || onlyIn.includes(section));
}

/** True where the next word makes another thing of a condition: a clinic, a vaccine. */
export function isCompound(words: Words, { first, last }: WordRange, sentence: WordRange): boolean {
  const next = last + 1;
  if (next > sentence.last || words.broken[next] === true || words.afterColon[next] === true || words.commas[next] !== words.commas[last])
    return false;
  const { norm = '', raw = '' } = words.tokens[next] ?? {};
  return COMPOUND_HEADS.has(norm) || NAMED_HEADS.has(raw) || deniesItsPart(words, { first, last }, norm);
}

function deniesItsPart({ tokens }: Words, { first, last }: WordRange, next: string): boolean {
  for (let at = first; at <= last; at += 1) {
    if (tokens[at]?.norm !== 'absence') continue;
    return deniesPart(
      tokens.slice(at, last + 1).map(({ norm }) => norm),
      next,
    );
  }
  return false;
}

/** "CRP" where the phrase is "CRPS"; "UTIs" is "UTI". */
function isAnother(raw: string, { spelling }: PhraseUse): boolean {
  return spelling.length > 0 && raw.replace(/(?<=\p{Lu})['’]?s$/u, '').length !== spelling.length;
}

/** "EPI" of "CKD-EPI" is the tail of another name; "AKI-on-CKD" joins two. */
function isTail({ tokens, hyphened }: Words, at: number): boolean {
  return hyphened[at] === true && !/^(?:on|and|with|induced|non|post|pre)$/.test(tokens[at - 1]?.norm ?? '');
}

/** What an examination begins with, where "PE" is its label. */
const EXAMINED = new Set(
  listed(
    'bp, hr, rr, t, temp, vs, vitals, vital, gen, general, heent, neck, cv, heart, lungs, chest, resp, abd, abdomen, ext, alert, awake, nad, wdwn, well, exam, normal, unremarkable, notable, significant, remarkable, benign',
  ),
);

/** "PE: BP 124/76" opens the physical examination, and "PE: right lower lobe" names an embolism. */
function isExam({ tokens }: Words, { first, last }: WordRange): boolean {
  return first === last && tokens[first]?.norm === 'pe' && EXAMINED.has(tokens[last + 1]?.norm ?? '');
}

/** Equations that are named after a disease: the "CKD" of "CKD-EPI" states none. */
const FORMULAS = new Set(['epi', 'mdrd']);

function isFormula({ tokens, hyphened }: Words, { last }: WordRange): boolean {
  return hyphened[last + 1] === true && FORMULAS.has(tokens[last + 1]?.norm ?? '');
}

interface Step {
  readonly node: number;
  readonly at: number;
  /** Words passed over so far. */
  readonly passed: readonly number[];
}

type Accept = (uses: readonly PhraseUse[], range: WordRange, passed: readonly number[]) => void;

/** False where no phrase ends at its first word and the next word goes on with none: many words begin a phrase, and few do here. */
function opens(words: Words, node: number, first: number, { phrases, passable }: CompiledEdition): boolean {
  const next = words.ids[first + 1] ?? -1;
  return phrases.at(node).length > 0 || passable.has(next) || phrases.step(node, next) !== -1;
}

/**
 * Every phrase that goes on from its first word, no farther than the word `last`. Where the next word goes on with a phrase and may also be passed over, both ways are
 * followed: "right" belongs to "pain in right upper quadrant" and stands inside "fracture of right distal radius".
 */
function walk(words: Words, begun: Step, last: number, { phrases, passable }: CompiledEdition, accept: Accept): void {
  const open: Step[] = [begun];
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    const uses = phrases.at(step.node);
    if (uses.length > 0) accept(uses, { first: begun.at, last: step.at }, step.passed);
    for (let at = step.at + 1, { passed } = step; at <= last; at += 1) {
      if (passed.length > MOST_PASSED || words.broken[at] === true || words.afterColon[at] === true) break;
      const word = words.ids[at] ?? -1;
      const next = phrases.step(step.node, word);
      if (next !== -1) open.push({ node: next, at, passed });
      if (!passable.has(word)) break;
      passed = [...passed, at];
    }
  }
}

function longestFirst(matches: readonly TermMatch[]): TermMatch[] {
  const order = [...matches].toSorted((a, b) => b.use.words - a.use.words || a.first - b.first || a.last - b.last);
  const chosen: TermMatch[] = [];
  const taken = new Set<number>();
  for (const match of order) {
    let free = true;
    for (let at = match.first; free && at <= match.last; at += 1) free = !taken.has(at);
    if (!free) continue;
    chosen.push(match);
    for (let at = match.first; at <= match.last; at += 1) taken.add(at);
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
  if (found.length < 2) return found;
  const held = byWord(found);
  return found.filter(
    (match) =>
      !atWord(held, match.first).some(
        (other) =>
          other !== match &&
          other.use.axis === match.use.axis &&
          covers(other, match) &&
          (other.last - other.first > match.last - match.first || other.use.name < match.use.name) &&
          !(other.first === match.first && other.last === match.last),
      ),
  );
}
