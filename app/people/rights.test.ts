import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readPolicy } from '#guardrails/policy/read-policy.ts';
import { GRANTABLE } from './rights.ts';

test('the baseline gives everything that can be given, and nothing else', () => {
  const text = readFileSync(new URL('../../guardrails/policy/baseline.yaml', import.meta.url), 'utf8');

  expect(Object.keys(readPolicy(text, 'baseline.yaml', GRANTABLE).tools).toSorted()).toEqual(GRANTABLE.toSorted());
});
