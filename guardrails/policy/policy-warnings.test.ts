import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Principal } from '../actor.ts';
import { leftOut, rolesOfNobody } from './policy-warnings.ts';
import { readPolicy } from './read-policy.ts';

const TEXT = readFileSync(new URL('baseline.yaml', import.meta.url), 'utf8');
const BASELINE = readPolicy(TEXT, 'baseline.yaml');
const people = (...roles: string[]): Principal[] =>
  roles.map((role) => Principal.parse({ id: `a.${role}`, kind: 'person', name: role, roles: [role], active: true }));
const EVERY = ['coder', 'coding-lead', 'cdi', 'biller', 'billing-lead', 'compliance', 'physician-adviser'];

test('a tool that is left out, or given to no role, is one that nobody may use', () => {
  expect(leftOut(BASELINE, Object.keys(BASELINE.tools))).toEqual([]);
  expect(leftOut({ ...BASELINE, tools: { ...BASELINE.tools, list_work: [] } }, ['list_work', 'search_chart', 'keep_books'])).toEqual([
    'Nobody may list_work, keep_books: the policy gives them to no role.',
  ]);
});

test('a role that nobody has is named, and one whom only somebody inactive has, too', () => {
  expect(rolesOfNobody(BASELINE, people(...EVERY))).toEqual([]);
  const gone = people('cdi').map((one) => ({ ...one, active: false }));
  expect(rolesOfNobody(BASELINE, [...people(...EVERY.filter((role) => role !== 'cdi')), ...gone])).toEqual([
    'By the register, nobody has the role cdi, which the policy names.',
  ]);
});

test('a tool that there is not is refused with its line and the nearest that there is', () => {
  const wrong = TEXT.replace('  search_chart:', '  serch_chart:');
  const line = TEXT.split('\n').findIndex((one) => one.startsWith('  search_chart:')) + 1;

  expect(() => readPolicy(wrong, 'ours.yaml', Object.keys(BASELINE.tools))).toThrow(
    `Policy ours.yaml, line ${line}: tools.serch_chart: there is no such tool. Did you mean search_chart?`,
  );
  expect(readPolicy(wrong, 'ours.yaml').tools).toHaveProperty('serch_chart');
});
