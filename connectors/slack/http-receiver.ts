import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import express, { type Request, type Response, type Router } from 'express';
import { heldAck } from './held-ack.ts';
import { parseBody, readBytes, type Fields } from './read-body.ts';
import { whyNotLately, whyUnsigned } from './signature.ts';

export interface HttpReceiving {
  readonly signingSecret: string;
  readonly clock: () => Date;
  /** Whether there is room. Where there is none Slack is asked to come again. */
  readonly room: () => boolean;
  readonly noted: (thrown: unknown, during: string) => unknown;
}

export interface HttpReceiver extends Receiver {
  /** Takes everything that Slack sends, at `/events`. Its bodies MUST come unread: the signature is over their bytes. */
  readonly router: Router;
}

const DURING = 'slack-http';

/**
 * Takes what Slack sends over HTTP: refuses what it did not sign within five minutes, hands the rest to Bolt, and answers as soon as it is
 * kept. What could not be kept is answered with a fault, so that Slack sends it again or tells whoever pressed. Nothing unsigned is answered with more than a status, `ssl_check` and `url_verification` among it.
 */
export function httpReceiver({ signingSecret, clock, room, noted }: HttpReceiving): HttpReceiver {
  let app: App | undefined;
  const running = new Set<Promise<void>>();

  async function receive(request: Request, response: Response): Promise<void> {
    if (request.headers['content-encoding'] !== undefined) return ends(response, 415);
    const signed = {
      timestamp: one(request.headers['x-slack-request-timestamp']),
      signature: one(request.headers['x-slack-signature']),
    };
    // Nobody is read a body from who does not even look as if Slack had signed it.
    if (whyNotLately(signed, clock()) !== undefined) return ends(response, 401);
    const body = await readBytes(request).catch(() => undefined);
    if (body === undefined) return ends(response, 413);
    if (whyUnsigned({ ...signed, body }, signingSecret, clock()) !== undefined) return ends(response, 401);
    const fields = parseBody(body, request.headers['content-type']);
    if (fields === undefined) return ends(response, 400);
    if (fields['ssl_check'] !== undefined) return ends(response, 200);
    if (fields['type'] === 'url_verification') return void response.type('text/plain').send(challengeOf(fields));
    if (app === undefined || !room()) return ends(response.setHeader('Retry-After', '5'), 503);
    const work = handed(app, fields, response, Number(request.headers['x-slack-retry-num'] ?? 0));
    running.add(work);
    await work.finally(() => running.delete(work));
  }

  async function handed(to: App, body: Fields, response: Response, retryNum: number): Promise<void> {
    const event: ReceiverEvent = { body, retryNum, ack: heldAck(body, async (answer) => answered(response, answer)) };
    try {
      await to.processEvent(event);
      // It is kept, or nothing that anybody listens for: sent again it would be that again.
      answered(response, undefined);
    } catch (thrown) {
      noted(thrown, DURING);
      if (!response.headersSent) ends(response, 500);
    }
  }

  const router = express.Router().post('/events', (request, response) => receive(request, response));
  return {
    router,
    init: (bolt) => void (app = bolt),
    start: () => Promise.resolve(),
    async stop() {
      app = undefined;
      await Promise.allSettled(running);
    },
  };
}

function answered(response: Response, answer: unknown): void {
  if (response.headersSent) return;
  if (answer === undefined || answer === '') ends(response, 200);
  else if (typeof answer === 'string') response.status(200).type('text/plain').send(answer);
  else response.status(200).json(answer);
}

function ends(response: Response, status: number): void {
  response.status(status).end();
}

/** A header that comes twice is none that Slack sent. */
function one(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

function challengeOf({ challenge }: Fields): string {
  return typeof challenge === 'string' && /^[\w-]{1,200}$/.test(challenge) ? challenge : '';
}
