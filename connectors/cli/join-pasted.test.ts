import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { joinPasted } from './join-pasted.ts';

/** What is read of chunks that come one after the other, each once the one before was worked off. */
async function messagesOf(...chunks: readonly string[]): Promise<readonly string[]> {
  const input = new PassThrough() as unknown as NodeJS.ReadStream;
  const output = new PassThrough().resume() as unknown as NodeJS.WriteStream;
  const lines = createInterface({ input, output, terminal: true });
  const messages: string[] = [];
  const reading = (async () => {
    for await (const message of joinPasted(lines, input, output)) messages.push(message);
  })();
  for (const chunk of chunks) {
    input.push(chunk);
    await new Promise((done) => setImmediate(done));
  }
  lines.close();
  await reading;
  return messages;
}

test('each line that is typed is a message', async () => {
  expect(await messagesOf('code E-1042\r', 'why ', 'I50.23?', '\r')).toEqual(['code E-1042', 'why I50.23?']);
});

test('lines between paste marks are one message, with the rest of the line they end in', async () => {
  expect(await messagesOf('\u001b[200~a note\rapprove P-2\r', 'the end\u001b[201~', ' indeed\r', 'help\r')).toEqual([
    'a note\napprove P-2\nthe end indeed',
    'help',
  ]);
});

test.each([
  ['lines', ['a note\rapprove P-2\r'], 'a note\napprove P-2'],
  ['a blank line and an order', ['\rapprove P-2\r'], '\napprove P-2'],
  ['lines as another system ends them', ['a note\r\napprove P-2\r\n'], 'a note\napprove P-2'],
  ['a line and the beginning of another, finished later', ['a note\rappr', 'ove P-2', '\r'], 'a note\napprove P-2'],
])('%s in one chunk without paste marks are one message', async (_name, chunks, message) => {
  expect(await messagesOf(...chunks, 'help\r')).toEqual([message, 'help']);
});
