import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BIN, cleanEnvironment, countersign } from '../support/mcp-process.ts';
import { startedFolder } from '../support/started-folder.ts';
import { run } from '../support/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-command-'));
const dataDir = join(folder, 'data');
beforeAll(() => startedFolder(dataDir));
afterAll(() => rm(folder, { recursive: true, force: true }));

const settings = { COUNTERSIGN_DATA_DIR: dataDir, COUNTERSIGN_HTTP_PORT: 'off' };
const READY = 'Chat       countersign chat';
const widest = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !line.includes('/'))
    .reduce((a, b) => (b.length > a.length ? b : a), '');

describe('the command line', { timeout: 120_000 }, () => {
  test.each([
    ['what is not there', 'show P-999', 4],
    ['an encounter that is not there', 'code E-9999', 4],
    ['an answer', 'what is waiting for me?', 0],
    ['a decision on nothing', 'approve P-999', 4],
  ])('ask ends with the status of %s', async (_name, question, status) => {
    const ran = await run(['ask', question], settings);

    expect({ status: ran.status, stderr: ran.stderr.includes('!') }).toEqual({ status, stderr: false });
  });

  test.each([
    [['help'], {}, 0],
    [['editions', 'list'], {}, 0],
    [['import', 'README.md'], {}, 65],
    [['ask', 'x'], { COUNTERSIGN_HTP_PORT: '7' }, 78],
    [['ask', 'x'], { COUNTERSIGN_MODEL_URL: 'http://127.0.0.1:1/v1' }, 78],
    [['trace'], {}, 2],
  ] as const)('%s prints no line over 80 columns', async (words, more, status) => {
    const ran = await run(words, { ...settings, ...more });

    expect(ran.status).toBe(status);
    expect(widest(ran.stdout + ran.stderr).length).toBeLessThanOrEqual(80);
    expect(ran.stderr).not.toContain('?.');
  });

  test('the doctor looks at all of it and tells of what is wrong by its status', async () => {
    const well = await run(['doctor'], settings);
    const ill = await run(['doctor', '--offline'], { ...settings, COUNTERSIGN_SLACK_BOT_TOKEN: 'xoxb-alone' });

    expect([well.status, ill.status]).toEqual([0, 1]);
    for (const check of ['Node', 'Data folder', 'Ledger key', 'Running', 'Database', 'Clock', 'People', 'Policy', 'Editions', 'MCP port'])
      expect(well.stdout).toMatch(new RegExp(`^(ok|look) +${check}  `, 'm'));
    expect(widest(well.stdout).length).toBeLessThanOrEqual(80);
    expect(ill.stdout.replaceAll(/\s+/g, ' ')).toContain('Slack is half set');
    expect(ill.stdout).not.toContain('xoxb-alone');
  });

  test.each([
    ['a path that is a file', 'file', 'is a file'],
    ['a path in a file', 'file/below', 'is a file'],
    ...(process.platform === 'linux' ? [['a place where nothing can be made', '/proc/countersign', 'cannot be made there']] : []),
  ])('%s is refused at once as a data directory', async (_name, path = '', why = '') => {
    writeFileSync(join(folder, 'file'), '');
    const ran = await run(['ask', 'x'], { ...settings, COUNTERSIGN_DATA_DIR: path.startsWith('/') ? path : join(folder, path) });

    expect(ran.status).toBe(78);
    expect(ran.stderr.replaceAll(/\s+/g, ' ')).toContain(why);
    expect(ran.stderr).toMatch(/^! \S+ cannot be used as a data directory/);
  });

  test.each(['stdout', 'stderr'] as const)('ends quietly when whoever reads its %s has gone', async (stream) => {
    const words = stream === 'stdout' ? ['help'] : ['nonsense'];
    const child = spawn(process.execPath, [BIN, ...words], { env: cleanEnvironment(settings), stdio: ['ignore', 'pipe', 'pipe'] });
    const other = stream === 'stdout' ? child.stderr : child.stdout;
    let said = '';
    other.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
    child[stream].destroy();
    const status = await new Promise((resolve) => child.on('close', resolve));

    expect({ said, status }).toEqual({ said: '', status: stream === 'stdout' ? 0 : 2 });
  });
});

describe('start, where the usual port is taken', { timeout: 120_000 }, () => {
  const USUAL = 7377;
  let other: Server;
  beforeAll(async () => {
    other = createServer();
    // Where somebody else has it already, it is as taken as it should be.
    await new Promise<void>((resolve) => other.once('error', () => resolve()).listen(USUAL, '127.0.0.1', resolve));
  });
  afterAll(() => void other.close());

  test('runs without MCP over HTTP, and says so', async () => {
    const process = countersign(['start'], { COUNTERSIGN_DATA_DIR: dataDir });
    await process.says(READY);

    expect(process.stdout().replaceAll(/\s+/g, ' ')).toContain(
      `MCP off over HTTP: port ${USUAL} is in use. COUNTERSIGN_HTTP_PORT sets another`,
    );
    expect(JSON.parse(readFileSync(join(dataDir, 'holder.json'), 'utf8'))).not.toHaveProperty('http');
    expect(await process.stop('SIGTERM')).toBe(0);
  });

  test('refuses when the port was set by hand', async () => {
    const { status, stderr } = await run(['start'], { COUNTERSIGN_DATA_DIR: dataDir, COUNTERSIGN_HTTP_PORT: String(USUAL) });

    expect(status).toBe(69);
    expect(stderr).toContain(`Port ${USUAL} of 127.0.0.1 is in use.`);
  });
});
