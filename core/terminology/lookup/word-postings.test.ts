import { expect, test } from 'vitest';
import { wordPostings } from './word-postings.ts';

const postings = wordPostings();
postings.add(0, ['fracture', 'femur', 'neck']);
postings.add(1, ['fracture', 'femur']);
postings.add(2, ['fractured', 'femoral']);
postings.add(3, ['fracture', 'tibia']);

test('gives the entries that hold every word, in rising order', () => {
  expect(postings.holding(['femur', 'fracture'])).toEqual([0, 1]);
  expect(postings.holding(['fracture', 'femur', 'tibia'])).toEqual([]);
});

test('no word, or one that nothing holds, is held by nothing', () => {
  expect(postings.holding([])).toEqual([]);
  expect(postings.holding(['femur', 'skull'])).toEqual([]);
});

test('knows the words one edit away, the commonest first, of words of six letters and more', () => {
  expect(postings.near('fractur')).toEqual(['fracture']);
  expect(postings.near('fractures')).toEqual(['fracture', 'fractured']);
  expect(postings.near('femr')).toEqual([]);
});
