import { expect, test } from 'vitest';
import { countText } from './count-text.ts';
import { readingGrade, tooHard } from './reading-grade.ts';

test('English is graded as by hand: 2 sentences, 9 words, 13 syllables, 2 words of three or more', () => {
  // The two long words are in-sur-ance and hos-pi-tal.
  const grade = readingGrade('Your insurance paid a part.\nPlease call the hospital.', 'en');

  expect(grade).toMatchObject({ sentences: 2, words: 9 });
  // 0.39 × 9/2 + 11.8 × 13/9 − 15.59, and 1.043 × √(2 × 30/2) + 3.1291
  expect(grade.language === 'en' && grade.fleschKincaid).toBeCloseTo(0.39 * 4.5 + 11.8 * (13 / 9) - 15.59, 10);
  expect(grade.language === 'en' && grade.smog).toBeCloseTo(1.043 * Math.sqrt(30) + 3.1291, 10);
  expect(grade.grade).toBeCloseTo(8.8418, 4);
});

test('Spanish is graded as by hand: 2 sentences, 9 words, 17 syllables', () => {
  // Su se-gu-ro pa-gó u-na par-te. / Us-ted de-be el res-to.
  const grade = readingGrade('Su seguro pagó una parte. Usted debe el resto.', 'es');

  expect(grade).toMatchObject({ sentences: 2, words: 9 });
  expect(grade.language === 'es' && grade.fernandezHuerta).toBeCloseTo(206.84 - 60 * (17 / 9) - 1.02 * 4.5, 10);
  expect(grade.language === 'es' && grade.inflesz).toBeCloseTo(206.835 - 62.3 * (17 / 9) - 4.5, 10);
  expect(grade.grade).toBeCloseTo(4 + (90 - (206.84 - 60 * (17 / 9) - 1.02 * 4.5)) / 10, 10);
});

test('names, amounts, dates, phones and ids are each one short word', () => {
  const text = 'Hello, Sinéad D’Arcy. You owe $1,234.50 on A-1042 since March 3, 2026. Call 1-800-985-3059 or 555-0100.';

  expect(countText(text, ['Sinéad D’Arcy'])).toEqual([
    ['Hello', 'it'],
    ['You', 'owe', 'it', 'on', 'it', 'since', 'it'],
    ['Call', 'it', 'or', 'it'],
  ]);
  expect(countText('Usted debe $5.00 desde el 3 de marzo de 2026.')).toEqual([['Usted', 'debe', 'it', 'desde', 'el', 'it']]);
});

test('a heading is a sentence, and an address of the web ends none', () => {
  expect(countText('What do you owe now?\nYour part\nSee cms.gov/nosurprises. Call us.').map(({ length }) => length)).toEqual([5, 2, 4, 2]);
});

test.each([
  ['en', 'Notwithstanding applicable contractual obligations, reimbursement determinations necessitate individualized documentation.'],
  ['es', 'Independientemente de las obligaciones contractuales aplicables, las determinaciones de reembolso necesitan documentación.'],
] as const)('a text in %s that is hard to read is refused with its measures and what to do', (language, text) => {
  expect(tooHard(readingGrade(text, language))).toMatch(
    /^It reads at grade \d+\.\d \((?:Flesch-Kincaid|Fernández Huerta) .*Use shorter sentences and shorter words\.$/,
  );
});

test('a text without a word has no grade', () => {
  expect(() => readingGrade('- - -', 'en')).toThrow('There is no word in the text');
});
