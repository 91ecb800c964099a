import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TEAMS_APP, TEAMS_PASSWORD, TEAMS_TENANT, teamsTokens, type TeamsTokens } from './teams-tokens.ts';

/** What one call meets. `reset` breaks the line before anything is done. */
export type TeamsTrouble =
  | { readonly kind: 'limited'; readonly seconds: number }
  | { readonly kind: 'status'; readonly status: number; readonly code?: string }
  | { readonly kind: 'redirect'; readonly to: string }
  | { readonly kind: 'nonsense' }
  | { readonly kind: 'reset' };

export type TeamsCallKind = 'login' | 'keys' | 'post' | 'update' | 'open' | 'file' | 'else';

export interface TeamsCall {
  readonly kind: TeamsCallKind;
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly raw: string;
  readonly authorization: string | undefined;
}

export interface StandingActivity {
  readonly conversation: string;
  readonly id: string;
  readonly activity: Readonly<Record<string, unknown>>;
}

export interface TeamsStandIn {
  readonly origin: string;
  readonly serviceUrl: string;
  readonly tokens: TeamsTokens;
  /** Every call that came in, in its order, those that met trouble too. */
  readonly calls: readonly TeamsCall[];
  readonly called: (kind: TeamsCallKind) => readonly TeamsCall[];
  /** The next calls of a kind meet these, one each; later ones go well. */
  readonly meet: (kind: TeamsCallKind, ...troubles: readonly TeamsTrouble[]) => void;
  /** Messages as they stand in the conversations now. */
  readonly standing: () => readonly StandingActivity[];
  /** Gives the file's address. */
  readonly putFile: (name: string, content: string | Uint8Array) => string;
  readonly close: () => Promise<void>;
}

const CONVERSATIONS = /^\/teams\/v3\/conversations(?:\/([^/]+)\/activities(?:\/([^/]+))?)?$/;

/** Microsoft's login, the keys of Teams, the Bot Connector and a SharePoint, on loopback. It refuses what carries no token that it gave. */
export async function teamsStandIn(): Promise<TeamsStandIn> {
  const tokens = await teamsTokens();
  const calls: TeamsCall[] = [];
  const meets = new Map<TeamsCallKind, TeamsTrouble[]>();
  const messages = new Map<string, StandingActivity>();
  const files = new Map<string, Uint8Array>();
  const given = new Set<string>();
  let made = 0;

  const server = createServer((request, response) => void take(request, response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString('utf8');
    const { method = '', url = '/', headers } = request;
    const kind = kindOf(method, url);
    const body = raw.startsWith('{') ? (JSON.parse(raw) as TeamsCall['body']) : Object.fromEntries(new URLSearchParams(raw));
    calls.push({ kind, method, path: url, raw, body, authorization: headers.authorization });
    const trouble = meets.get(kind)?.shift();
    if (trouble?.kind === 'reset') return void request.socket.destroy();
    if (trouble !== undefined) return meetWith(trouble, response);
    const isLetIn = given.has(headers.authorization?.replace('Bearer ', '') ?? '');
    if (['post', 'update', 'open'].includes(kind) && !isLetIn) return json(response, 401, { error: { code: 'Unauthorized' } });
    answer(calls.at(-1) as TeamsCall, response);
  }

  function answer({ kind, path, body }: TeamsCall, response: ServerResponse): void {
    const [, conversation = '', id = ''] = (CONVERSATIONS.exec(path) ?? []).map((part) => decodeURIComponent(part ?? ''));
    switch (kind) {
      case 'login':
        return login(body, response);
      case 'keys':
        return json(response, 200, path.endsWith('openidconfiguration') ? { jwks_uri: `${origin}/v1/.well-known/keys` } : tokens.jwks());
      case 'open':
        return json(response, 201, { id: `a:${(body['members'] as { id: string }[])[0]?.id}` });
      case 'post':
        made += 1;
        if (body['type'] === 'message') messages.set(`${conversation} ${made}`, { conversation, id: String(made), activity: body });
        return json(response, 201, { id: String(made) });
      case 'update': {
        if (!messages.has(`${conversation} ${id}`)) return json(response, 404, { error: { code: 'ActivityNotFoundInConversation' } });
        messages.set(`${conversation} ${id}`, { conversation, id, activity: body });
        return json(response, 200, { id });
      }
      case 'file':
      case 'else': {
        const content = files.get(path);
        return void response.writeHead(content === undefined ? 404 : 200).end(content);
      }
    }
  }

  function login(form: TeamsCall['body'], response: ServerResponse): void {
    const isOurs = form['client_id'] === TEAMS_APP && form['client_secret'] === TEAMS_PASSWORD;
    if (!isOurs) return json(response, 401, { error: 'invalid_client', error_description: 'AADSTS7000215' });
    const token = `service-token-${given.size + 1}`;
    given.add(token);
    json(response, 200, { token_type: 'Bearer', expires_in: 3_600, access_token: token });
  }

  return {
    origin,
    serviceUrl: `${origin}/teams/`,
    tokens,
    calls,
    called: (kind) => calls.filter((call) => call.kind === kind),
    meet: (kind, ...troubles) => void meets.set(kind, [...(meets.get(kind) ?? []), ...troubles]),
    standing: () => [...messages.values()],
    putFile(name, content) {
      files.set(`/files/${name}`, Buffer.from(content));
      return `${origin}/files/${name}`;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => void server.close(resolve));
    },
  };
}

function kindOf(method: string, path: string): TeamsCallKind {
  if (path === `/${TEAMS_TENANT}/oauth2/v2.0/token`) return 'login';
  if (path.startsWith('/v1/.well-known/')) return 'keys';
  if (path.startsWith('/files/')) return 'file';
  const found = CONVERSATIONS.exec(path);
  if (found === null) return 'else';
  if (method === 'PUT') return 'update';
  return found[1] === undefined ? 'open' : 'post';
}

function meetWith(trouble: Exclude<TeamsTrouble, { kind: 'reset' }>, response: ServerResponse): void {
  if (trouble.kind === 'limited') response.writeHead(429, { 'retry-after': String(trouble.seconds) }).end();
  else if (trouble.kind === 'redirect') response.writeHead(307, { location: trouble.to }).end();
  else if (trouble.kind === 'nonsense')
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in to the hospital network</html>');
  else
    json(response, trouble.status, {
      error: { ...(trouble.code !== undefined && { code: trouble.code }), message: 'Marguerite is no member' },
    });
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
