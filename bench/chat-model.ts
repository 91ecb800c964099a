/**
 * How soon something of an answer is read where a slow model words it (bar F9): `node bench/chat-model.ts [rounds]`, 5 unless given. The model takes a second to plan
 * and six to word, in a channel of Slack that may hold words of charts. What was found is posted when the plan is there, and changed when the wording is.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { scriptedModel } from '#tests/support/scripted-model.ts';
import { SLACK_TEAM } from '#tests/support/slack-stand-in.ts';
import { openChatProcess, until } from './chat-hospital.ts';

const PLANS_MS = 1_000;
const WORDS_MS = 6_000;
const CHANNEL = 'C0MODEL';
const [rounds = 5] = process.argv.slice(2).map(Number);
const scripts = Array.from({ length: rounds }, () => [
  { calls: [{ name: 'explain_code', args: { encounter: 'E-1042', code: 'I50.23' } }] },
  { says: 'I50.23 is stated in the chart. The passages below bear it out.' },
]).flat();
const model = await scriptedModel(scripts[0] ?? { says: '' }, ...scripts.slice(1));
const answeredAt: number[] = [];
const slow = createServer((request, response) => {
  void (async () => {
    const body = await text(request);
    await setTimeout(model.asked.length % 2 === 0 ? PLANS_MS : WORDS_MS);
    const answer = await fetch(`${model.url}${request.url ?? ''}`, { method: 'POST', body });
    answeredAt.push(performance.now());
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  })();
});
await new Promise<void>((resolve) => void slow.listen(0, '127.0.0.1', resolve));
const chat = await openChatProcess();
await chat.start();
await chat.saysInSlack('help', CHANNEL);
await until(() => (chat.slack.standing().length > 0 ? true : undefined), 'it was greeted');
chat.command('channels', 'allow-phi', `slack:${SLACK_TEAM}:${CHANNEL}`, '--reason', 'A measurement', '--as', 'ines.halloran');
await chat.kill();
await chat.start({
  COUNTERSIGN_MODEL: 'openai:slow',
  COUNTERSIGN_MODEL_URL: `http://127.0.0.1:${(slow.address() as AddressInfo).port}/v1`,
  COUNTERSIGN_MODEL_KEY: 'none',
});
for (let round = 0; round < rounds; round += 1) {
  const posted = chat.slack.next('chat.postMessage');
  const updated = chat.slack.next('chat.update');
  await chat.saysInSlack('is I50.23 borne out on E-1042?', CHANNEL);
  const early = JSON.stringify((await posted).args);
  const read = performance.now();
  const whole = JSON.stringify((await updated).args);
  const changed = performance.now();
  const [planned = Number.NaN, worded = Number.NaN] = answeredAt.slice(-2);
  if (early.includes('bear it out') || !whole.includes('bear it out'))
    throw new Error('the wording stood where it should not, or was missing');
  process.stdout.write(
    `read ${(read - planned).toFixed(0)} ms after the plan, ${(worded - read).toFixed(0)} ms before the wording was there; worded ${(changed - worded).toFixed(0)} ms after it was\n`,
  );
}
await chat.close();
await model.close();
slow.closeAllConnections();
slow.close();
