import { setTimeout } from 'node:timers/promises';
import { App, type Receiver } from '@slack/bolt';
import type { Router } from 'express';
import { Agent } from 'undici';
import { z } from 'zod';
import type { ChatEvent } from '#agent/chat/event.ts';
import { ChatTrouble, type ChatSurface } from '#agent/chat/surface.ts';
import { Failure } from '#core/errors.ts';
import { batchingInbox } from './batching-inbox.ts';
import { keepInTime } from './keep-in-time.ts';
import { unkeptEvents } from './unkept-events.ts';
import { checkSettings, type SlackSettings } from './check-settings.ts';
import { registerEvents } from './events/register-events.ts';
import type { AskForm } from './handing.ts';
import { httpReceiver } from './http-receiver.ts';
import { formOpener } from './open-form.ts';
import { Addressed } from './payloads.ts';
import { QUIET } from './quiet-logger.ts';
import { slackSurface } from './slack-surface.ts';
import { socketReceiver } from './socket-receiver.ts';
import { clientOptions, SLACK_API, webApiOf, type WebApi } from './web-api.ts';

export interface SlackParts extends SlackSettings {
  /** Keeps events whose key is new. It may be slow and may fail: it is tried until it succeeds. */
  readonly inbox: (events: readonly ChatEvent[]) => Promise<unknown>;
  /** The form of a card for whoever pressed, or why they get none. */
  readonly form: AskForm;
  /** Takes note of what broke. */
  readonly noted: (thrown: unknown, during: string) => unknown;
  readonly clock: () => Date;
  /** Passes the time between two tries. */
  readonly pause?: (ms: number) => Promise<unknown>;
  /** Passes the time for which an acknowledgement waits. */
  readonly waits?: (ms: number) => Promise<unknown>;
  /** Folder for what is acknowledged while the inbox is slow. Absent: what it does not take in time is not acknowledged. */
  readonly unkeptIn?: string;
  /** How many events may wait for the inbox before Slack is asked to come again. */
  readonly mostWaiting?: number;
}

export interface Slack {
  readonly surface: ChatSurface;
  /** To be mounted where Slack's requests come in, before any reader of bodies. Absent without a signing secret. */
  readonly router?: Router;
  /** Throws Failure `bad-config` where Slack refuses a token, or where the token is of another workspace. */
  start(): Promise<void>;
  /** The workspace that the token is of: the one that is configured, or what Slack says. Where it did not answer yet, it is asked again. */
  workspace(): Promise<string | undefined>;
  /** Takes nothing more, and keeps what came. */
  stop(): Promise<void>;
  /** Events that are not kept yet. */
  waiting(): number;
}

const Team = z.object({ team_id: z.string() });
const REFUSED = new Set(['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired']);
/** How long a stop waits for a slow inbox. */
const PARTING_MS = 20_000;

/** The connection to Slack: over HTTP where there is a signing secret, over Socket Mode where there is an app-level token. Throws Failure `bad-config`. */
export function openSlack(parts: SlackParts): Slack {
  checkSettings(parts);
  const { noted, clock, apiUrl = SLACK_API, pause = passing, waits = passing, unkeptIn, botToken } = parts;
  const agent = new Agent();
  const web = webApiOf(parts.botToken, apiUrl, agent);
  const inbox = batchingInbox({ keep: parts.inbox, noted, pause, ...(parts.mostWaiting !== undefined && { most: parts.mostWaiting }) });
  const unkept = unkeptIn === undefined ? undefined : unkeptEvents({ folder: unkeptIn, secret: botToken, noted });
  const keep = keepInTime({ inbox, unkept, waits, noted });
  const room = (): boolean => inbox.room();
  const http = parts.signingSecret === undefined ? undefined : httpReceiver({ signingSecret: parts.signingSecret, clock, room, noted });
  const socket =
    parts.appToken === undefined
      ? undefined
      : socketReceiver({ appToken: parts.appToken, clientOptions: clientOptions(apiUrl, agent), room, noted, pause });
  const receivers = [http, socket].filter((one) => one !== undefined);
  const app = boltOver(receivers, parts);
  let stopping: Promise<void> | undefined;
  let { workspace } = parts;
  const stopped = async (): Promise<void> => {
    await app.stop();
    await Promise.race([inbox.drained(), passing(PARTING_MS)]);
    if (inbox.waiting() > 0) noted(new Error('events were not kept before the end'), 'slack-stop');
    await web.close();
  };
  registerEvents(app, {
    clock,
    openForm: formOpener(web, parts.form, noted),
    take: (event) => (event === undefined ? Promise.resolve() : keep(event)),
  });
  return {
    surface: slackSurface(web),
    ...(http !== undefined && { router: http.router }),
    waiting: () => inbox.waiting(),
    workspace: async () => (workspace ??= await checkToken(web, parts)),
    async start() {
      workspace = (await checkToken(web, parts)) ?? workspace;
      for (const event of (await unkept?.left()) ?? []) void inbox.put(event).then(() => unkept?.drop(event));
      await app.start();
    },
    stop: () => (stopping ??= stopped()),
  };
}

/** Bolt with our receivers. It asks Slack nothing by itself: who we are stands in each event, and an acknowledgement waits for no call. */
function boltOver(receivers: readonly Receiver[], { botToken, workspace, appId }: SlackParts): App {
  const receiver: Receiver = {
    init: (app) => receivers.forEach((one) => one.init(app)),
    start: () => Promise.all(receivers.map((one) => one.start())),
    stop: () => Promise.all(receivers.map((one) => one.stop())),
  };
  const app = new App({ receiver, logger: QUIET, convoStore: false, authorize: async () => ({ botToken }) });
  // What broke in a handler was not kept, so it MUST NOT be acknowledged: its receiver takes note of it.
  app.error((thrown) => Promise.reject(thrown));
  app.use(async ({ body, next }) => {
    const { data } = Addressed.safeParse(body);
    const team = data?.team_id ?? data?.team?.id;
    if (workspace !== undefined && team !== workspace) return;
    if (appId !== undefined && data?.api_app_id !== appId) return;
    await next();
  });
  return app;
}

/** A token that Slack refuses is told now; a Slack that does not answer now is no reason not to start. */
async function checkToken(web: WebApi, { workspace, noted }: SlackParts): Promise<string | undefined> {
  try {
    const team = Team.parse(await web.call('auth.test', {})).team_id;
    if (workspace !== undefined && team !== workspace)
      throw new Failure(
        'bad-config',
        `The bot token is of the workspace ${team}, and ${workspace} is configured. Set the token or the workspace right.`,
      );
    return team;
  } catch (thrown) {
    if (thrown instanceof Failure) throw thrown;
    if (thrown instanceof ChatTrouble && REFUSED.has(thrown.message))
      throw new Failure('bad-config', `Slack refused the bot token (${thrown.message}). Install the app again and take the new token.`);
    noted(thrown, 'slack-start');
    return undefined;
  }
}

function passing(ms: number): Promise<unknown> {
  return setTimeout(ms, undefined, { ref: false });
}
