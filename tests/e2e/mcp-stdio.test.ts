import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { TOOLS } from '#tools/registry.ts';
import { BIN, cleanEnvironment, countersign, rpcMessages, type Running } from '../support/mcp-process.ts';
import { ERAS } from '../support/mcp-clients.ts';
import { startedFolder } from '../support/started-folder.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'countersign-mcp-'));
const settings = { COUNTERSIGN_DATA_DIR: dataDir, COUNTERSIGN_HTTP_PORT: 'off' };
const names = TOOLS.map(({ name }) => name);

const running: Running[] = [];
beforeAll(() => startedFolder(dataDir));
afterEach(async () => {
  for (const one of running.splice(0)) await one.kill();
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

function mcp(): Running {
  const process = countersign(['mcp'], settings);
  running.push(process);
  return process;
}

const textOf = (answer: object): string => (answer as { content: { text: string }[] }).content[0]!.text;

/** The leaf hashes of what the ledger holds on E-1042. */
async function ledger(client: Client): Promise<readonly string[]> {
  const { structuredContent } = await client.callTool({ name: 'show_ledger', arguments: { encounter: 'E-1042' } });
  return (structuredContent as { entries: { leafHash: string }[] }).entries.map(({ leafHash }) => leafHash);
}

test.each(ERAS)(
  'serves a whole run of %s on stdout with not one stray byte, and ends with its client',
  { timeout: 120_000 },
  async (era) => {
    const process = mcp();
    const client = await process.client(era);
    const encounter = 'E-1042';

    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(names);
    const answers = [
      await client.callTool({ name: 'explain_code', arguments: { encounter, code: 'I50.23' } }),
      await client.callTool({ name: 'list_work', arguments: {} }),
      await client.callTool({ name: 'lookup_code', arguments: { query: 'heart failure, diastolic, acute', date: '2026-03-03' } }),
      await client.callTool({ name: 'propose_codes', arguments: { encounter, codes: ['I50.23'] } }),
      await client.callTool({ name: 'read_document', arguments: { encounter, document: 'discharge summary' } }),
      await client.callTool({ name: 'search_chart', arguments: { encounter, query: 'kidney function' } }),
      await client.callTool({ name: 'show_ledger', arguments: { encounter } }),
      await client.callTool({ name: 'show_proposal', arguments: { proposal: 'P-1' } }),
      await client.callTool({ name: 'suggest_codes', arguments: { encounter } }),
    ];
    const refused = await client.callTool({ name: 'suggest_codes', arguments: { encounter: 'E-104' } });
    const forBillers = await client.callTool({ name: 'lookup_denial', arguments: { claim: 'C-88' } });
    await expect(client.callTool({ name: 'approve', arguments: { proposal: 'P-1' } })).rejects.toThrow('approve');

    expect(answers.map(({ isError, structuredContent }) => isError ?? typeof structuredContent)).toEqual(answers.map(() => 'object'));
    expect(textOf(answers[0]!)).toContain('I50.23  Acute on chronic systolic (congestive) heart failure');
    expect(refused).toMatchObject({ isError: true });
    expect(textOf(refused)).toContain('E-104');
    expect(textOf(forBillers)).toContain('Your roles may not use lookup_denial');
    expect(await process.end()).toBe(0);
    expect(rpcMessages(process.stdout()).every(({ jsonrpc }) => jsonrpc === '2.0')).toBe(true);
  },
);

test('answers questions that are piped in, and ends', { timeout: 120_000 }, async () => {
  const process = mcp();
  const clientInfo = { name: 'pipe', version: '1' };
  for (const message of [
    { id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo } },
    { method: 'notifications/initialized' },
    { id: 2, method: 'tools/call', params: { name: 'suggest_codes', arguments: { encounter: 'E-1042' } } },
  ]) {
    process.input.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  }

  expect(await process.end()).toBe(0);
  expect(rpcMessages(process.stdout()).map(({ id }) => id)).toEqual([1, 2]);
  expect(process.stdout()).toContain('I50.23');
});

test(
  'two on one directory give the same answers at once, and one goes on without loss when the other is killed',
  { timeout: 120_000 },
  async () => {
    const first = mcp();
    const one = await first.client('2026-07-28');
    // The first to ask owns the data.
    await one.callTool({ name: 'list_work', arguments: {} });
    const second = mcp();
    const two = await second.client('2025-11-25');
    const suggest = { name: 'suggest_codes', arguments: { encounter: 'E-1042' } };

    const [here, there] = await Promise.all([one.callTool(suggest), two.callTool(suggest)]);
    expect(textOf(there)).toBe(textOf(here));

    const made = await two.callTool({ name: 'propose_codes', arguments: { encounter: 'E-1042', codes: ['N18.32'] } });
    const [proposal] = (made.structuredContent as { proposals: { proposal: string }[] }).proposals;
    const show = { name: 'show_proposal', arguments: { proposal: proposal!.proposal } };
    const shown = await one.callTool(show);
    // The codes say by now that one of them waits for a decision.
    const suggested = await one.callTool(suggest);
    const before = await ledger(one);
    await first.kill();

    expect((await two.callTool(show)).structuredContent).toEqual(shown.structuredContent);
    expect(textOf(await two.callTool(suggest))).toBe(textOf(suggested));
    expect((await ledger(two)).slice(0, before.length)).toEqual(before);
    expect(await second.end()).toBe(0);
    expect(rpcMessages(second.stdout()).length).toBeGreaterThan(5);
  },
);

test('takes calls that come at once after the owner is killed', { timeout: 120_000 }, async () => {
  const first = mcp();
  await (await first.client('2025-11-25')).callTool({ name: 'list_work', arguments: {} });
  const second = mcp();
  const two = await second.client('2025-11-25');
  await two.callTool({ name: 'list_work', arguments: {} });
  await first.kill();

  const explain = (code: string) => two.callTool({ name: 'explain_code', arguments: { encounter: 'E-1042', code } });
  const answers = await Promise.all(['I50.23', 'I50.33', 'N17.9', 'N18.32'].map(explain));

  expect(answers.map(({ isError }) => isError)).toEqual([undefined, undefined, undefined, undefined]);
  expect(await second.end()).toBe(0);
});

test('serves a client that first probes with a process of its own', { timeout: 120_000 }, async () => {
  const live = mcp();
  await (await live.client('2025-11-25')).callTool({ name: 'list_work', arguments: {} });
  const client = new Client({ name: 'auto', version: '1.0.0' }, { versionNegotiation: { mode: 'auto' } });

  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [BIN, 'mcp'], env: cleanEnvironment(settings), stderr: 'ignore' }),
  );
  const answer = await client.callTool({ name: 'suggest_codes', arguments: { encounter: 'E-1042' } });

  expect(client.getNegotiatedProtocolVersion()).toBe('2026-07-28');
  expect(textOf(answer)).toContain('I50.23');
  await client.close();
});

test('serves a client that is built on the earlier SDK', { timeout: 120_000 }, async () => {
  const client = new OldClient({ name: 'old', version: '1.0.0' });
  const transport = new OldTransport({ command: process.execPath, args: [BIN, 'mcp'], env: cleanEnvironment(settings), stderr: 'ignore' });
  await client.connect(transport);

  const { tools } = await client.listTools();
  const answer = await client.callTool({ name: 'suggest_codes', arguments: { encounter: 'E-1042' } });

  expect(tools.map(({ name }) => name)).toEqual(names);
  expect(textOf(answer)).toContain('I50.23');
  await client.close();
});
