import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Outcome } from '#tools/invoke.ts';
import { ERAS, said, sayBack, stdioServer, WORD_TOOLS } from '../../tests/support/mcp-clients.ts';

type StdioServer = ReturnType<typeof stdioServer>;

const line = (message: object): string => `${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`;
const initialize = line({
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'pipe', version: '1' } },
});
const sayWord = (id: number, word: string): string => line({ id, method: 'tools/call', params: { name: 'say_word', arguments: { word } } });
const messages = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((one) => JSON.parse(one) as { jsonrpc: string; id?: number; result?: { structuredContent?: unknown } });

/** A promise and the means to settle it. */
function later() {
  let resolve: (outcome: Outcome) => void = () => {};
  const promise = new Promise<Outcome>((settle) => (resolve = settle));
  return { promise, resolve };
}

test.each(ERAS)('serves a client of %s, writes JSON-RPC and nothing else, and ends when the client goes', async (era) => {
  const server = stdioServer(WORD_TOOLS, sayBack);
  const client = await server.client(era);

  const { tools } = await client.listTools();
  const answer = await client.callTool({ name: 'say_word', arguments: { word: 'oedema' } });

  expect(client.getNegotiatedProtocolVersion()).toBe(era);
  expect(tools.map(({ name }) => name)).toEqual(['say_word', 'keep_word']);
  expect(answer.structuredContent).toEqual({ word: 'oedema' });
  expect(server.written().endsWith('\n')).toBe(true);
  expect(messages(server.written()).every(({ jsonrpc }) => jsonrpc === '2.0')).toBe(true);
  server.input.end();
  await server.ended;
});

test('answers what was piped in before the input ended', async () => {
  const slow = later();
  const server = stdioServer(WORD_TOOLS, () => slow.promise);

  server.input.end(initialize + line({ method: 'notifications/initialized' }) + sayWord(2, 'oedema'));
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  expect(messages(server.written()).map(({ id }) => id)).toEqual([1]);
  slow.resolve(said('oedema'));
  await server.ended;

  expect(messages(server.written()).map(({ id }) => id)).toEqual([1, 2]);
});

test.each([
  ['its input breaks', ({ input }: StdioServer) => input.destroy()],
  ['nobody reads its output', ({ output }: StdioServer) => output.destroy(new Error('write EPIPE'))],
])('ends when %s, but not before the call that runs has ended', async (_name, breakOff) => {
  const slow = later();
  const server = stdioServer(WORD_TOOLS, () => slow.promise);
  let ended = false;
  void server.ended.then(() => (ended = true));

  server.input.write(initialize + sayWord(2, 'oedema'));
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  breakOff(server);
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  expect(ended).toBe(false);
  slow.resolve(said('oedema'));
  await server.ended;

  expect(ended).toBe(true);
});

test('goes on answering after a line that is no message', async () => {
  const server = stdioServer(WORD_TOOLS, sayBack);

  server.input.write('not json\n');
  server.input.write(`${'['.repeat(10_000)}${']'.repeat(10_000)}\n`);
  server.input.write('{"jsonrpc":"2.0","id":{}}\n');
  server.input.end(initialize + sayWord(2, 'oedema'));
  await server.ended;

  expect(messages(server.written()).at(-1)).toMatchObject({ id: 2, result: { structuredContent: { word: 'oedema' } } });
});

test.each([
  ['ten thousand levels', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 'nests more than 64 levels deep'],
  ['twenty megabytes', `"${'x'.repeat(20 * 1024 * 1024)}"`, 'is longer than 1048576 bytes'],
])('refuses a call with %s under its own id, and answers the next', async (_name, word, says) => {
  const asked: unknown[] = [];
  const server = stdioServer(WORD_TOOLS, (tool, input) => {
    asked.push(input);
    return sayBack(tool, input);
  });

  server.input.write(initialize);
  server.input.write(`{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"say_word","arguments":{"word":${word}}}}\n`);
  server.input.end(sayWord(3, 'oedema'));
  await server.ended;

  const answers = messages(server.written());
  expect(answers.find(({ id }) => id === 2)).toMatchObject({ error: { code: -32_600, message: expect.stringContaining(says) as string } });
  expect(answers.find(({ id }) => id === 3)).toMatchObject({ result: { structuredContent: { word: 'oedema' } } });
  expect(asked).toEqual([{ word: 'oedema' }]);
});
