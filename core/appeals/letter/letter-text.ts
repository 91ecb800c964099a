import { sentencesOf, type AppealLetter, type LetterSentence } from './letter.ts';

/** The sources that the body of a letter cites, as its readers see them: numbered from 1 as they come, those of one name once. */
export interface NumberedSources {
  readonly list: readonly string[];
  /** Numbers of what a sentence cites. */
  readonly marksOf: (sentence: LetterSentence) => readonly number[];
}

export function numberSources({ paragraphs, sources }: AppealLetter): NumberedSources {
  const numbers = new Map<string, number>();
  for (const sentence of paragraphs.flat()) {
    for (const place of placesOf(sentence)) {
      const says = sources[place]?.says;
      if (says !== undefined && !numbers.has(says)) numbers.set(says, numbers.size + 1);
    }
  }
  const marksOf = (sentence: LetterSentence): number[] => [
    ...new Set(placesOf(sentence).flatMap((place) => numbers.get(sources[place]?.says ?? '') ?? [])),
  ];
  return { list: [...numbers.keys()], marksOf };
}

function placesOf({ cites }: LetterSentence): number[] {
  return Object.values(cites).toSorted((one, other) => one - other);
}

/** The numbers after a sentence: ` [1][3]`; empty for one that cites nothing. */
export function marksAfter(sentence: LetterSentence, { marksOf }: NumberedSources): string {
  const marks = marksOf(sentence);
  return marks.length === 0 ? '' : ` ${marks.map((mark) => `[${mark}]`).join('')}`;
}

/**
 * The letter as text: what is approved, and what is sent. It has no date and no signature; what carries it says when it was sent
 * and for whom.
 */
export function letterText(letter: AppealLetter): string {
  const { to, about, paragraphs, enclosures } = letter;
  const numbered = numberSources(letter);
  return [
    to.map(({ text }) => text).join('\n'),
    about.map(({ text }) => text).join('\n'),
    ...paragraphs.map((sentences) => sentences.map((one) => `${one.text}${marksAfter(one, numbered)}`).join(' ')),
    ...(enclosures.length === 0 ? [] : [['Enclosures', ...enclosures.map(({ text }, index) => `${index + 1}. ${text}`)].join('\n')]),
    ['Sources', ...numbered.list.map((says, index) => `[${index + 1}] ${says}`)].join('\n'),
  ].join('\n\n');
}

/** Whether every source of the list is cited by a sentence. */
export function citesAll(letter: AppealLetter): boolean {
  const cited = new Set(sentencesOf(letter).flatMap(({ cites }) => Object.values(cites)));
  return letter.sources.every((_, place) => cited.has(place));
}
