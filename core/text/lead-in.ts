import type { Reading, Sentence } from './reading.ts';

/** The longest list that one line may open. */
const LONGEST_LIST = 40;

/** The line ending in a colon that opens the list in which a sentence is an item, if there is one. */
export function leadInOf(reading: Reading, sentence: Sentence): Sentence | undefined {
  let index = indexOf(reading.sentences, sentence);
  for (let steps = 0; index > 0 && steps < LONGEST_LIST; steps += 1) {
    const own = reading.sentences[index];
    const before = reading.sentences[index - 1];
    if (own === undefined || before === undefined || before.section !== sentence.section) return undefined;
    if (reading.text[before.end - 1] === ':') return before;
    if (/\n\s*\n/u.test(reading.text.slice(before.end, own.start)) || !isItem(reading, own) || !isItem(reading, before)) return undefined;
    index -= 1;
  }
  return undefined;
}

function isItem(reading: Reading, sentence: Sentence): boolean {
  return sentence.item || !/[.!?]/u.test(reading.text.charAt(sentence.end - 1));
}

function indexOf(sentences: readonly Sentence[], sentence: Sentence): number {
  let low = 0;
  let high = sentences.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.start ?? 0) < sentence.start) low = middle + 1;
    else high = middle;
  }
  return low;
}
