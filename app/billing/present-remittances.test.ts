import { expect, test } from 'vitest';
import { aHead, aTail } from '#tests/support/billing.ts';
import { presentX12 } from './present-remittances.ts';
import { nothingYet } from './x12-brought.ts';

test.each([
  [1, true],
  [2, false],
])('of two claims, %i matched: what waits for its claim is pointed to: %s', (matched, isPointedTo) => {
  const taken = {
    ...{ id: 'R-1', file: 'a.835', state: 'posted', fresh: true, matched, head: aHead(), tail: aTail({ claims: 2 }) },
  } as unknown as Parameters<typeof presentX12>[0]['taken'][number];

  const said = JSON.stringify(presentX12({ ...nothingYet(1, []), taken: [taken] }));

  expect(said.includes('remit unmatched')).toBe(isPointedTo);
});
