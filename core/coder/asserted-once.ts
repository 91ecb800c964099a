import { assertionOf, type AssertedStatus } from '../text/assertion.ts';
import type { Range, Reading, Sentence } from '../text/reading.ts';

/** Terms, modifiers and statements often cover the same words of a sentence; how those are asserted is read once. */
const KNOWN = new WeakMap<Sentence, Map<number, AssertedStatus>>();
/** More than any document has characters, so that both ends of a stretch are one number. */
const LONGEST = 2 ** 26;

/** `assertionOf`, which takes a sentence of one reading. */
export function assertedOnce(reading: Reading, sentence: Sentence, range: Range): AssertedStatus {
  const held = KNOWN.get(sentence) ?? new Map<number, AssertedStatus>();
  KNOWN.set(sentence, held);
  const key = range.start * LONGEST + range.end;
  const known = held.get(key);
  if (known !== undefined) return known;
  const made = assertionOf(reading, sentence, range);
  held.set(key, made);
  return made;
}
