import { expect, test } from 'vitest';
import { readNotices } from '#connectors/reference-data/read-notices.ts';
import { billCase } from '../../evals/patient-bills/situations.ts';
import { LocalDate } from '../codes.ts';
import { countText, type Language } from '../reading-grade/count-text.ts';
import { englishSyllables } from '../reading-grade/english-syllables.ts';
import { spanishSyllables } from '../reading-grade/spanish-syllables.ts';
import { faultsOfExplanation } from './check-explanation.ts';
import { explainBill } from './explain-bill.ts';
import { ENGLISH } from './words-english.ts';
import { SPANISH } from './words-spanish.ts';

const ON = LocalDate.parse('2026-11-20');
const NOTICES = readNotices('starter/notices');
const explain = (name: string, changed: Partial<Parameters<typeof explainBill>[1]> = {}) => {
  const { account, denied } = billCase(name, 0, (from) => from);
  const told = { name: 'Ana Reyes' };
  return explainBill(account, { told, language: 'en', care: [], denied, notices: NOTICES, on: ON, ...changed });
};

test('a patient reads what they owe first, and then how it came about', () => {
  expect(explain('deductible, coinsurance and copay, partly paid').text).toMatch(
    /^Hello, Ana\.\nThis is about your hospital account A-1000\.\nIt is for care on January 1, 2026\.\n\nWhat do you owe now\?\nYou owe \$2\.99 now\.\n\nWhat did we charge\?\nWe charged \$3\.02 for this care\./,
  );
});

test('a refused amount is not asked of the patient, and an appeal of it is told', () => {
  const { text } = explain('refused in part and appealed, the rest paid');

  expect(text).toContain('Your plan refused to pay $10.00. We do not ask you to pay that part.');
  expect(text).toContain('We have asked your plan to look at this again');
  expect(explain('refused whole').text).not.toContain('look at this again');
});

test('each amount names the entries that add up to it', () => {
  const said = explain('deductible, coinsurance and copay, partly paid').sections.flatMap((section) => section.said);

  expect(said.find(({ id }) => id === 'coinsurance')?.figures).toEqual([{ amountCents: 100, from: [{ id: 'L-7', amountCents: 100 }] }]);
});

test('what the care was for is said only where it was asked and allowed', () => {
  expect(explain('a deductible').text).not.toContain('The bill lists');
  expect(explain('a deductible', { care: ['Type 2 diabetes'] }).text).toContain(
    'You asked what the care was for. The bill lists Type 2 diabetes.',
  );
});

test('whoever is addressed is called by the first name alone, and Spanish is Spanish throughout', () => {
  const { text } = explain('a deductible', { language: 'es', told: { name: 'Peña, María José' } });

  expect(text).toContain('Hola, María.\nLe escribimos sobre su cuenta A-1000 del hospital.');
  expect(text).toContain('Atendemos de lunes a viernes, de 8 a. m. a 5 p. m.');
  expect(text).not.toContain('Peña');
});

test('the notices are those of the day: none of the law on surprise bills before 2022', () => {
  expect(explain('an emergency with a copay').notices).toContain('nsa.emergency');
  expect(explain('an emergency with a copay', { on: LocalDate.parse('2021-12-31') }).notices).not.toContain('nsa.emergency');
});

test('a dispute is offered from $400 above the estimate on, and not a cent below', () => {
  expect(explain('no plan, exactly $400 above the estimate, an emergency, and some of it paid').text).toContain(
    'We charged $400.00 more than the estimate that we gave you.',
  );
  expect(explain('no plan, one cent less than $400 above the estimate').notices).not.toContain('gfe.dispute');
});

test('a planted figure, a lost sentence and a sum that is not one are found', () => {
  const { account, denied } = billCase('a deductible', 0, (from) => from);
  const good = explain('a deductible');
  const planted = {
    ...good,
    sections: good.sections.map((section) => ({
      ...section,
      said: section.said.map((one) => ({ ...one, text: one.text.replace('$5.00', '$6.00') })),
    })),
  };
  const other = { ...account, entries: account.entries.map((entry) => ({ ...entry, amountCents: entry.amountCents + 1 })) };

  expect(faultsOfExplanation(good, account, denied)).toEqual([]);
  expect(faultsOfExplanation(planted, account, denied)).toContain('owed: $6.00 is no figure of the account');
  expect(faultsOfExplanation(planted, account, denied)).toContain('the text leaves a sentence out');
  expect(faultsOfExplanation(good, other, denied)).toContain('owed: $5.00 is not the sum of what it names');
});

test('no template holds a figure of its own', () => {
  for (const words of [ENGLISH, SPANISH]) expect(JSON.stringify(words)).not.toMatch(/\d/);
});

/**
 * Every sentence there is, each as a unit that may or may not be in a text. A mean over any choice of them is at most 15 words to the
 * sentence if the choice that is worst for it is: the greeting and what is owed, with every unit that makes it worse and none that
 * makes it better. Likewise syllables to the word, and long words to the sentence.
 */
function worst(language: Language, over: (unit: { words: number; sentences: number; syllables: number; long: number }) => number): number {
  const words = language === 'en' ? ENGLISH : SPANISH;
  const { headings, hello, about, owed, nothingOwed, short, contact, ...rest } = words;
  const notices = NOTICES.map(({ says }) => says[language].join(' '));
  const always = [hello, about, headings.owe, headings.charge, words.charged, headings.choices, words.askAgain, contact];
  const states = [owed, nothingOwed, words.credit];
  const score = (text: string): number => over(countsOf(text.replaceAll(/\{\w+\}/g, 'it'), language));
  const optional = [...Object.values(rest), ...Object.values(headings), ...notices].filter(
    (text) => !always.includes(text) && !states.includes(text),
  );
  const sum = (texts: readonly string[]): number => texts.reduce((total, text) => total + score(text), 0);
  return sum(always) + Math.max(...states.map(score), score(short)) + sum(optional.filter((text) => score(text) > 0));
}

function countsOf(text: string, language: Language) {
  const counted = countText(text);
  const syllablesOf = language === 'en' ? englishSyllables : spanishSyllables;
  const words = counted.flat();
  const syllables = words.map(syllablesOf);
  return {
    words: words.length,
    sentences: counted.length,
    syllables: syllables.reduce((total, one) => total + one, 0),
    long: syllables.filter((one) => one >= 3).length,
  };
}

test('no choice of sentences can read above grade 8 in English', () => {
  // Flesch-Kincaid: 0.39 × 15 + 11.8 × 1.5 − 15.59 is 7.96. SMOG: 8 is 0.7269 long words to the sentence.
  expect(worst('en', ({ words, sentences }) => words - 15 * sentences)).toBeLessThan(0);
  expect(worst('en', ({ syllables, words }) => syllables - 1.5 * words)).toBeLessThan(0);
  expect(worst('en', ({ long, sentences }) => long - 0.7269 * sentences)).toBeLessThan(0);
});

test('no choice of sentences can read above grade 8 in Spanish', () => {
  // Fernández Huerta: 206.84 − 60 × 2.15 − 1.02 × 15 is 62.5. INFLESZ: 206.835 − 62.3 × 2.15 − 15 is 57.9.
  expect(worst('es', ({ words, sentences }) => words - 15 * sentences)).toBeLessThan(0);
  expect(worst('es', ({ syllables, words }) => syllables - 2.15 * words)).toBeLessThan(0);
});
