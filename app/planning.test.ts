import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { createPlanning } from './planning.ts';
import { readConfig } from './settings/config.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MODEL = { COUNTERSIGN_MODEL: 'openai:llama', COUNTERSIGN_MODEL_URL: 'http://127.0.0.1:9/v1' };

test.each([
  ['without a model', {}, false],
  ['with a model', MODEL, false],
  ['with a model, and the switch off', { ...MODEL, COUNTERSIGN_MODEL_LETTERS: 'off' }, false],
  ['with a model, and the switch on', { ...MODEL, COUNTERSIGN_MODEL_LETTERS: 'on' }, true],
])('letters are worded by the switch alone: %s', async (_name, env, words) => {
  const { wording } = await createPlanning(readConfig(env, ROOT));

  expect(wording !== undefined).toBe(words);
});
