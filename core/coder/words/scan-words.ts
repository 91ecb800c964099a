import type { Lexicon } from '../../terminology/lexicon.ts';
import type { Range, Token } from '../../text/reading.ts';
import { foldWord } from '../../terminology/fold-word.ts';
import { respelled, SHORTEST_MISSPELT } from '../../terminology/respelled.ts';
import { shortensGenus } from '../../text/abbreviations.ts';
import { folded } from '../../text/tokens.ts';
import { words } from '../../text/words.ts';

/** The words of a document as the tries read them, in parallel arrays. */
export interface Words {
  readonly tokens: readonly Token[];
  readonly read: readonly ReadWord[];
  /** Number of each word in the edition's lexicon; `-1` when no phrase uses it. */
  readonly ids: readonly number[];
  /** True where punctuation before the word ends any phrase: a full stop, a semicolon, a bar, a blank line. */
  readonly broken: readonly boolean[];
  /** True after a colon, which ends a term and not a modifier (`Stage: 2`). */
  readonly afterColon: readonly boolean[];
  /** True where nothing but a hyphen parts the word from the one before. */
  readonly hyphened: readonly boolean[];
  /** Commas between the start of the document and the word. */
  readonly commas: readonly number[];
  /** Clause of each word: a semicolon, a full stop or a contrasting word begins another. */
  readonly clause: readonly number[];
}

const CONTRAST = new Set(['but', 'however', 'although', 'though', 'whereas', 'while', 'except']);

const BREAKS = /[;!?|]|\n[ \t]*\r?\n/;

/** A word as an edition reads it: spelt as it should be, with its number in the lexicon. */
export interface ReadWord {
  readonly norm: string;
  readonly id: number;
  readonly contrasts: boolean;
  /** What the statements of an edition make of it, from when they are first asked: a word is looked up once, and not once for each. */
  stated?: StatedWord;
}

export interface StatedWord {
  /** The statements that were asked. */
  readonly index: object;
  /** The canonical form. */
  readonly form: string;
  readonly id: number;
  readonly denies: 0 | 1;
  readonly joins: 0 | 1;
  readonly maySilent: boolean;
}

export type WordReader = (norm: string) => ReadWord;

const SPACE = 32;
const MOST_READ = 50_000;
const LONGEST_KEPT = 40;

/** Reads each word once. `knows` tells words that the edition has elsewhere: only a word that nothing knows can be a misspelling. */
export function wordReader(lexicon: Lexicon, knows: (norm: string) => boolean = () => false): WordReader {
  const held = new Map<string, ReadWord>();
  return (norm) => {
    const known = held.get(norm);
    if (known !== undefined) return known;
    const made = readWord(norm, lexicon, knows);
    if (held.size < MOST_READ && norm.length <= LONGEST_KEPT) held.set(norm, made);
    return made;
  };
}

function readWord(norm: string, lexicon: Lexicon, knows: (norm: string) => boolean): ReadWord {
  const id = lexicon.find(foldWord(norm));
  const right = norm.length < SHORTEST_MISSPELT || id !== -1 || knows(norm) ? undefined : respelled(norm);
  const contrasts = CONTRAST.has(right ?? norm);
  return right === undefined ? { norm, id, contrasts } : { norm: right, id: lexicon.find(foldWord(right)), contrasts };
}

/** The words of a text, from its tokens where they are known. */
export function scanWords(text: string, lexicon: Lexicon, read: WordReader = wordReader(lexicon), split?: readonly Token[]): Words {
  const tokens: Token[] = [];
  const known: ReadWord[] = [];
  const ids: number[] = [];
  const broken: boolean[] = [];
  const afterColon: boolean[] = [];
  const hyphened: boolean[] = [];
  const commas: number[] = [];
  const clause: number[] = [];
  let commaCount = 0;
  let clauseCount = 0;
  let last: Token | undefined;
  for (const written of words(text, undefined, split)) {
    const word = read(written.norm);
    const { norm, id, contrasts } = word;
    const token = norm === written.norm ? written : { ...written, norm };
    const from = last?.end ?? 0;
    // Nearly every gap is one space, of which nothing has to be asked.
    const plain = token.start - from === 1 && text.charCodeAt(from) === SPACE;
    const gap = plain ? '' : text.slice(from, token.start);
    const stop = !plain && gap.includes('.') && !(last !== undefined && isShortened(last, token));
    if (!plain && gap.includes(',')) commaCount += 1;
    if (stop || contrasts || (!plain && gap.includes(';'))) clauseCount += 1;
    tokens.push(token);
    known.push(word);
    ids.push(id);
    broken.push(stop || (!plain && BREAKS.test(gap)));
    afterColon.push(!plain && gap.includes(':'));
    hyphened.push(!plain && gap === '-');
    commas.push(commaCount);
    clause.push(clauseCount);
    last = token;
  }
  return { tokens, read: known, ids, broken, afterColon, hyphened, commas, clause };
}

/** Words of a stretch that were misspelt, as they stand and as they were read. */
export function misspelt({ tokens }: Words, { first, last }: WordRange): { readonly raw: string; readonly norm: string }[] {
  return tokens.slice(first, last + 1).filter(({ raw, norm }) => respelled(folded(raw)) === norm);
}

/** A full stop after a letter of its own (`E. coli`) or after the short form of a genus ends nothing. */
function isShortened({ raw }: Token, next: Token): boolean {
  return (raw.length === 1 && !/\d/.test(raw)) || shortensGenus(raw, next.raw);
}

/** First and last word, both included, of a stretch of the document. */
export interface WordRange {
  readonly first: number;
  readonly last: number;
}

export function overlaps(a: WordRange, b: WordRange): boolean {
  return a.first <= b.last && b.first <= a.last;
}

export function covers(outer: WordRange, inner: WordRange): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** True when every letter of a stretch of words is a capital, and there is one. */
export function allCapitals({ tokens: all }: Words, { first, last }: WordRange): boolean {
  let letters = false;
  for (let at = first; at <= last; at += 1) {
    const raw = all[at]?.raw ?? '';
    if (/\p{Ll}/u.test(raw.replace(/(?<=\p{Lu})s$/u, ''))) return false;
    letters ||= /\p{Lu}/u.test(raw);
  }
  return letters;
}

/** Each sentence that has words, with the first and the last of them. */
export function* sentenceRanges<S extends Range>({ tokens }: Words, sentences: readonly S[]): Generator<{ sentence: S; range: WordRange }> {
  let first = 0;
  for (const sentence of sentences) {
    while (first < tokens.length && (tokens[first]?.start ?? 0) < sentence.start) first += 1;
    let last = first - 1;
    while (last + 1 < tokens.length && (tokens[last + 1]?.end ?? Infinity) <= sentence.end) last += 1;
    if (last < first) continue;
    yield { sentence, range: { first, last } };
    first = last + 1;
  }
}

/** The characters from the first word of a stretch to its last. */
export function charactersOf({ tokens }: Words, { first, last }: WordRange): Range {
  const start = tokens[first]?.start ?? 0;
  return { start, end: tokens[last]?.end ?? start };
}
