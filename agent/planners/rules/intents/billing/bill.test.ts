import { expect, test } from 'vitest';
import { readQuestion } from '../../read-question.ts';

test.each([
  ['explain the bill of C-88', 'explain_bill', { account: 'C-88' }],
  ['what is the balance of claim 0042-A?', 'explain_bill', { account: '0042-A' }],
  ['explain the bill of A-88', 'explain_bill', { account: 'A-88' }],
  ['explain claim C-88', 'lookup_denial', { claim: 'C-88' }],
  ['why was C-88 denied?', 'lookup_denial', { claim: 'C-88' }],
])('reads "%s" as %s', (text, tool, input) => {
  expect(readQuestion({ text, roles: ['biller'] }).steps).toEqual([{ tool, input }]);
});
