import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { slackSockets, type SlackSockets } from './slack-sockets.ts';

export const SLACK_TEAM = 'T0HOSP';
export const SLACK_APP = 'A0COUNTER';
export const SLACK_BOT = 'U0BOT';
export const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
export const BOT_TOKEN = 'xoxb-stand-in';
export const APP_TOKEN = 'xapp-stand-in';

/** What one call meets. `reset` breaks the line before anything is done, `reset-after` when all is; `slow` is answered when the test says so. */
export type SlackTrouble =
  | { readonly kind: 'limited'; readonly seconds: number }
  | { readonly kind: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'refuses'; readonly error: string }
  | { readonly kind: 'nonsense' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'reset-after' }
  | { readonly kind: 'slow' };

export interface SlackCall {
  /** `chat.postMessage`, or `PUT-FILE` and `GET-FILE` for transfers. */
  readonly method: string;
  /** What was sent, with JSON in it read. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly raw: string;
  readonly authorization: string | undefined;
}

export interface StandingMessage {
  readonly channel: string;
  readonly ts: string;
  readonly args: Readonly<Record<string, unknown>>;
}

export interface SlackStandIn {
  readonly apiUrl: string;
  /** Every call that came in, in its order, those that met trouble too. */
  readonly calls: readonly SlackCall[];
  readonly called: (method: string) => readonly SlackCall[];
  /** The next calls of a method meet these, one each; later ones go well. `any`: of whatever method. */
  readonly meet: (method: string, ...troubles: readonly SlackTrouble[]) => void;
  /** From now on every call meets this; `undefined`: they go well. */
  readonly down: (trouble?: SlackTrouble) => void;
  /** Answers what was slow. */
  readonly release: () => void;
  /** Resolves when the next call of this method has come in whole. */
  readonly next: (method: string) => Promise<SlackCall>;
  /** Messages as they stand in the channels now. */
  readonly standing: () => readonly StandingMessage[];
  readonly putFile: (id: string, content: string | Uint8Array, info?: Readonly<Record<string, unknown>>) => void;
  /** Files that were shared: where, and what was in them. */
  readonly shared: () => readonly { readonly channel: string; readonly content: string }[];
  readonly sockets: SlackSockets;
  /** What the bot's token may do, which is told with each answer. Until then it is not told. */
  readonly grant: (scopes: readonly string[]) => void;
  readonly close: () => Promise<void>;
}

type Args = Readonly<Record<string, unknown>>;

/** Slack's Web API, where its files lie, and Socket Mode, on loopback. It keeps what was posted and refuses what Slack would refuse of it. */
export async function slackStandIn(): Promise<SlackStandIn> {
  const calls: SlackCall[] = [];
  const meets = new Map<string, SlackTrouble[]>();
  const messages = new Map<string, StandingMessage>();
  const byClientId = new Map<string, StandingMessage>();
  const files = new Map<string, { content: Uint8Array; info: Args }>();
  const uploads = new Map<string, string>();
  let shares: { id: string; channel: string; content: string }[] = [];
  let downBy: SlackTrouble | undefined;
  let granted: readonly string[] | undefined;
  let slow: (() => void)[] = [];
  let waiting: { method: string; tell: (call: SlackCall) => void }[] = [];
  let made = 0;

  const server = createServer((request, response) => void take(request, response));
  const sockets = slackSockets(server);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const answers: Readonly<Record<string, (args: Args) => Args>> = {
    'auth.test': () => ({ ok: true, team_id: SLACK_TEAM, user_id: SLACK_BOT, bot_id: 'B0BOT' }),
    'apps.connections.open': () => ({ ok: true, url: sockets.address(origin) }),
    'chat.postMessage': (args) => {
      const clientId = text(args['client_msg_id']);
      const before = byClientId.get(clientId);
      if (before !== undefined) return { ok: true, channel: before.channel, ts: before.ts };
      made += 1;
      const ts = `1790000000.${String(made).padStart(6, '0')}`;
      const channel = text(args['channel']).replace(/^[UW]/, 'D');
      const message = { channel, ts, args };
      messages.set(`${channel}:${ts}`, message);
      if (clientId !== '') byClientId.set(clientId, message);
      return { ok: true, channel, ts };
    },
    'chat.update': (args) => {
      const at = `${text(args['channel'])}:${text(args['ts'])}`;
      const message = messages.get(at);
      if (message === undefined) return { ok: false, error: 'message_not_found' };
      messages.set(at, { ...message, args });
      return { ok: true, channel: message.channel, ts: message.ts };
    },
    'chat.postEphemeral': () => ({ ok: true, message_ts: '1790000000.999999' }),
    'conversations.open': (args) => ({ ok: true, channel: { id: text(args['users']).replace(/^[UW]/, 'D') } }),
    'files.info': (args) => {
      const file = files.get(text(args['file']));
      if (file === undefined) return { ok: false, error: 'file_not_found' };
      const url = `${origin}/files-pri/${text(args['file'])}`;
      return { ok: true, file: { id: args['file'], size: file.content.length, url_private: url, ...file.info } };
    },
    'files.getUploadURLExternal': () => {
      made += 1;
      return { ok: true, upload_url: `${origin}/upload/F${made}`, file_id: `F${made}` };
    },
    'files.completeUploadExternal': (args) => {
      for (const { id } of args['files'] as { id: string }[])
        shares.push({ id, channel: text(args['channel_id']), content: uploads.get(id) ?? '(nothing)' });
      return { ok: true };
    },
    'files.delete': (args) => {
      const left = shares.filter(({ id }) => id !== text(args['file']));
      if (left.length === shares.length) return { ok: false, error: 'file_not_found' };
      shares = left;
      return { ok: true };
    },
  };

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString('utf8');
    const path = new URL(request.url ?? '/', origin).pathname;
    const method = path.startsWith('/api/') ? path.slice('/api/'.length) : path.startsWith('/upload/') ? 'PUT-FILE' : 'GET-FILE';
    const call: SlackCall = {
      method,
      raw,
      args: method.endsWith('-FILE') ? {} : argsIn(raw),
      authorization: request.headers.authorization,
    };
    calls.push(call);
    const trouble = meets.get(method)?.shift() ?? meets.get('any')?.shift() ?? downBy;
    if (trouble?.kind === 'reset') request.socket.destroy();
    else if (trouble?.kind === 'slow') slow = [...slow, () => answer(call, path, response)];
    else if (trouble?.kind === 'reset-after') {
      answers[method]?.(call.args);
      request.socket.destroy();
    } else if (trouble !== undefined) meetWith(trouble, response);
    else answer(call, path, response);
    const told = waiting.filter((one) => one.method === method);
    waiting = waiting.filter((one) => one.method !== method);
    for (const { tell } of told) tell(call);
  }

  function answer({ method, args, raw, authorization }: SlackCall, path: string, response: ServerResponse): void {
    const id = path.split('/').at(-1) ?? '';
    if (method === 'PUT-FILE') {
      uploads.set(id, raw);
      return void response.end('OK');
    }
    if (method === 'GET-FILE') {
      const file = files.get(id);
      if (authorization !== `Bearer ${BOT_TOKEN}`) return void response.writeHead(302, { location: `${origin}/sign-in` }).end();
      return void response.writeHead(file === undefined ? 404 : 200).end(file?.content);
    }
    const wanted = method === 'apps.connections.open' ? APP_TOKEN : BOT_TOKEN;
    if (authorization !== `Bearer ${wanted}`) return json(response, { ok: false, error: 'invalid_auth' });
    if (granted !== undefined) response.setHeader('x-oauth-scopes', granted.join(','));
    json(response, (answers[method] ?? (() => ({ ok: true })))(args));
  }

  return {
    apiUrl: `${origin}/api/`,
    calls,
    called: (method) => calls.filter((call) => call.method === method),
    meet: (method, ...troubles) => void meets.set(method, [...(meets.get(method) ?? []), ...troubles]),
    down: (trouble) => void (downBy = trouble),
    release() {
      const held = slow;
      slow = [];
      for (const go of held) go();
    },
    next: (method) => new Promise((tell) => void (waiting = [...waiting, { method, tell }])),
    standing: () => [...messages.values()],
    putFile: (id, content, info = {}) => void files.set(id, { content: Buffer.from(content), info }),
    shared: () => shares.map(({ channel, content }) => ({ channel, content })),
    sockets,
    grant: (scopes) => void (granted = scopes),
    async close() {
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

function meetWith(trouble: SlackTrouble, response: ServerResponse): void {
  if (trouble.kind === 'limited') response.writeHead(429, { 'retry-after': String(trouble.seconds) }).end();
  else if (trouble.kind === 'status') response.writeHead(trouble.status, trouble.headers).end('upstream');
  else if (trouble.kind === 'refuses') json(response, { ok: false, error: trouble.error });
  else response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in to the hospital network</html>');
}

function json(response: ServerResponse, body: Args): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function argsIn(raw: string): Args {
  return Object.fromEntries([...new URLSearchParams(raw)].map(([name, value]) => [name, /^[[{]/.test(value) ? JSON.parse(value) : value]));
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
