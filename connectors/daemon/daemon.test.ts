import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { BillingAsked, Desk } from '#agent/desk.ts';
import { connectDesk, leftBehind } from './connect-desk.ts';
import { PARAMETERS } from './message.ts';
import { serveDesk } from './serve-desk.ts';

/** A served desk whose plans are answered when the test says so, and clients of it. */
async function served() {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-daemon-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'desk.sock');
  const asked: PromiseWithResolvers<{ steps: [] }>[] = [];
  const begun = Promise.withResolvers<void>();
  const plan = (): Promise<{ steps: [] }> => {
    const one = Promise.withResolvers<{ steps: [] }>();
    asked.push(one);
    begun.resolve();
    return one.promise;
  };
  const server = await serveDesk({ plan } as unknown as Desk, path);
  return { server, asked, begun: begun.promise, client: () => connectDesk(path) };
}

const question = { text: 'x' };

test('an owner that stops answers what it has begun', async () => {
  const { server, asked, begun, client } = await served();
  const { desk } = await client();
  const answer = desk.plan(question);
  await begun;

  const closed = server.close();
  asked[0]!.resolve({ steps: [] });

  expect(await answer).toEqual({ steps: [] });
  await closed;
});

test('what comes while it stops was never begun', async () => {
  const { server, asked, begun, client } = await served();
  const { desk } = await client();
  const first = desk.plan(question);
  await begun;

  const closed = server.close();
  await expect(desk.plan(question)).rejects.toSatisfy((thrown) => leftBehind(thrown) === 'never');
  asked[0]!.resolve({ steps: [] });
  await Promise.all([first, closed]);

  expect(asked).toHaveLength(1);
});

test.each([
  ['no question', 'plan', undefined],
  ['a text that is none', 'plan', { text: ['approve P-1'] }],
  ['more than it takes', 'plan', { text: 'x', decide: 'P-1' }],
  ['a channel of another surface', 'call', { tool: 'list_work', input: {}, channel: 'terminal' }],
  ['a path alone', 'importCharts', '/etc'],
] as const)('%s is refused as bad input, and reaches no desk', async (_name, method, parameter) => {
  const { client, asked } = await served();
  const { desk } = await client();
  const ask = desk[method] as (parameter?: unknown) => Promise<unknown>;

  await expect(ask(parameter)).rejects.toMatchObject({ code: 'bad-input' });
  expect(asked).toHaveLength(0);
});

const BILLING: { readonly [A in BillingAsked['act']]: BillingAsked & { readonly act: A } } = {
  'import-remittances': { act: 'import-remittances', path: '/x' },
  'import-records': { act: 'import-records', path: '/x' },
  unmatched: { act: 'unmatched' },
  match: { act: 'match', remittance: 'R-1', position: 0, claim: 'C-1' },
  unmatch: { act: 'unmatch', remittance: 'R-1', position: 0, reason: 'it is of another claim' },
  appeals: { act: 'appeals', claim: 'C-1' },
  'answer-appeal': {
    ...{ act: 'answer-appeal', of: 'C-1', outcome: 'partly', noticeDate: '2026-05-01', amountCents: 100 },
    letter: { file: 'letter.txt', text: 'We pay a part.' },
  },
};

test.each(Object.values(BILLING))('the owner understands what is asked of billing: $act', async (asked) => {
  expect(PARAMETERS.billing.parse({ ...asked, as: 'sam.ferro' })).toEqual({ ...asked, as: 'sam.ferro' });
});

test('counts its clients', async () => {
  const { server, begun, client } = await served();
  const one = await client();
  await client();
  void one.desk.plan(question).catch(() => undefined);
  await begun;

  expect(server.clients()).toBe(2);
});
