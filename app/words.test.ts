import { expect, test } from 'vitest';
import { readConfig } from './settings/config.ts';
import { readWords, speaker } from './words.ts';

const ROOT = new URL('..', import.meta.url).pathname;

test.each([
  [['--as', 'lee.okafor'], {}, 'lee.okafor'],
  [[], { COUNTERSIGN_USER: 'lee.okafor' }, 'lee.okafor'],
  [['--as', 'mira.solberg'], { COUNTERSIGN_USER: 'lee.okafor' }, 'mira.solberg'],
  [[], {}, undefined],
] as const)('%j with %j speaks as %s, whoever owns the data', (words, env, who) => {
  expect(speaker(readWords(words, { as: 'text' }, 'ask'), readConfig(env, ROOT))).toBe(who);
});
