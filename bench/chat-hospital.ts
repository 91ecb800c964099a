import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { BIN, cleanEnvironment } from '#tests/support/mcp-process.ts';
import { aClick, aMention, anEvent, signedForm, signedJson, type SignedBody } from '#tests/support/slack-signed.ts';
import { BOT_TOKEN, SIGNING_SECRET, slackStandIn, type SlackStandIn } from '#tests/support/slack-stand-in.ts';
import { aPress, aSaying, CHANNEL, DANA, OF_BOT } from '#tests/support/teams-activities.ts';
import { teamsParts } from '#tests/support/teams-at-work.ts';
import { teamsStandIn, type TeamsStandIn } from '#tests/support/teams-stand-in.ts';
import { TEAMS_TENANT } from '#tests/support/teams-tokens.ts';

/** The program over the demo hospital in a process of its own, between stand-ins of Slack and Teams that run here. */
export interface ChatProcess {
  readonly slack: SlackStandIn;
  readonly teams: TeamsStandIn;
  /** Runs it, with these settings beside its own, until it takes what comes in. */
  readonly start: (settings?: Readonly<Record<string, string>>) => Promise<void>;
  /** kill -9. */
  readonly kill: () => Promise<void>;
  /** Runs a command beside it. */
  readonly command: (...words: readonly string[]) => void;
  readonly saysInSlack: (text: string, channel: string) => Promise<void>;
  readonly saysInTeams: (text: string) => Promise<void>;
  readonly pressesInSlack: (card: string, channel: string) => Promise<void>;
  readonly pressesInTeams: (card: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

const USER = 'U07DANA';
const POLL_MS = 5;

const seconds = (): string => (Date.now() / 1_000).toFixed(6);

/** Resolves with the first thing that is there. Throws after two minutes. */
export async function until<T>(look: () => T | undefined, what: string): Promise<T> {
  const from = performance.now();
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() - from > 120_000) throw new Error(`it took more than two minutes until ${what}`);
    await setTimeout(POLL_MS);
  }
}

export async function openChatProcess(): Promise<ChatProcess> {
  const [slack, teams, port] = [await slackStandIn(), await teamsStandIn(), await freePort()];
  const address = `http://127.0.0.1:${port}`;
  const own = settingsFor(slack, address);
  const endpoints = JSON.stringify(teamsParts(teams));
  let child: ChildProcess | undefined;

  async function kill(): Promise<void> {
    if (child === undefined) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    child = undefined;
    await ended;
  }
  const toSlack = async ({ body, headers }: SignedBody): Promise<void> => {
    const { status } = await fetch(`${address}/slack/events`, { method: 'POST', headers, body });
    if (status !== 200) throw new Error(`Slack's request was answered ${status}`);
  };
  const toTeams = async (activity: object): Promise<void> => {
    const authorization = (await teams.tokens.authorization(teams.serviceUrl, new Date())) ?? '';
    const now = { serviceUrl: teams.serviceUrl, timestamp: new Date().toISOString() };
    const response = await fetch(`${address}/teams/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ ...activity, ...now }),
    });
    if (response.status !== 200) throw new Error(`the activity of Teams was answered ${response.status}`);
  };
  return {
    ...{ slack, teams, kill },
    async start(settings = {}) {
      const env = cleanEnvironment({ ...own, COUNTERSIGN_WEB_PORT: String(port), ...settings });
      child = fork(join(import.meta.dirname, 'chat-process.ts'), [endpoints], { env });
      await once(child, 'message');
    },
    command(...words) {
      const { status, stderr } = spawnSync(process.execPath, [BIN, ...words], { env: cleanEnvironment(own), encoding: 'utf8' });
      if (status !== 0) throw new Error(stderr);
    },
    saysInSlack: (text, channel) =>
      toSlack(
        signedJson(anEvent(aMention(text, { user: USER, channel, ts: seconds() }), { event_time: Math.floor(Date.now() / 1_000) }), {
          now: new Date(),
        }),
      ),
    saysInTeams: (text) => toTeams(aSaying(`<at>Countersign</at> ${text}`, { conversation: CHANNEL, entities: [OF_BOT] })),
    pressesInSlack: (card, channel) => toSlack(signedForm(clickOn(card, channel), { now: new Date() })),
    pressesInTeams: (card) => toTeams(aPress('accept', { card }, { conversation: CHANNEL })),
    async close() {
      await kill();
      await slack.close();
      await teams.close();
    },
  };
}

/** A data folder of its own, and the people of the demo with an account in Teams for one of them. */
function settingsFor(slack: SlackStandIn, address: string): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-chat-times-'));
  const people = join(folder, 'people.yaml');
  const demo = readFileSync(join(import.meta.dirname, '..', 'demo', 'principals.yaml'), 'utf8');
  const inTeams = `{ at: teams, id: '${TEAMS_TENANT}:${DANA.aadObjectId}' }`;
  writeFileSync(
    people,
    demo.replace('{ at: slack, id: U07DANA }', (own) => `${own}, ${inTeams}`),
  );
  return {
    COUNTERSIGN_DATA_DIR: join(folder, 'data'),
    COUNTERSIGN_PEOPLE: people,
    COUNTERSIGN_HTTP_PORT: 'off',
    COUNTERSIGN_PUBLIC_URL: address,
    COUNTERSIGN_SLACK_BOT_TOKEN: BOT_TOKEN,
    COUNTERSIGN_SLACK_SIGNING_SECRET: SIGNING_SECRET,
    COUNTERSIGN_SLACK_API_URL: slack.apiUrl,
  };
}

function clickOn(card: string, channel: string) {
  return aClick('accept', card, {
    user: { id: USER, team_id: 'T0HOSP', username: 'dana' },
    channel: { id: channel, name: 'coding' },
    actions: [{ type: 'button', action_id: 'accept', block_id: 'b', value: card, action_ts: seconds() }],
  });
}

/** The chance that somebody takes it in between is small, and then the start says so. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
