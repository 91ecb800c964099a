import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { heedInterrupts } from './interrupt.ts';
import { joinPasted } from './join-pasted.ts';

/** Types keys one chunk at a time and gives what was said, the messages that were read and whether the talk is over. */
async function typed(...chunks: readonly string[]) {
  const input = new PassThrough() as unknown as NodeJS.ReadStream;
  const output = new PassThrough().resume() as unknown as NodeJS.WriteStream;
  const lines = createInterface({ input, output, terminal: true });
  const said: string[] = [];
  const read: string[] = [];
  let left = false;
  heedInterrupts(lines, (text) => void said.push(text));
  const reading = (async () => {
    for await (const message of joinPasted(lines, input, output)) read.push(message);
  })();
  lines.on('close', () => (left = true));
  for (const chunk of chunks) {
    input.push(chunk);
    await new Promise((done) => setImmediate(done));
  }
  const state = { said: said.length, read, left };
  lines.close();
  await reading;
  return state;
}

const CTRL_C = '\u0003';

test.each([
  ['a half-typed line is cleared, and nothing of it is read', ['approve P', CTRL_C, 'help\r'], { said: 0, read: ['help'], left: false }],
  ['the cursor may stand in the middle of it', ['approve', '\u001b[D\u001b[D', CTRL_C, 'help\r'], { said: 0, read: ['help'], left: false }],
  ['lines that were held for it are dropped with it', ['a note\rappr', CTRL_C, 'help\r'], { said: 0, read: ['help'], left: false }],
  ['on an empty line it says how to leave', [CTRL_C], { said: 1, read: [], left: false }],
  ['the second leaves', [CTRL_C, CTRL_C], { said: 1, read: [], left: true }],
  ['after a line it is the first again', [CTRL_C, 'help\r', CTRL_C], { said: 2, read: ['help'], left: false }],
  ['after a cleared line it is the first again', [CTRL_C, 'hel', CTRL_C, CTRL_C], { said: 2, read: [], left: false }],
  ['Ctrl-D leaves', ['\u0004'], { said: 0, read: [], left: true }],
])('%s', async (_name, chunks, state) => {
  expect(await typed(...chunks)).toEqual(state);
});
