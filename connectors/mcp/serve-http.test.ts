import { request as httpRequest } from 'node:http';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ERAS, httpClient, said, sayBack, TOKEN, WORD_TOOLS } from '../../tests/support/mcp-clients.ts';
import { serveHttp, type HttpServer } from './serve-http.ts';

const BASE = { tools: WORD_TOOLS, call: sayBack, version: '1.2.3', port: 0, token: TOKEN };

let server: HttpServer;
beforeAll(async () => {
  server = await serveHttp(BASE);
});
afterAll(() => server.close());

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request byte for byte, for `fetch` sets Host itself. */
function send({ method = 'POST', path = '/mcp', headers = {}, body }: Sent) {
  const { hostname, port } = new URL(server.address);
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    const sent = httpRequest({ hostname, port, method, path, agent: false, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const known = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json', accept: 'application/json, text/event-stream' };
const list = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });

test.each(ERAS)('lists and calls for a client of %s', async (era) => {
  const client = await httpClient(server.address, era);

  const { tools } = await client.listTools();
  const answer = await client.callTool({ name: 'say_word', arguments: { word: 'oedema' } });

  expect(client.getNegotiatedProtocolVersion()).toBe(era);
  expect(tools.map(({ name }) => name)).toEqual(['say_word', 'keep_word']);
  expect(answer).toMatchObject({ content: [{ type: 'text', text: 'oedema\n' }], structuredContent: { word: 'oedema' } });
  await client.close();
});

test('lists and calls for a client built on the earlier SDK', async () => {
  const client = new OldClient({ name: 'old', version: '1.0.0' });
  await client.connect(new OldTransport(new URL(server.address), { requestInit: { headers: { authorization: known.authorization } } }));

  const { tools } = await client.listTools();
  const answer = await client.callTool({ name: 'say_word', arguments: { word: 'oedema' } });

  expect(tools.map(({ name }) => name)).toEqual(['say_word', 'keep_word']);
  expect(answer).toMatchObject({ structuredContent: { word: 'oedema' } });
  await client.close();
});

test('gives the same list byte for byte each time', async () => {
  const [first, second] = [await send({ headers: known, body: list }), await send({ headers: known, body: list })];

  expect(first.status).toBe(200);
  expect(first.body).toContain('say_word');
  expect(second.body).toBe(first.body);
});

test('never gives one client the answer of another', async () => {
  const clients = await Promise.all([...ERAS, ...ERAS].map((era) => httpClient(server.address, era)));
  const wrong: string[] = [];

  const ask = async (client: (typeof clients)[number], who: number): Promise<void> => {
    for (let turn = 0; turn < 25; turn += 1) {
      const word = `canary-${who}-${turn}`;
      const answer = await client.callTool({ name: 'say_word', arguments: { word } });
      if ((answer.structuredContent as { word: string }).word !== word) wrong.push(word);
    }
  };
  await Promise.all(clients.map(ask));

  expect(wrong).toEqual([]);
  await Promise.all(clients.map((client) => client.close()));
});

test.each([
  ['no token', {}, 'Bearer realm="countersign"'],
  ['another token', { authorization: 'Bearer not-it' }, 'Bearer realm="countersign", error="invalid_token"'],
  ['the token of another scheme', { authorization: `Basic ${TOKEN}` }, 'Bearer realm="countersign"'],
  ['the token with something after it', { authorization: `Bearer ${TOKEN}x` }, 'Bearer realm="countersign", error="invalid_token"'],
])('refuses %s with 401 and a challenge', async (_name, headers, challenge) => {
  const answer = await send({ headers: { 'content-type': 'application/json', ...headers }, body: list });

  expect(answer.status).toBe(401);
  expect(answer.headers['www-authenticate']).toBe(challenge);
  expect(answer.body).not.toContain('say_word');
});

test.each([
  ['another Host', { host: 'evil.example' }, 403],
  ['a Host that only starts like loopback', { host: '127.0.0.1.evil.example' }, 403],
  ['a foreign Origin', { origin: 'https://evil.example' }, 403],
  ['an opaque Origin', { origin: 'null' }, 403],
  ['no Content-Type', { 'content-type': '' }, 415],
  ['a form', { 'content-type': 'text/plain' }, 415],
  ['a compressed body', { 'content-encoding': 'gzip' }, 415],
])('refuses %s', async (_name, headers, status) => {
  const answer = await send({ headers: { ...known, ...headers }, body: list });

  expect(answer.status).toBe(status);
  expect(answer.body).not.toContain('say_word');
});

test.each([
  ['a loopback Origin', { origin: 'http://localhost:5173' }],
  ['localhost as Host', { host: 'localhost:7377' }],
])('takes %s', async (_name, headers) => {
  expect((await send({ headers: { ...known, ...headers }, body: list })).status).toBe(200);
});

test.each([
  ['more than a megabyte', JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'x'.repeat(1024 * 1024) }), 413],
  ['ten thousand levels', `{"jsonrpc":"2.0","id":1,"method":"tools/list","params":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 400],
  ['levels that never close', '{"a":'.repeat(100_000), 400],
  ['a string of escapes that never ends', `"${'\\"'.repeat(400_000)}`, 400],
  ['a batch', `[${list},${list}]`, 400],
  ['half a message', '{"jsonrpc":"2.0",', 400],
  ['a number', '7', 400],
  ['nothing', '', 400],
])('refuses %s', async (_name, body, status) => {
  const answer = await send({ headers: known, body });

  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toMatchObject({ jsonrpc: '2.0', error: { code: expect.any(Number) as number }, id: null });
  expect(answer.body).not.toMatch(/node_modules|\bat .*:\d+/);
});

test('refuses more than a megabyte that comes in chunks with no length', async () => {
  const answer = await send({ headers: { ...known, 'transfer-encoding': 'chunked' }, body: 'x'.repeat(1024 * 1024 + 1) });

  expect(answer.status).toBe(413);
});

test('does not count brackets inside a string as depth', async () => {
  const word = `${'['.repeat(5_000)}"\\`;
  const client = await httpClient(server.address, '2025-11-25');

  const answer = await client.callTool({ name: 'say_word', arguments: { word } });

  expect(answer.structuredContent).toEqual({ word });
  await client.close();
});

test.each(['GET', 'DELETE', 'PUT'])('has no session to %s', async (method) => {
  expect((await send({ method, headers: known })).status).toBe(405);
});

test('says ok at /livez to anyone here, and nothing else', async () => {
  const answer = await send({ method: 'GET', path: '/livez' });

  expect(answer).toMatchObject({ status: 200, body: 'ok' });
  expect(answer.headers['x-powered-by']).toBeUndefined();
});

test('serves nothing at any other path', async () => {
  expect((await send({ method: 'GET', path: '/', headers: known })).status).toBe(404);
});

test('says which port is taken and which setting moves it', async () => {
  const port = Number(new URL(server.address).port);

  await expect(serveHttp({ ...BASE, port })).rejects.toMatchObject({
    code: 'unavailable',
    says: `Port ${port} of 127.0.0.1 is in use. Set COUNTERSIGN_HTTP_PORT to another port, or to off to run without MCP over HTTP.`,
  });
});

test.each(ERAS)('answers a call of %s that runs while it stops, and then frees the port', async (era) => {
  let begun: () => void = () => {};
  let finish: () => void = () => {};
  const running = new Promise<void>((resolve) => (begun = resolve));
  const finished = new Promise<void>((resolve) => (finish = resolve));
  const other = await serveHttp({
    ...BASE,
    call: async () => {
      begun();
      await finished;
      return said('late');
    },
  });
  const client = await httpClient(other.address, era);

  const answer = client.callTool({ name: 'say_word', arguments: { word: 'x' } });
  await running;
  const closed = other.close();
  finish();

  expect(await answer).toMatchObject({ structuredContent: { word: 'late' } });
  await closed;
  const next = await serveHttp({ ...BASE, port: Number(new URL(other.address).port) });
  await next.close();
  await client.close();
});
