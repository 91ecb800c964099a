/**
 * How soon a click is acknowledged while the database is slow (bar F1): `node bench/slack-acks.ts [seconds] [clicks a second]`, 10 s of 50
 * unless given. Each batch that goes to the inbox takes 500 ms longer than it would. Clicks are signed, and come over HTTP on loopback at a
 * steady pace, whether those before were answered or not; a fifth of them is sent again, as Slack does.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import express from 'express';
import { openSlack } from '#connectors/slack/open-slack.ts';
import { aClick, signedForm, type SignedBody } from '#tests/support/slack-signed.ts';
import { BOT_TOKEN, SIGNING_SECRET, slackStandIn } from '#tests/support/slack-stand-in.ts';

const SLOWED_MS = 500;
const CARD = '3f2b8c1e-5a44-4d7e-9c11-0a2b3c4d5e6f';
const [seconds = 10, rate = 50] = process.argv.slice(2).map(Number);

const standIn = await slackStandIn();
const kept = new Set<string>();
let batches = 0;
let largest = 0;
const slack = openSlack({
  signingSecret: SIGNING_SECRET,
  botToken: BOT_TOKEN,
  apiUrl: standIn.apiUrl,
  unkeptIn: mkdtempSync(join(tmpdir(), 'countersign-acks-')),
  clock: () => new Date(),
  noted: (thrown) => void process.stderr.write(`${String(thrown)}\n`),
  form: () => Promise.resolve({ why: '' }),
  async inbox(events) {
    await setTimeout(SLOWED_MS);
    batches += 1;
    largest = Math.max(largest, events.length);
    for (const { key } of events) kept.add(key);
  },
});
const app = express();
if (slack.router !== undefined) app.use('/slack', slack.router);
const server = createServer(app);
await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`;
await slack.start();

const took: number[] = [];
let refused = 0;
let waitedMost = 0;
const begun = performance.now();
const sent: Promise<void>[] = [];
const clicks = seconds * rate;
for (let click = 0; click < clicks; click += 1) {
  await setTimeout(Math.max(0, begun + (click * 1_000) / rate - performance.now()));
  const request = signedForm(aClick('accept', CARD), { now: new Date() });
  sent.push(send(request));
  if (click % 5 === 0) sent.push(send(request));
  waitedMost = Math.max(waitedMost, slack.waiting());
}
await Promise.all(sent);
const leftAtTheEnd = slack.waiting();
await slack.stop();
await standIn.close();
server.close();

took.sort((a, b) => a - b);
const at = (share: number): string => (took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0).toFixed(1);
process.stdout.write(
  [
    `${clicks} clicks in ${seconds} s, ${sent.length} requests, inbox slowed by ${SLOWED_MS} ms a batch`,
    `acknowledged ${took.length} of ${sent.length}, refused ${refused}`,
    `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`,
    `kept ${kept.size} of ${clicks} in ${batches} batches, the largest of ${largest}; waited at most ${waitedMost}, ${leftAtTheEnd} when the last was sent`,
    '',
  ].join('\n'),
);

async function send({ body, headers }: SignedBody): Promise<void> {
  const from = performance.now();
  const { status } = await fetch(url, { method: 'POST', body, headers });
  if (status === 200) took.push(performance.now() - from);
  else refused += 1;
}
