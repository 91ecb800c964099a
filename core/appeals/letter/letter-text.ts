import { inARow, layOut } from './lay-out.ts';
import { sentencesOf, type AppealLetter } from './letter.ts';

/**
 * The letter as text: what is approved, and what is sent. It has no date and no signature; what carries it says when it was sent
 * and for whom.
 */
export function letterText(letter: AppealLetter): string {
  const { to, about, enclosures } = letter;
  const { paragraphs, sources } = layOut(letter);
  return [
    to.map(({ text }) => text).join('\n'),
    about.map(({ text }) => text).join('\n'),
    ...paragraphs.map((one) => (one.kind === 'table' ? one.lines.join('\n') : inARow(one.sentences))),
    ...(enclosures.length === 0 ? [] : [['Enclosures', ...enclosures.map(({ text }, index) => `${index + 1}. ${text}`)].join('\n')]),
    ['Sources', ...sources.map((says, index) => `[${index + 1}] ${says}`)].join('\n'),
  ].join('\n\n');
}

/** Whether every source of the list is cited by a sentence. */
export function citesAll(letter: AppealLetter): boolean {
  const cited = new Set(sentencesOf(letter).flatMap(({ cites }) => Object.values(cites)));
  return letter.sources.every((_, place) => cited.has(place));
}
