import { existsSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ownDirectory } from '#connectors/owner/own-directory.ts';
import { TOOLS } from '#tools/registry.ts';
import { ERAS } from '../support/mcp-clients.ts';
import { countersign, rpcMessages, type Running } from '../support/mcp-process.ts';
import { startedFolder } from '../support/started-folder.ts';

const names = TOOLS.map(({ name }) => name);
const READY = 'Chat       countersign chat';

const folder = mkdtempSync(join(tmpdir(), 'countersign-ending-'));
/** One for the tests that must find it given up by the one before; the others take a new one. */
const shared = join(folder, 'shared');
const running: Running[] = [];
beforeAll(() => startedFolder(shared));
afterEach(async () => {
  for (const one of running.splice(0)) await one.kill();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function begin(command: 'start' | 'mcp', dataDir = shared): Running {
  const process = countersign([command], { COUNTERSIGN_DATA_DIR: dataDir, COUNTERSIGN_HTTP_PORT: 'off', COUNTERSIGN_DEMO: 'on' });
  running.push(process);
  return process;
}

const left = (dataDir = shared): readonly string[] => ['holder.json', 'daemon.sock'].filter((name) => existsSync(join(dataDir, name)));

describe('start', { timeout: 120_000 }, () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('gives the data up at %s, and the next start has it at once', async (signal) => {
    const first = begin('start');
    await first.says(READY);
    expect(left()).toEqual(['holder.json', 'daemon.sock']);

    expect(await first.stop(signal)).toBe(0);
    expect(left()).toEqual([]);
    const second = begin('start');
    await second.says(READY);
    expect(await second.stop(signal)).toBe(0);
  });

  test('gives the data up also when it is stopped in the middle of its first start', async () => {
    const dataDir = join(folder, 'interrupted');
    const first = begin('start', dataDir);
    await first.says('First start: loading the demo hospital');

    expect(await first.stop('SIGTERM')).toBe(0);
    expect(left(dataDir)).toEqual([]);
  });

  test('takes the data after an owner that was killed, whatever that left there', async () => {
    const first = begin('start');
    await first.says(READY);
    await first.kill();
    expect(left()).toEqual(['holder.json', 'daemon.sock']);

    const second = begin('start');
    await second.says(READY);

    expect(await second.stop('SIGTERM')).toBe(0);
    expect(left()).toEqual([]);
  });
});

describe('mcp', { timeout: 120_000 }, () => {
  test.each(ERAS)('greets a client of %s and lists the tools while the data cannot be had', async (era) => {
    const dataDir = join(folder, `held ${era}`);
    const held = await ownDirectory(dataDir);
    const process = begin('mcp', dataDir);
    const client = await process.client(era);

    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(names);
    expect(await process.end()).toBe(0);
    await held.release();
  });

  test('never takes the data for a client that calls nothing', async () => {
    const dataDir = join(folder, 'untouched');
    const process = begin('mcp', dataDir);
    await (await process.client('2025-11-25')).listTools();

    expect(await process.end()).toBe(0);
    expect(existsSync(dataDir)).toBe(false);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('answers what it has begun at %s, gives the data up and ends', async (signal) => {
    const process = begin('mcp');
    const client = await process.client('2025-11-25');
    await client.callTool({ name: 'list_work', arguments: {} });
    expect(left()).toEqual(['holder.json', 'daemon.sock']);

    expect(await process.stop(signal)).toBe(0);
    expect(left()).toEqual([]);
    expect(rpcMessages(process.stdout()).every(({ jsonrpc }) => jsonrpc === '2.0')).toBe(true);
  });
});
