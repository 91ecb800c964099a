import { expect, test } from 'vitest';
import { readCode } from './codes-said.ts';

test.each([
  ['link K7QF-3M2P-XW4T-9D2C', { verb: 'link', code: 'K7QF-3M2P-XW4T-9D2C' }],
  ['  Link   with k7qf3m2pxw4t9d2c. ', { verb: 'link', code: 'k7qf3m2pxw4t9d2c' }],
  ['sign in 7KQ4-M2PX 42', { verb: 'sign in', code: '7KQ4-M2PX 42' }],
  ['Sign-in 7KQ4-M2PX', { verb: 'sign in', code: '7KQ4-M2PX' }],
])('%j is a code', (text, read) => {
  expect(readCode(text)).toEqual(read);
});

test.each(['link', 'link the two notes', 'sign in', 'why I50.23?', `link ABCD${' '.repeat(40_000)}x`])('%j is none', (text) => {
  expect(readCode(text)).toBeUndefined();
});
