import { createInterface } from 'node:readline';
import type { Answer } from '#agent/desk.ts';
import type { Block } from '#core/answer/block.ts';
import { plainText, type Paint } from '#core/answer/plain-text.ts';
import { sayable } from '#core/errors.ts';
import { heedInterrupts } from './interrupt.ts';
import { joinPasted, PASTE_OFF } from './join-pasted.ts';

export interface Terminal {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly paint: Paint;
  /** Ends the talk, as "exit" does, when it resolves. */
  readonly stopped?: Promise<void>;
  /** What to tell whoever leaves, where there is something. */
  readonly parting?: () => string | undefined;
}

const PROMPT = 'you> ';
const LEAVING = new Set(['exit', 'quit', 'bye', ':q']);

/**
 * Talks with a person at a terminal until they leave. Questions are answered one after the other, in the order they were
 * typed. Text that is pasted arrives as one message whatever lines it holds, so that no pasted line is taken as a command; it is
 * shown as it was read. MUST hand such a message on with its line breaks: by them the reader knows that nothing in it decides.
 */
export async function chat(terminal: Terminal, ask: (text: string) => Promise<Answer>): Promise<void> {
  const { input, output } = terminal;
  const isTerminal = input.isTTY && output.isTTY;
  const lines = createInterface({ input, output, prompt: PROMPT, terminal: isTerminal, historySize: isTerminal ? 200 : 0 });
  const messages = isTerminal ? joinPasted(lines, input, output) : lines;
  void terminal.stopped?.then(() => lines.close());
  let answering = false;
  let closed = false;
  lines.on('close', () => (closed = true));
  heedInterrupts(lines, (text) => {
    output.write(text);
    if (!answering) lines.prompt();
  });
  try {
    lines.prompt();
    for await (const message of messages) {
      const text = message.trimEnd();
      if (LEAVING.has(text.toLowerCase().trim())) return;
      answering = true;
      if (text !== '') output.write(await reply(text, terminal.paint, ask, output.columns));
      answering = false;
      if (!closed) lines.prompt();
    }
    if (isTerminal) output.write('\n');
  } finally {
    lines.close();
    if (isTerminal) output.write(`${PASTE_OFF}${parting(terminal)}`);
  }
}

async function reply(text: string, paint: Paint, ask: (text: string) => Promise<Answer>, columns = 80): Promise<string> {
  try {
    const { blocks } = await ask(text);
    return `\n${plainText([...asPasted(text), ...blocks], paint, Math.min(columns, 80))}\n`;
  } catch (thrown) {
    return `\n${plainText([{ kind: 'note', tone: 'warning', text: sayable(thrown) }], paint, Math.min(columns, 80))}\n`;
  }
}

function parting({ parting: says, output, paint }: Terminal): string {
  const text = says?.();
  return text === undefined ? '' : plainText([{ kind: 'note', tone: 'plain', text }], paint, Math.min(output.columns, 80));
}

function asPasted(text: string): readonly Block[] {
  const lines = text.split('\n');
  if (lines.length === 1) return [];
  const says = `These ${lines.length} lines came at once, so they are read as one question and nothing in them decides.`;
  return [
    { kind: 'note', tone: 'warning', text: says },
    { kind: 'quote', text, source: 'as it came' },
  ];
}
