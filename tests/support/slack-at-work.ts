import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { ChatEvent } from '#agent/chat/event.ts';
import { openSlack, type Slack, type SlackParts } from '#connectors/slack/open-slack.ts';
import type { SignedBody } from './slack-signed.ts';
import { BOT_TOKEN, SIGNING_SECRET, slackStandIn, type SlackStandIn } from './slack-stand-in.ts';

export const NOW = new Date('2026-09-21T13:55:00Z');

export interface SlackAtWork {
  readonly slack: Slack;
  readonly standIn: SlackStandIn;
  /** Events that reached the inbox, with a table's memory for keys. */
  readonly kept: readonly ChatEvent[];
  /** Every batch that was handed over, repeated keys among them. */
  readonly batches: readonly (readonly ChatEvent[])[];
  readonly noted: readonly unknown[];
  /** Where Slack sends everything. */
  readonly url: string;
  readonly post: (request: SignedBody) => Promise<{ readonly status: number; readonly body: string }>;
  readonly close: () => Promise<void>;
}

/** The connection under test between a stand-in of Slack and an inbox that remembers keys. */
export async function slackAtWork(
  parts: Partial<SlackParts> = {},
  before: (standIn: SlackStandIn) => void = () => {},
): Promise<SlackAtWork> {
  const standIn = await slackStandIn();
  before(standIn);
  const kept: ChatEvent[] = [];
  const batches: (readonly ChatEvent[])[] = [];
  const noted: unknown[] = [];
  const slack = openSlack({
    botToken: BOT_TOKEN,
    ...('appToken' in parts ? {} : { signingSecret: SIGNING_SECRET }),
    apiUrl: standIn.apiUrl,
    clock: () => NOW,
    pause: () => new Promise((resolve) => void setImmediate(resolve)),
    noted: (thrown) => void noted.push(thrown),
    form: () => Promise.resolve({ why: 'No form was expected.' }),
    inbox(events) {
      batches.push(events);
      for (const event of events) if (!kept.some(({ key }) => key === event.key)) kept.push(event);
      return Promise.resolve();
    },
    ...parts,
  });
  const app = express();
  if (slack.router !== undefined) app.use('/slack', slack.router);
  const server = createServer(app);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
  const close = async (): Promise<void> => {
    await slack.stop();
    await standIn.close();
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
  };
  await slack.start().catch(async (thrown: unknown) => {
    await close();
    throw thrown;
  });
  return {
    slack,
    standIn,
    kept,
    batches,
    noted,
    url,
    async post({ body, headers }) {
      const response = await fetch(url, { method: 'POST', body, headers });
      return { status: response.status, body: await response.text() };
    },
    close,
  };
}
