/**
 * What messages that are too long or too deep cost a running Countersign, over stdio and HTTP: how each is answered, whether the
 * next call is, and how far the memory of the process has grown since before the first, right after it and when all is over.
 * Prints a table; bar C7 is 50 MB. What was read and dropped stays until the collector comes by, so a line is not a leak.
 *
 *   node bench/oversized-messages.ts
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { countersign, type Running } from '../tests/support/mcp-process.ts';
import { run } from '../tests/support/terminal.ts';

const MB = 1024 * 1024;
const BAR_MB = 50;
const PATIENCE_MS = 20_000;

interface Surface {
  readonly name: string;
  readonly pid: number;
  /** Sends one message, given as text, and gives what came back under its id, or what came instead. */
  readonly send: (id: number, message: string) => Promise<string>;
}

function call(id: number, encounter: string): string {
  return `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"suggest_codes","arguments":{"encounter":${encounter}}}}`;
}

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const CASES: readonly (readonly [name: string, encounter: () => string])[] = [
  ['10,000 levels', () => nested(10_000)],
  ['4 million levels', () => nested(4_000_000)],
  ['a list of 3 million', () => `[${'1,'.repeat(3_000_000)}1]`],
  ['a word of 900 KB', () => `"${'x'.repeat(900 * 1024)}"`],
  ['a word of 9 MB', () => `"${'x'.repeat(9 * MB)}"`],
  ['a word of 40 MB', () => `"${'x'.repeat(40 * MB)}"`],
  ['a word of 200 MB', () => `"${'x'.repeat(200 * MB)}"`],
];

async function overStdio(settings: Readonly<Record<string, string>>): Promise<readonly [Surface, Running]> {
  const running = countersign(['mcp'], { ...settings, COUNTERSIGN_HTTP_PORT: 'off' });
  const info = { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } };
  const said = async (id: number): Promise<string> => {
    for (let waited = 0; waited < PATIENCE_MS; waited += 5) {
      const line = running
        .stdout()
        .split('\n')
        .find((one) => new RegExp(`"id":${id}[,}]`).test(one));
      if (line !== undefined) return line;
      await setTimeout(5);
    }
    return 'no answer';
  };
  const send = (id: number, message: string): Promise<string> => {
    running.input.write(`${message}\n`);
    return said(id);
  };
  await send(1, JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: info }));
  running.input.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
  return [{ name: 'stdio', pid: running.pid, send }, running];
}

async function overHttp(settings: Readonly<Record<string, string>>): Promise<readonly [Surface, Running]> {
  const port = await freePort();
  const running = countersign(['start'], { ...settings, COUNTERSIGN_HTTP_PORT: String(port) });
  await running.says('mcp-token');
  const token = readFileSync(join(settings['COUNTERSIGN_DATA_DIR'] ?? '', 'mcp-token'), 'utf8').trim();
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    authorization: `Bearer ${token}`,
    'mcp-protocol-version': '2025-11-25',
  };
  const send = async (_id: number, body: string): Promise<string> => {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/mcp`, { method: 'POST', headers, body });
      return `${answer.status} ${await answer.text()}`;
    } catch (thrown) {
      return `connection closed (${thrown instanceof Error ? thrown.message : 'unknown'})`;
    }
  };
  return [{ name: 'http', pid: running.pid, send }, running];
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function memoryOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

/** Prints a line for each case. Gives the growth that stays. */
async function measure({ name, pid, send }: Surface): Promise<number> {
  let id = 10;
  const good = async (): Promise<boolean> => (await send((id += 1), call(id, '"E-1042"'))).includes('Codes for E-1042');
  for (let turn = 0; turn < 20; turn += 1) await good();
  const before = memoryOf(pid);
  for (const [what, encounter] of CASES) {
    const answer = await send((id += 1), call(id, encounter()));
    const next = await good();
    const grown = memoryOf(pid) - before;
    const says = /"(?:message|text)":"([^"]{0,60})/.exec(answer)?.[1] ?? answer.slice(0, 60);
    console.log(
      [name.padEnd(6), what.padEnd(20), `${grown.toFixed(0)} MB`.padStart(7), next ? 'next answered' : 'NEXT LOST', says].join('  '),
    );
  }
  for (let turn = 0; turn < 20; turn += 1) await good();
  return memoryOf(pid) - before;
}

for (const open of [overStdio, overHttp]) {
  const directory = mkdtempSync(join(tmpdir(), 'countersign-oversized-'));
  // The first start loads the demo hospital and leaves much for the collector, which would hide a growth.
  await run(['ask', 'code E-1042'], { COUNTERSIGN_DATA_DIR: directory });
  const [surface, running] = await open({ COUNTERSIGN_DATA_DIR: directory });
  const grown = await measure(surface);
  console.log(`${surface.name}: when all is over the memory has grown by ${grown.toFixed(0)} MB; the bar is ${BAR_MB} MB.\n`);
  if (grown > BAR_MB) process.exitCode = 1;
  await running.kill();
  rmSync(directory, { recursive: true, force: true });
}
