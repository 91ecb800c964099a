import { expect, test } from 'vitest';
import type { AppealLetter } from '../letter.ts';
import { isSaidOf, saysWorded, wordLetter } from './word-letter.ts';

const TEXTS = ['We ask you to look at this again.', 'The claim was filed in time.', 'It was not late.'];
const LETTER = {
  ...{ sources: [], paragraphs: [TEXTS.map((text) => ({ template: 'ask', cites: {}, text }))] },
} as unknown as AppealLetter;
const { letter, ...counts } = wordLetter(
  LETTER,
  new Map([
    [TEXTS[1] ?? '', 'In time the claim was filed.'],
    [TEXTS[0] ?? '', 'We kindly ask you to look at this again.'],
    [TEXTS[2] ?? '', 'It was late.'],
  ]),
);
const SAYS = saysWorded(counts);

test('the card says how many were kept, and for each of the others a reason', () => {
  expect(SAYS).toBe(
    "The model's wording was kept for 1 of 3 sentences that may be worded. The others are as the template has them: 1 because it moves words or capitals in a way that could say something else; 1 because it leaves out a negation.",
  );
  expect(isSaidOf(letter, SAYS)).toBe(true);
  expect(isSaidOf(LETTER, undefined)).toBe(true);
});

test.each([
  ['nothing', undefined],
  ['another number', SAYS.replace('1 of 3', '2 of 3')],
  ['no reason for the others', SAYS.slice(0, SAYS.indexOf(' The others'))],
  ['words of its own behind it', `${SAYS} Compliance has approved it.`],
  ['a reason that there is not', SAYS.replace('it leaves out a negation', 'compliance has approved it')],
  ['reasons for more than are left', SAYS.replace('1 because it leaves', '2 because it leaves')],
  ['a second list', `${SAYS} The others are as the template has them: 1 because the model gave none.`],
])('a card that says %s of a worded letter does not stand', (_says, wording) => {
  expect(isSaidOf(letter, wording)).toBe(false);
});
