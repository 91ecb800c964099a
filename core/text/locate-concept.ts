import type { Range, Token } from './reading.ts';
import { tokens } from './tokens.ts';

/** A concept is a few words; what goes beyond this many is not compared. */
const LONGEST_CONCEPT = 60;

/**
 * Where a concept stands in a sentence: any case, white space and punctuation folded. Of several places the one written
 * letter for letter wins, then the one in capitals, then the first. A concept that is not there word for word is where
 * the longest run of its words is; one of which no word is there is the whole sentence.
 */
export function locateConcept(sentence: string, concept: string): Range {
  const words = tokens(sentence);
  const wanted = tokens(concept).slice(0, LONGEST_CONCEPT);
  const places = wanted.length === 0 ? [] : placesOf(words, wanted);
  const letters = folded(concept);
  const rank = ({ start, end }: Range): number => {
    const raw = sentence.slice(start, end);
    return (folded(raw) === letters ? 2 : 0) + (raw === raw.toUpperCase() ? 1 : 0);
  };
  const best = places.reduce<Range | undefined>(
    (kept, place) => (kept !== undefined && rank(kept) >= rank(place) ? kept : place),
    undefined,
  );
  return best ?? longestRun(words, wanted) ?? { start: 0, end: sentence.length };
}

function placesOf(words: readonly Token[], wanted: readonly Token[]): Range[] {
  const places: Range[] = [];
  for (let from = 0; from + wanted.length <= words.length; from += 1) {
    if (wanted.every(({ norm }, offset) => words[from + offset]?.norm === norm)) places.push(spanned(words, from, wanted.length));
  }
  return places;
}

function longestRun(words: readonly Token[], wanted: readonly Token[]): Range | undefined {
  let best = { from: 0, length: 0 };
  let ahead: number[] = [];
  for (const [at, { norm }] of words.entries()) {
    const here = wanted.map((word, index) => (word.norm === norm ? (ahead[index - 1] ?? 0) + 1 : 0));
    const length = Math.max(0, ...here);
    if (length > best.length) best = { from: at - length + 1, length };
    ahead = here;
  }
  return best.length === 0 ? undefined : spanned(words, best.from, best.length);
}

function spanned(words: readonly Token[], from: number, length: number): Range {
  return { start: words[from]?.start ?? 0, end: words[from + length - 1]?.end ?? 0 };
}

function folded(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().toUpperCase();
}
