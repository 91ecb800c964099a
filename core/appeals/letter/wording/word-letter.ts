import type { AppealLetter, LetterParagraph, LetterSentence } from '../letter.ts';
import { faultOfWording, WORDING_FAULTS } from './fault-of-wording.ts';

const NONE = 'the model gave none';
const AS_IT_IS = 'the model left it as it is';
const REASONS: ReadonlySet<string> = new Set([NONE, AS_IT_IS, ...WORDING_FAULTS]);
const OTHERS = ' The others are as the template has them: ';

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
    if (worded === undefined) leave(NONE);
    else if (worded === sentence.text) leave(AS_IT_IS);
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
  const others = rest === '' ? '' : `${OTHERS}${rest}.`;
  return `${headOf(kept, of)}${others}`;
}

/**
 * Whether a card says truly how much of its letter a model worded, and nothing besides. Why a sentence is as the template has it only the model's
 * own answer tells, so of that the form is known: reasons that there are, for as many sentences as are left.
 */
export function isSaidOf(letter: AppealLetter, wording: string | undefined): boolean {
  const sentences = letter.paragraphs.flatMap((paragraph) => ('table' in paragraph ? [] : paragraph));
  const kept = sentences.filter(({ worded }) => worded !== undefined).length;
  const of = sentences.filter((one) => mayBeWorded(one, letter)).length;
  if (wording === undefined) return kept === 0;
  const [before, ...rest] = wording.split(OTHERS);
  if (before !== headOf(kept, of)) return false;
  if (rest.length === 0) return kept === of;
  const [listed = ''] = rest;
  const reasons = listed
    .replace(/\.$/u, '')
    .split('; ')
    .map((one) => /^([1-9]\d*) because (.+)$/u.exec(one));
  const left = reasons.reduce((sum, one) => sum + (one !== null && REASONS.has(one[2] ?? '') ? Number(one[1]) : Number.NaN), 0);
  return rest.length === 1 && listed.endsWith('.') && left === of - kept;
}

function headOf(kept: number, of: number): string {
  return `The model's wording was kept for ${kept} of ${of} sentences that may be worded.`;
}
