import { listed } from './listed.ts';
import type { Range, Token } from './reading.ts';
import { tokens } from './tokens.ts';
import { keptWith } from './kept-with.ts';

/**
 * How far a cue carries. `list` runs over commas, `phrase` does not, `one` only where "or" closes the list, `next` to
 * the words beside it, `prefix` to the very next one; `after` looks back, and `end` carries nothing and stops the others.
 */
export type Reach = 'list' | 'phrase' | 'one' | 'next' | 'prefix' | 'after' | 'end' | 'none';

export type CueStatus =
  | 'negated'
  | 'possible'
  | 'undenied'
  | 'historical'
  | 'resolved'
  | 'family'
  | 'conditional'
  | 'hypothetical'
  | 'planned'
  | 'medical-history'
  | 'kin'
  | 'end'
  | 'none';

export interface Cue {
  readonly status: CueStatus;
  readonly reach: Reach;
}

/** Cues found in a row of words: `from` and `to` are indices into it. */
export interface Found {
  readonly cue: Cue;
  readonly from: number;
  readonly to: number;
}

interface Phrase {
  readonly words: readonly string[];
  /** What must stand between the words, white space apart: the slash of `s/p`. */
  readonly gaps: readonly string[];
  readonly cues: Cue[];
}

/** Phrases that share a first word, by the second one, the longest first; many begin with "is". */
interface Bucket {
  alone?: Phrase;
  readonly longer: Map<string, Phrase[]>;
}

/** Phrases by their first word. */
export type CueIndex = ReadonlyMap<string, Bucket>;

export function cueIndex(tables: readonly (readonly [phrases: string, status: CueStatus, reach: Reach])[]): CueIndex {
  const byText = new Map<string, Phrase>();
  const index = new Map<string, Bucket>();
  for (const [phrases, status, reach] of tables) {
    for (const text of listed(phrases)) {
      const known = byText.get(text);
      const phrase = known ?? compiled(text);
      if (!phrase.cues.some((cue) => cue.status === status && cue.reach === reach)) phrase.cues.push({ status, reach });
      if (known !== undefined) continue;
      byText.set(text, phrase);
      keep(index, phrase);
    }
  }
  for (const { longer } of index.values()) {
    for (const phrases of longer.values()) phrases.sort((a, b) => b.words.length - a.words.length);
  }
  return index;
}

function keep(index: Map<string, Bucket>, phrase: Phrase): void {
  const [first = '', second] = phrase.words;
  const bucket = index.get(first) ?? { longer: new Map<string, Phrase[]>() };
  index.set(first, bucket);
  if (second === undefined) {
    bucket.alone = phrase;
    return;
  }
  const held = bucket.longer.get(second);
  if (held === undefined) bucket.longer.set(second, [phrase]);
  else held.push(phrase);
}

function compiled(text: string): Phrase {
  const words = tokens(text);
  return { words: words.map(({ norm }) => norm), gaps: words.slice(1).map((_, index) => gap(text, words, index + 1)), cues: [] };
}

const SPACE = 32;

/** What stands before a word, white space, hyphens and apostrophes apart. */
export function gap(text: string, words: readonly Token[], index: number): string {
  const before = words[index - 1];
  const word = words[index];
  // Nearly every gap is one space.
  if (before === undefined || word === undefined || (word.start - before.end === 1 && text.charCodeAt(before.end) === SPACE)) return '';
  return text.slice(before.end, word.start).replace(/[\s'’-]+/gu, '');
}

/** A phrase of a row of words: `from` and `to` are indices into the row. */
interface Placed {
  readonly phrase: Phrase;
  readonly from: number;
  readonly to: number;
  /** Where the phrase begins that it was chosen over; else where it begins itself. */
  readonly over: number;
}

/** The phrases of a row of words, whatever is asked about; a row is asked about once for each term and modifier in its sentence. */
const PLACED = keptWith<readonly Token[], Map<CueIndex, readonly Placed[]>>();

/**
 * All cues of a row of words, longest phrase first, none over another or over the target. In `is not consistent with`
 * the words that begin with "not" are the cue.
 */
export function findCues(index: CueIndex, text: string, words: readonly Token[], target: Range): Found[] {
  const free = placedFreely(index, text, words);
  // A phrase over the target gives way, and then other phrases may begin in it.
  const placed = free.some(({ over, to }) => covers(words, over, to, target)) ? placedPhrases(index, text, words, target) : free;
  const found: Found[] = [];
  for (const { phrase, from, to } of placed) for (const cue of phrase.cues) found.push({ cue, from, to });
  return found;
}

function placedFreely(index: CueIndex, text: string, words: readonly Token[]): readonly Placed[] {
  const held = PLACED.get(words) ?? new Map<CueIndex, readonly Placed[]>();
  PLACED.set(words, held);
  const known = held.get(index);
  if (known !== undefined) return known;
  const placed = placedPhrases(index, text, words, NOWHERE);
  held.set(index, placed);
  return placed;
}

const NOWHERE: Range = { start: 0, end: 0 };

function placedPhrases(index: CueIndex, text: string, words: readonly Token[], target: Range): Placed[] {
  const found: Placed[] = [];
  const at = (from: number): Phrase | undefined => {
    const bucket = index.get(words[from]?.norm ?? '');
    if (bucket === undefined) return undefined;
    const fits = (candidate: Phrase): boolean => matches(candidate, text, words, from, target);
    const longer = bucket.longer.get(words[from + 1]?.norm ?? '')?.find(fits);
    return longer ?? (bucket.alone !== undefined && fits(bucket.alone) ? bucket.alone : undefined);
  };
  for (let from = 0; from < words.length;) {
    const over = from;
    let phrase = at(from);
    const last = from + (phrase?.words.length ?? 1) - 1;
    const longer = phrase !== undefined && last > from && words[last]?.norm === 'not' ? at(last) : undefined;
    if (longer !== undefined && longer.words.length > 1) [phrase, from] = [longer, last];
    const to = from + (phrase?.words.length ?? 1);
    if (phrase !== undefined) found.push({ phrase, from, to, over });
    from = to;
  }
  return found;
}

function matches(phrase: Phrase, text: string, words: readonly Token[], from: number, target: Range): boolean {
  return phrase.words.every((norm, offset) => {
    const word = words[from + offset];
    if (word === undefined || word.norm !== norm || overlaps(word, target)) return false;
    return offset === 0 || gap(text, words, from + offset) === phrase.gaps[offset - 1];
  });
}

/** Whether one of the words of a phrase lies over the target. */
function covers(words: readonly Token[], from: number, to: number, target: Range): boolean {
  for (let at = from; at < to; at += 1) {
    const word = words[at];
    if (word !== undefined && overlaps(word, target)) return true;
  }
  return false;
}

function overlaps(a: Range, b: Range): boolean {
  return a.start < b.end && a.end > b.start;
}
