import { createInterface, emitKeypressEvents, type Interface } from 'node:readline';
import type { Answer } from '#agent/desk.ts';
import { plainText, type Paint } from '#core/answer/plain-text.ts';
import { sayable } from '#core/errors.ts';

export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly paint: Paint;
  /** Ends the talk, as "exit" does, when it resolves. */
  readonly stopped?: Promise<void>;
}

const PROMPT = 'you> ';
const PASTE_ON = '\u001b[?2004h';
const PASTE_OFF = '\u001b[?2004l';
const LEAVING = new Set(['exit', 'quit', 'bye', ':q']);

/**
 * Talks with a person at a terminal until they leave. Questions are answered one after the other, in the order they were
 * typed. Text that is pasted arrives as one message whatever lines it holds, so that no pasted line is taken as a command.
 */
export async function chat(terminal: Terminal, ask: (text: string) => Promise<Answer>): Promise<void> {
  const { input, output } = terminal;
  const isTerminal = input.isTTY && output.isTTY;
  const lines = createInterface({ input, output, prompt: PROMPT, terminal: isTerminal, historySize: isTerminal ? 200 : 0 });
  const messages = isTerminal ? joinPasted(lines, input, output) : lines;
  void terminal.stopped?.then(() => lines.close());
  try {
    lines.prompt();
    for await (const message of messages) {
      const text = message.trim();
      if (LEAVING.has(text.toLowerCase())) break;
      if (text !== '') output.write(await reply(text, terminal.paint, ask, output.columns));
      lines.prompt();
    }
  } finally {
    if (isTerminal) output.write(PASTE_OFF);
    lines.close();
  }
}

async function reply(text: string, paint: Paint, ask: (text: string) => Promise<Answer>, columns = 80): Promise<string> {
  try {
    const { blocks } = await ask(text);
    return `\n${plainText(blocks, paint, Math.min(columns, 80))}\n`;
  } catch (thrown) {
    return `\n${paint.warning(`! ${sayable(thrown)}`)}\n\n`;
  }
}

/** Lines as messages, with what stands between a terminal's paste marks joined to the line it ends in. */
async function* joinPasted(lines: Interface, input: NodeJS.ReadStream, output: NodeJS.WriteStream): AsyncGenerator<string> {
  let pasting = false;
  const held: string[] = [];
  emitKeypressEvents(input, lines);
  const onKey = (_: unknown, key: { readonly name?: string } | undefined): void => {
    if (key?.name === 'paste-start') pasting = true;
    if (key?.name === 'paste-end') pasting = false;
  };
  input.prependListener('keypress', onKey);
  output.write(PASTE_ON);
  const queue: string[] = [];
  let wake: (() => void) | undefined;
  let closed = false;
  lines.on('line', (line) => {
    held.push(line);
    if (pasting) return;
    queue.push(held.splice(0).join('\n'));
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
