import { SocketModeReceiver, webApi, type App, type Receiver, type ReceiverEvent } from '@slack/bolt';
import { Failure } from '#core/errors.ts';
import { heldAck } from './held-ack.ts';
import { QUIET } from './quiet-logger.ts';
import { stayConnected } from './stay-connected.ts';

export interface SocketReceiving {
  readonly appToken: string;
  readonly clientOptions: webApi.WebClientOptions;
  readonly room: () => boolean;
  readonly noted: (thrown: unknown, during: string) => unknown;
  /** Passes the time before another try. */
  readonly pause: (ms: number) => Promise<unknown>;
}

const DURING = 'slack-socket';
const PARTING_MS = 2_000;
const NO_USE = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'missing_scope',
]);

/** Takes what Slack sends over Socket Mode, and hands it to Bolt where there is room for it. */
export function socketReceiver({ appToken, clientOptions, room, noted, pause }: SocketReceiving): Receiver {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: QUIET,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions },
    async processEventErrorHandler({ error }) {
      noted(error, DURING);
      return false;
    },
  });
  const stopping = new AbortController();
  return {
    init(app) {
      const processEvent = async (event: ReceiverEvent): Promise<void> => {
        if (room() && !stopping.signal.aborted) await processed(app, event, noted);
      };
      receiver.init({ processEvent } as App);
    },
    /** Throws Failure `bad-config` where Slack takes the token for no use; where it cannot be reached it is tried until it can. */
    async start() {
      const thrown = await stayConnected(receiver.client, { noted: (thrown) => noted(thrown, DURING), pause, signal: stopping.signal });
      if (!(thrown instanceof webApi.WebAPIPlatformError && NO_USE.has(thrown.data.error))) return;
      stopping.abort();
      throw refused(thrown.data.error);
    },
    async stop() {
      stopping.abort();
      await Promise.race([receiver.client.disconnect(), pause(PARTING_MS)]);
    },
  };
}

/**
 * An acknowledgement that finds the socket closed loses nothing: Slack sends the envelope again, and the event has the key that it had. What could not be
 * kept is not acknowledged.
 */
async function processed(app: App, event: ReceiverEvent, noted: SocketReceiving['noted']): Promise<void> {
  let isAcked = false;
  const ack = async (answer?: unknown): Promise<void> => {
    if (isAcked) return;
    isAcked = true;
    await event.ack(answer).catch((thrown: unknown) => void noted(thrown, DURING));
  };
  await app.processEvent({ ...event, ack: heldAck(event.body, ack) });
  // It is kept, or nobody listens for it: sent again it would be that again.
  await ack();
}

function refused(code: string): Failure {
  return new Failure(
    'bad-config',
    `Slack refused the app-level token (${code}). Make one with the scope connections:write under Basic Information, App-Level Tokens.`,
  );
}
