import { randomUUID } from 'node:crypto';
import type { Desk } from '#agent/desk.ts';
import { chat as talk } from '#connectors/cli/chat.ts';
import { terminalPaint } from '#connectors/cli/paint.ts';
import { attach, type Attached } from '../owner/attach.ts';
import { attachWhenAsked } from '../owner/attach-when-asked.ts';
import type { Bench, Command } from '../command.ts';
import { decisionInDoubt } from '../owner/decision-in-doubt.ts';
import { noting } from '../owner/faults.ts';
import { stopSignal } from '../owner/stop-signal.ts';
import { readWords, speaker } from '../words.ts';

const USAGE = 'chat [--as <person>]';

export const chat: Command = {
  name: 'chat',
  usage: USAGE,
  summary: 'Talk with Countersign in this terminal. --as speaks as another registered person, as COUNTERSIGN_USER does.',
  async run(words, bench) {
    const as = speaker(readWords(words, { as: 'text' }, USAGE), bench.config());
    const stopped = stopSignal();
    const desk = attachWhenAsked(opening(bench));
    try {
      await talkAt({
        ask: (question) =>
          desk.ask(
            (at) => at.ask(question),
            () => decisionInDoubt(question.text),
          ),
        status: () => desk.ask((at) => at.status()),
        others: desk.others,
        tell: bench.tell,
        as,
        stopped,
      });
      return 0;
    } finally {
      await desk.close();
    }
  },
};

/** Attaches, and says so when it is not for the first time: the person should know whose window the data hangs on. */
function opening({ root, config, say, faults }: Bench): () => Promise<Attached> {
  let times = 0;
  return async () => {
    const attached = await noting(faults, 'attach', () =>
      attach({ config: config(), root, command: 'countersign chat', progress: say, faults }),
    );
    times += 1;
    if (times > 1) say(`The Countersign that held the data has stopped; ${attached.owner ? 'this one' : 'another'} holds it now.`);
    return attached;
  };
}

export interface Talking extends Pick<Desk, 'ask' | 'status'> {
  /** How many other processes would be left without an owner. */
  readonly others: () => number;
  readonly tell: (text: string) => void;
  readonly as: string | undefined;
  readonly stopped: Promise<void>;
}

/** The chat loop over a desk, with its greeting, until the person leaves or the process is asked to stop. */
export async function talkAt({ ask, status, others, tell, as, stopped }: Talking): Promise<void> {
  const { user, people, notice } = await status();
  const me = as === undefined ? user : people.find(({ id }) => id === as);
  tell(
    `You are ${me?.name ?? as ?? ''} (${me?.roles.join(', ') ?? 'not registered'}). Ask a question, "help" for examples, "exit" to leave.\n`,
  );
  if (notice !== undefined) tell(`${notice}\n`);
  tell('\n');
  const conversation = randomUUID();
  const terminal = {
    input: process.stdin,
    output: process.stdout,
    paint: terminalPaint(process.stdout, process.env),
    stopped,
    parting: () => parting(others()),
  };
  await talk(terminal, (text) => ask({ conversation, text, ...(as !== undefined && { as }) }));
}

function parting(others: number): string | undefined {
  if (others === 0) return undefined;
  return others === 1 ? 'One other is using this; it takes over.' : `${others} others are using this; one of them takes over.`;
}
