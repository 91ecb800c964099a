import { randomUUID } from 'node:crypto';
import type { Desk } from '#agent/desk.ts';
import { chat as talk } from '#connectors/cli/chat.ts';
import { terminalPaint } from '#connectors/cli/paint.ts';
import { attach } from '../attach.ts';
import type { Command } from '../command.ts';
import { stopSignal } from '../stop-signal.ts';
import { readWords } from '../words.ts';

const USAGE = 'chat [--as <person>]';

export const chat: Command = {
  name: 'chat',
  usage: USAGE,
  summary: 'Talk with Countersign in this terminal. In the demo hospital --as speaks as another of its people.',
  async run(words, { root, config, print, say, faults }) {
    const as = readWords(words, { as: 'text' }, USAGE).text('as');
    const stopped = stopSignal();
    const attached = await attach({ config: config(), root, command: 'countersign chat', progress: say, faults });
    try {
      await talkAt(attached.desk, print, as, stopped);
      return 0;
    } finally {
      await attached.close();
    }
  },
};

/** The chat loop over a desk, with its greeting, until the person leaves or the process is asked to stop. */
export async function talkAt(desk: Desk, print: (text: string) => void, as: string | undefined, stopped: Promise<void>): Promise<void> {
  const { user, people, notice } = await desk.status();
  const me = as === undefined ? user : people.find(({ id }) => id === as);
  print(
    `You are ${me?.name ?? as ?? ''} (${me?.roles.join(', ') ?? 'not registered'}). Ask a question, "help" for examples, "exit" to leave.\n`,
  );
  if (notice !== undefined) print(`${notice}\n`);
  print('\n');
  const conversation = randomUUID();
  const terminal = {
    input: process.stdin,
    output: process.stdout,
    paint: terminalPaint(process.stdout, process.env),
    stopped,
  };
  await talk(terminal, (text) => desk.ask({ conversation, text, ...(as !== undefined && { as }) }));
}
