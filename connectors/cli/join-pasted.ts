import { emitKeypressEvents, type Interface } from 'node:readline';

const PASTE_ON = '\u001b[?2004h';
export const PASTE_OFF = '\u001b[?2004l';

/**
 * The lines of a terminal as messages. Lines that come at once are one message whatever they hold: those between a terminal's
 * paste marks, and, for a terminal that sets none, those of one chunk of input, with the line that its end stands in.
 */
export async function* joinPasted(lines: Interface, input: NodeJS.ReadStream, output: NodeJS.WriteStream): AsyncGenerator<string> {
  const queue: string[] = [];
  let wake: (() => void) | undefined;
  let closed = false;
  emitKeypressEvents(input, lines);
  output.write(PASTE_ON);
  gather(lines, input, (message) => {
    queue.push(message);
    wake?.();
  });
  lines.on('close', () => {
    closed = true;
    wake?.();
  });
  for (;;) {
    const next = queue.shift();
    if (next !== undefined) {
      yield next;
      continue;
    }
    if (closed) return;
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

function gather(lines: Interface, input: NodeJS.ReadStream, give: (message: string) => void): void {
  const held: string[] = [];
  let pasting = false;
  input.prependListener('keypress', (_: unknown, key: { readonly name?: string } | undefined) => {
    if (key?.name === 'paste-start') pasting = true;
    if (key?.name === 'paste-end') pasting = false;
  });
  lines.on('line', (line) => {
    held.push(line);
    if (held.length === 1 || !pasting) queueMicrotask(giveOnce);
  });
  // Ctrl-C clears the line in the editor, and what was held for it goes with it.
  lines.on('SIGINT', () => held.splice(0));

  // All lines of a chunk are told before any microtask runs. What is left in the line editor then came with them.
  function giveOnce(): void {
    if (held.length === 0 || pasting || lines.line !== '') return;
    give(held.splice(0).join('\n'));
  }
}
