import { expect, test } from 'vitest';
import { respelled } from './respelled.ts';

test.each([
  ['pnuemonia', 'pneumonia'],
  ['cellulits', 'cellulitis'],
  ['hypertention', 'hypertension'],
  ['osteoarthrits', 'osteoarthritis'],
  ['diverticulits', 'diverticulitis'],
  ['tachyardia', 'tachycardia'],
  ['hypothyriodism', 'hypothyroidism'],
  ['bronchitiis', 'bronchitis'],
])('reads %s as %s', (word, expected) => {
  expect(respelled(word)).toBe(expected);
});

test.each([
  ['a word that is right', 'pneumonia'],
  ['an adjective of it', 'pneumonic'],
  ['two slips', 'pnuemonai'],
  ['a short word', 'goutt'],
  ['a slip that may be either of two words', 'hypekalemia'],
  ['a word that is near to no name of a disease', 'compliant'],
  ['the name of a drug', 'metforman'],
  ['a word of denial', 'withuot'],
  ['a first letter that is wrong', 'bneumonia'],
])('leaves %s alone', (_name, word) => {
  expect(respelled(word)).toBeUndefined();
});
