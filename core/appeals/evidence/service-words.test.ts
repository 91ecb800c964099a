import { describe, expect, test } from 'vitest';
import { isReasonFor, namesService } from './service-words.ts';

test.each([
  ['70450', 'CT Head Without Contrast', true],
  ['70450', 'CT chest', false],
  ['70551', 'MRI Brain without Contrast', true],
  ['93306', 'TTE today', true],
  ['71046', 'CXR PA and lateral', true],
  ['20610', 'injection of the right knee', undefined],
  [undefined, 'room and board', undefined],
])('%s in "%s": %s', (code, text, named) => {
  expect(namesService(code, text)).toBe(named);
});

describe('a sentence gives a condition as the reason for a service', () => {
  const isReason = (sentence: string, condition: string, code = '70450'): boolean => {
    const start = sentence.indexOf(condition);
    return isReasonFor(code, sentence, { start, end: start + condition.length });
  };

  test.each([
    'CT head for syncope.',
    'CT of the head because of syncope and a fall.',
    'CT head to evaluate syncope.',
    'Syncope, will obtain CT head.',
    'Syncope -> CT head.',
  ])('in "%s"', (sentence) => {
    expect(isReason(sentence, sentence.includes('syncope') ? 'syncope' : 'Syncope')).toBe(true);
  });

  test.each([
    'CT head showed syncope.',
    'CT head: syncope',
    'Syncope. CT head negative.',
    'Syncope, CT head negative.',
    'CT chest for syncope.',
    'Syncope.',
  ])('not in "%s"', (sentence) => {
    expect(isReason(sentence, sentence.includes('syncope') ? 'syncope' : 'Syncope')).toBe(false);
  });
});
