import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { ownDirectory } from '#connectors/owner/own-directory.ts';
import { openDatabase } from '#connectors/postgres/open-database.ts';
import { postgresStore } from '#connectors/postgres/postgres-store.ts';
import { testSealer } from './subject.ts';
import { TenantId } from '#guardrails/actor.ts';

interface Running {
  readonly process: ChildProcess;
  /** Everything it said. */
  readonly said: string[];
  /** Settles when it has said something that fits. */
  until(fits: (line: string) => boolean): Promise<string>;
  end(signal: NodeJS.Signals): Promise<void>;
}

function start(directory: string): Running {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'owner-process.ts'), directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => said.push(line));
  const until = (fits: (line: string) => boolean) =>
    new Promise<string>((resolve, reject) => {
      const earlier = said.find(fits);
      if (earlier !== undefined) resolve(earlier);
      lines.on('line', (line) => fits(line) && resolve(line));
      lines.once('close', () => reject(new Error(`the process ended, having said: ${said.slice(-3).join(' | ')}`)));
    });
  const end = async (signal: NodeJS.Signals) => {
    const closed = once(child, 'close');
    child.kill(signal);
    await closed;
  };
  return { process: child, said, until, end };
}

async function aDirectory(): Promise<string> {
  return join(await realpath(await mkdtemp(join(tmpdir(), 'countersign-owner-'))), 'data');
}

function acknowledged({ said }: Running): number {
  return said.filter((line) => line.startsWith('acknowledged')).length;
}

/** What a new owner of the directory finds in the ledger. */
async function entriesIn(directory: string): Promise<number> {
  const ownership = await ownDirectory(directory);
  const database = await openDatabase({ directory: join(directory, 'database') });
  const store = postgresStore(database, { salt: () => 'salt', sealer: testSealer() });
  try {
    return await store.within(TenantId.parse('demo'), async ({ ledger }) => {
      const entries = await ledger.list({});
      expect((await ledger.head()).size).toBe(entries.length);
      return entries.length;
    });
  } finally {
    await database.close();
    await ownership.release();
  }
}

test('a second process is refused in under a second while the first writes on, and nothing is lost', async () => {
  const directory = await aDirectory();
  const first = start(directory);
  await first.until((line) => line === 'acknowledged 20');
  const before = performance.now();
  await expect(ownDirectory(directory)).rejects.toMatchObject({ code: 'data-dir-held' });
  const took = performance.now() - before;
  const second = start(directory);
  const refusal = await second.until((line) => line.startsWith('refused'));
  const atRefusal = acknowledged(first);
  await first.until((line) => line === `acknowledged ${atRefusal + 20}`);
  await first.end('SIGTERM');

  expect(took).toBeLessThan(1000);
  expect(refusal).toContain(`refused data-dir-held Another Countersign (pid ${first.process.pid}, started `);
  expect(await entriesIn(directory)).toBe(acknowledged(first));
});

test('an owner that was killed leaves no lock behind, and everything that it had acknowledged', async () => {
  const directory = await aDirectory();
  const first = start(directory);
  await first.until((line) => line === 'acknowledged 50');
  await first.end('SIGKILL');
  const found = await entriesIn(directory);

  // One more may have been committed and not yet said.
  expect(found - acknowledged(first)).toBeGreaterThanOrEqual(0);
  expect(found - acknowledged(first)).toBeLessThanOrEqual(1);
});
