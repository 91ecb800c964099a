import { sendDigests } from '#agent/chat/digest.ts';
import type { ChatParts } from '#agent/chat/chat-parts.ts';
import { sendMessages } from '#agent/chat/send-messages.ts';
import { tellPeople } from '#agent/chat/tell-people.ts';
import { beginEvents, RENEW_MS, renewEvents, type Begun } from '#agent/chat/work-inbox.ts';
import { repeat } from '../owner/repeat.ts';

/** How soon what came in from elsewhere, or became due, is looked for. What came in here is worked at once. */
const LOOK_MS = 500;
const SWEEP_MS = 2_000;
const DIGEST_MS = 15_000;
/** Turns that may run at once. */
const MOST_TURNS = 40;

export interface Talking {
  /** Something came in. */
  nudge(): void;
  stop(): Promise<void>;
}

/** Works what comes in, sends what is to stand, and makes cards final whose proposals were decided, until it is stopped. */
export function keepTalking(parts: ChatParts): Talking {
  const quietly = async (during: string, work: () => Promise<unknown>): Promise<void> => {
    await work().catch((thrown: unknown) => void parts.noted(thrown, during));
  };
  const turns = new Set<Begun>();
  const sending = oneAfterAnother(() => quietly('chat.send', () => untilNone(() => sendMessages(parts))));
  // A turn that takes long, with a model, keeps nobody else waiting: each is begun as it is taken, and more are taken beside it.
  const taking = oneAfterAnother(() =>
    quietly('chat.inbox', async () => {
      for (const turn of await beginEvents(parts, MOST_TURNS - turns.size)) {
        turns.add(turn);
        void turn.ended.finally(() => {
          turns.delete(turn);
          look();
        });
      }
    }),
  );
  const look = (): void => {
    void sending.run();
    if (turns.size < MOST_TURNS) void taking.run();
  };
  const sweep = (): Promise<void> => quietly('chat.sweep', () => parts.store.within(parts.tenant, ({ messages }) => messages.sweep()));
  const renew = (): Promise<void> =>
    quietly('chat.inbox', () =>
      renewEvents(
        parts,
        [...turns].map(({ key }) => key),
      ),
    );
  const tell = async (): Promise<void> => {
    await quietly('chat.digest', () => sendDigests(parts));
    await quietly('chat.tell', () => tellPeople(parts));
  };
  const stops = [repeat(async () => look(), LOOK_MS), repeat(sweep, SWEEP_MS), repeat(tell, DIGEST_MS)];
  const renewing = repeat(renew, RENEW_MS);
  return {
    nudge: look,
    async stop() {
      await Promise.all(stops.map((stop) => stop()));
      await taking.run();
      await Promise.all([...turns].map(({ ended }) => ended));
      await renewing();
      await sending.run();
    },
  };
}

async function untilNone(work: () => Promise<number>): Promise<void> {
  while ((await work()) > 0);
}

interface Runner {
  run(): Promise<void>;
}

/** Runs the work once more after the run in hand where it was asked for meanwhile, and never two at once. */
function oneAfterAnother(work: () => Promise<void>): Runner {
  let running: Promise<void> | undefined;
  let again: Promise<void> | undefined;
  const start = (): Promise<void> => (running = work().finally(() => (running = undefined)));
  return {
    run() {
      if (running === undefined) return start();
      again ??= running.then(() => {
        again = undefined;
        return start();
      });
      return again;
    },
  };
}
