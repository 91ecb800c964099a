import type { SocketModeReceiver } from '@slack/bolt';

export interface Staying {
  readonly noted: (thrown: unknown) => unknown;
  readonly pause: (ms: number) => Promise<unknown>;
  readonly signal: AbortSignal;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

type Client = SocketModeReceiver['client'];

/**
 * Connects, and connects again for as long as it takes; resolves with what the first try threw. Slack's own client gives up, and ends the
 * process by an unhandled rejection, where a try to connect again is answered with a status of 500.
 */
export async function stayConnected(client: Client, { noted, pause, signal }: Staying): Promise<unknown> {
  let lost = nextLoss(client);
  const first = await connect(client, signal);
  if (first !== undefined) noted(first);

  const staying = async (): Promise<void> => {
    let failures = first === undefined ? 0 : 1;
    while (!signal.aborted) {
      if (failures === 0) await lost;
      await pause(Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS));
      if (signal.aborted) return;
      lost = nextLoss(client);
      const thrown = await connect(client, signal);
      // The first of a row says it all.
      if (thrown !== undefined && failures === 0) noted(thrown);
      failures = thrown === undefined ? 0 : failures + 1;
    }
  };
  void staying();
  return first;
}

function nextLoss(client: Client): Promise<void> {
  return new Promise((resolve) => void client.once('disconnected', () => resolve()));
}

async function connect(client: Client, signal: AbortSignal): Promise<unknown> {
  try {
    await client.start();
    if (signal.aborted) void client.disconnect();
    return undefined;
  } catch (thrown) {
    return thrown ?? new Error('the socket was closed before it was open');
  }
}
