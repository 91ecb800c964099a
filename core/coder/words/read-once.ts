import { assertionOf, type AssertedStatus } from '../../text/assertion.ts';
import type { Range, Reading, Sentence } from '../../text/reading.ts';
import { generalTalk, type GeneralTalk } from './general-talk.ts';
import { keptWith, type KeptWith } from '../../text/kept-with.ts';

/** Terms, modifiers and statements often cover the same words of a sentence: what those say is read once. */
type ByRange<T> = KeptWith<Sentence, Map<number, T>>;

const ASSERTED: ByRange<AssertedStatus> = keptWith();
const TALK: ByRange<GeneralTalk | 'none'> = keptWith();
/** More than any document has characters, so that both ends of a stretch are one number. */
const LONGEST = 2 ** 26;

/** `assertionOf`, which takes a sentence of one reading. */
export function assertedOnce(reading: Reading, sentence: Sentence, range: Range): AssertedStatus {
  return once(ASSERTED, sentence, range, () => assertionOf(reading, sentence, range));
}

/** `generalTalk`, which takes a sentence of one text. */
export function talkOnce(text: string, sentence: Sentence, range: Range): GeneralTalk | undefined {
  const talk = once(TALK, sentence, range, () => generalTalk(text, sentence, range) ?? 'none');
  return talk === 'none' ? undefined : talk;
}

function once<T>(known: ByRange<T>, sentence: Sentence, { start, end }: Range, read: () => T): T {
  let held = known.get(sentence);
  if (held === undefined) known.set(sentence, (held = new Map<number, T>()));
  const key = start * LONGEST + end;
  const found = held.get(key);
  if (found !== undefined) return found;
  const made = read();
  held.set(key, made);
  return made;
}
