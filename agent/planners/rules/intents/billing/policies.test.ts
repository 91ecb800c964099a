import { expect, test } from 'vitest';
import { readQuestion } from '../../read-question.ts';

test.each([
  ['find the policy clause about imaging', 'imaging'],
  ['what does the policy say about inpatient level of care?', 'inpatient level of care'],
  ['Show me the policies on prior authorization, please', 'prior authorization'],
  ['which clauses are about timely filing?', 'timely filing'],
])('reads "%s" as a search of the policy library', (text, words) => {
  expect(readQuestion({ text, roles: ['biller'] }).steps).toEqual([{ tool: 'find_policy', input: { words } }]);
});

test.each([
  'what does the policy say about who may approve?',
  'what does the chart say about imaging on E-1042?',
  'show the policy for E-1042',
])('leaves "%s" to others', (text) => {
  expect(readQuestion({ text, roles: ['biller'] }).steps.map(({ tool }) => tool)).not.toContain('find_policy');
});
