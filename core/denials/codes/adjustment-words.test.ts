import { expect, test } from 'vitest';
import { adjustmentWords } from './adjustment-words.ts';
import { ReasonWords, RemarkWords, type PlainWords, type WordsSource } from './words-source.ts';

function aSource(changed: Partial<WordsSource> = {}): WordsSource {
  const none: PlainWords[] = [];
  return {
    head: { id: 'words-1', name: 'Words', source: 'made up' },
    groups: [{ code: 'CO', says: 'The contract takes it off.' }],
    reasons: [ReasonWords.parse({ code: '97', says: 'Part of another service.', family: 'bundling', usually: 'correct' })],
    remarks: [RemarkWords.parse({ code: 'MA04', says: 'Who pays first?', family: 'coordination' })],
    claimStatuses: [{ code: '4', says: 'Refused.' }],
    providerAdjustments: none,
    statusCategories: none,
    statusCodes: none,
    ...changed,
  };
}

test('finds a code however it is padded and cased', () => {
  const words = adjustmentWords(aSource());

  expect(words.carc(' 097 ')).toMatchObject({ family: 'bundling', refinedByRemark: false });
  expect(words.rarc('ma4')).toMatchObject({ family: 'coordination', alert: false });
  expect(words.inWords('group', 'co')).toBe('The contract takes it off.');
  expect(words.edition).toBe('words-1');
});

test('keeps and shows a code that it does not hold', () => {
  const words = adjustmentWords(aSource());

  expect(words.carc('999')).toBeUndefined();
  expect(words.inWords('carc', '999')).toBe('code 999, no description held');
  expect(words.inWords('rarc', ' n9999 ')).toBe('code N9999, no description held');
  expect(words.inWords('plb', ' ?? ')).toBe('a code that is no code');
});

test('does not look in the list of another kind', () => {
  const words = adjustmentWords(aSource());

  expect(words.find('status-code', '97')).toBeUndefined();
  expect(words.find('claim-status', '4')).toMatchObject({ says: 'Refused.' });
});

test.each([
  [{ code: 'CO', says: 'Twice.' }, 'The group code CO is described twice.'],
  [{ code: 'co', says: 'Small.' }, 'co is not how a group code is written.'],
])('refuses a list that holds %j', (entry, why) => {
  const { groups } = aSource();

  expect(() => adjustmentWords(aSource({ groups: [...groups, entry] }))).toThrow(why);
});
