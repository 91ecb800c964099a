import { expect, test } from 'vitest';
import { decisionInDoubt } from './decision-in-doubt.ts';

test.each([
  ['approve P-2', '"show P-2"'],
  ['reject p-14, not supported', '"show P-14"'],
  ['accept I50.23 on E-1042', '"show the ledger for E-1042"'],
  ['accept I50.23', '"what is waiting for me?"'],
  ['yes, accept that', '"what is waiting for me?"'],
])('%s is not known to be taken, and the person is told where to look', async (text, look) => {
  const failure = await decisionInDoubt(text);

  expect(failure).toMatchObject({ code: 'unavailable', says: expect.stringContaining('it is not known whether') as string });
  expect(failure?.says).toContain(`Look with ${look}`);
});

test.each(['code E-1042', 'propose the codes', 'add Z79.4', 'was P-2 approved?', 'show P-2'])('%s may be asked again', async (text) => {
  expect(await decisionInDoubt(text)).toBeUndefined();
});
