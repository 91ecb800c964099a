import { expect, test } from 'vitest';
import { statementWords } from './statement-words.ts';

test.each([
  ['leaves out what changes nothing', 'Calculus of the kidney, unspecified', ['calculus', 'kidney']],
  ['keeps the letter that names a form', 'vitamin A deficiency', ['vitamin', 'a', 'deficiency']],
  ['leaves out the article', 'a deficiency', ['deficiency']],
  ['leaves out the article that begins a sentence', 'Seen today. A complete blood count', ['seen', 'today', 'complete', 'blood', 'count']],
  ['says each word once', 'renal disease of kidney', ['kidney', 'disease']],
  ['keeps a denial', 'dementia without agitation', ['dementia', 'without', 'agitation']],
  ['keeps all words where none would be left', 'other', ['other']],
])('%s', (_name, phrase, words) => {
  expect(statementWords(phrase)).toEqual(words);
});
