import type { AppealLetter, LetterParagraph, LetterSentence } from '../letter.ts';
import { faultOfWording } from './fault-of-wording.ts';

/** What a model made of sentences, by the sentence. */
export type Wordings = ReadonlyMap<string, string>;

export interface WordedLetter {
  readonly letter: AppealLetter;
  /** Sentences that could have been worded, and those that are. */
  readonly of: number;
  readonly kept: number;
  /** Why the others are as the template has them, and how many each. */
  readonly why: ReadonlyMap<string, number>;
}

/** Whether a sentence may be worded: one of the argument that quotes neither chart nor clause. Head, tables and enclosures stand as they are. */
export function mayBeWorded(sentence: LetterSentence, { paragraphs, sources }: AppealLetter): boolean {
  return (
    sentence.template !== 'salutation' &&
    paragraphs.some((paragraph) => !('table' in paragraph) && paragraph.includes(sentence)) &&
    Object.values(sentence.cites).every((place) => {
      const kind = sources[place]?.cite.kind;
      return kind !== 'chart' && kind !== 'clause';
    })
  );
}

/** The sentences that may be worded, as the template has them, each once. */
export function wordableOf(letter: AppealLetter): readonly string[] {
  const sentences = letter.paragraphs.flatMap((paragraph) => ('table' in paragraph ? [] : paragraph));
  return [...new Set(sentences.filter((one) => mayBeWorded(one, letter)).map(({ text }) => text))];
}

/** Puts in what a model made of a letter's sentences, where that says the same. The others stay as they are. */
export function wordLetter(letter: AppealLetter, wordings: Wordings): WordedLetter {
  let of = 0;
  let kept = 0;
  const why = new Map<string, number>();
  const leave = (reason: string): void => void why.set(reason, (why.get(reason) ?? 0) + 1);
  const word = (sentence: LetterSentence): LetterSentence => {
    if (!mayBeWorded(sentence, letter)) return sentence;
    of += 1;
    const worded = wordings.get(sentence.text);
    if (worded === undefined) leave('the model gave none');
    else if (worded === sentence.text) leave('the model left it as it is');
    else {
      const fault = faultOfWording(sentence.text, worded);
      if (fault === undefined) {
        kept += 1;
        return { ...sentence, worded };
      }
      leave(fault);
    }
    return sentence;
  };
  const paragraphs = letter.paragraphs.map((one): LetterParagraph => ('table' in one ? one : one.map(word)));
  return { letter: { ...letter, paragraphs }, of, kept, why };
}

/** For the card: how much of the letter a model worded, and why not the rest. */
export function saysWorded({ of, kept, why }: Omit<WordedLetter, 'letter'>): string {
  const rest = [...why].map(([reason, count]) => `${count} because ${reason}`).join('; ');
  const others = rest === '' ? '' : ` The others are as the template has them: ${rest}.`;
  return `${headOf(kept, of)}${others}`;
}

/** Whether a card says truly how much of its letter a model worded. Why a sentence is as the template has it only the model's own answer tells. */
export function isSaidOf(letter: AppealLetter, wording: string | undefined): boolean {
  const sentences = letter.paragraphs.flatMap((paragraph) => ('table' in paragraph ? [] : paragraph));
  const kept = sentences.filter(({ worded }) => worded !== undefined).length;
  const of = sentences.filter((one) => mayBeWorded(one, letter)).length;
  return wording === undefined ? kept === 0 : wording.startsWith(headOf(kept, of));
}

function headOf(kept: number, of: number): string {
  return `The model's wording was kept for ${kept} of ${of} sentences that may be worded.`;
}
