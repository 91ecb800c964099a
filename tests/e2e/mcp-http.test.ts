import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ERAS, httpClient } from '../support/mcp-clients.ts';
import { countersign, type Running } from '../support/mcp-process.ts';
import { startedFolder } from '../support/started-folder.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'countersign-http-'));
/** The same question in a person's words and as a call. */
const QUESTIONS = [
  { asked: 'code E-1042', name: 'suggest_codes', arguments: { encounter: 'E-1042' } },
  { asked: 'why not I50.33 on E-1042?', name: 'explain_code', arguments: { encounter: 'E-1042', code: 'I50.33' } },
  {
    asked: 'what does the chart say about kidney function on E-1042?',
    name: 'search_chart',
    arguments: { encounter: 'E-1042', query: 'kidney function' },
  },
];

let daemon: Running;
let address: string;
let settings: Record<string, string>;

beforeAll(async () => {
  const port = await freePort();
  await startedFolder(dataDir);
  settings = { COUNTERSIGN_DATA_DIR: dataDir, COUNTERSIGN_HTTP_PORT: String(port) };
  address = `http://127.0.0.1:${port}/mcp`;
  daemon = countersign(['start'], settings);
  await daemon.says('mcp-token');
}, 120_000);

afterAll(async () => {
  await daemon.kill();
  await rm(dataDir, { recursive: true, force: true });
});

/** The chance that somebody takes it in between is small, and then `start` says so. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

const token = (): string => readFileSync(join(dataDir, 'mcp-token'), 'utf8').trim();
const textOf = (answer: object): string => (answer as { content: { text: string }[] }).content[0]!.text;

test('keeps its token where only this user reads it, and refuses whoever does not have it', async () => {
  const refused = await fetch(address, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });

  expect(statSync(join(dataDir, 'mcp-token')).mode & 0o777).toBe(0o600);
  expect(token().length).toBeGreaterThan(40);
  expect(refused.status).toBe(401);
  await expect(httpClient(address, '2025-11-25', `${token()}x`)).rejects.toThrow('A bearer token is required');
});

test('gives the same answers byte for byte over HTTP and stdio, in both eras', { timeout: 120_000 }, async () => {
  const stdio = countersign(['mcp'], settings);
  const clients = [
    await httpClient(address, ERAS[0]!, token()),
    await httpClient(address, ERAS[1]!, token()),
    await stdio.client('2026-07-28'),
  ];

  for (const { asked: _asked, ...question } of QUESTIONS) {
    const [first, ...others] = await Promise.all(clients.map((client) => client.callTool(question)));
    expect(first!.isError).toBeUndefined();
    for (const other of others) {
      expect(textOf(other)).toBe(textOf(first!));
      expect(JSON.stringify(other.structuredContent)).toBe(JSON.stringify(first!.structuredContent));
    }
  }
  for (const client of clients) await client.close();
  expect(await stdio.end()).toBe(0);
});

test.each(QUESTIONS)('answers a call of $name as the terminal answers "$asked"', async ({ asked, ...question }) => {
  const client = await httpClient(address, '2026-07-28', token());
  const terminal = countersign(['ask', asked], settings);

  const answer = await client.callTool(question);

  expect(await terminal.end()).toBe(0);
  expect(textOf(answer)).toBe(terminal.stdout());
  await client.close();
});

test('lets a client propose and gives it no way to decide', async () => {
  const client = await httpClient(address, '2026-07-28', token());

  const made = await client.callTool({
    name: 'propose_codes',
    arguments: { encounter: 'E-1042', codes: ['I50.23'], confirm: true, approve: 'yes' },
  });
  const again = await client.callTool({ name: 'propose_codes', arguments: { encounter: 'E-1042', codes: ['I50.23'] } });
  const shown = await client.callTool({ name: 'show_proposal', arguments: { proposal: 'P-1' } });

  expect(made.structuredContent).toMatchObject({ proposals: [{ proposal: 'P-1', state: 'pending' }] });
  expect(again.structuredContent).toEqual(made.structuredContent);
  expect(textOf(shown)).toContain('P-1  pending');
  expect(textOf(shown)).toContain('MCP client (mcp-client) on behalf of Dana Reyes (dana.reyes)');
  for (const name of ['decide', 'approve', 'accept', 'reject']) {
    await expect(client.callTool({ name, arguments: { proposal: 'P-1', verdict: 'approved' } })).rejects.toThrow(name);
  }
  await client.close();
});

test('writes a call that is refused to the ledger, and says nothing of the input', async () => {
  const client = await httpClient(address, '2026-07-28', token());
  const size = async (): Promise<number> => {
    const { structuredContent } = await client.callTool({ name: 'show_ledger', arguments: { encounter: 'E-1042' } });
    return (structuredContent as { head: { size: number } }).head.size;
  };

  const before = await size();
  const answer = await client.callTool({ name: 'suggest_codes', arguments: { encounter: ['Jane Doe'] } });
  const after = await size();

  expect(answer).toMatchObject({ isError: true });
  expect(textOf(answer)).toContain('suggest_codes: encounter:');
  expect(textOf(answer)).not.toContain('Jane Doe');
  // One entry for having shown the ledger, and one for the refusal.
  expect(after - before).toBe(2);
  await client.close();
});
