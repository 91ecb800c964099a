import { cp } from 'node:fs/promises';
import { onceARun } from './once-a-run.ts';
import { run } from './terminal.ts';

/**
 * Makes `dataDir` the data folder of a program that was started once, with the demo hospital, and asked nothing: a copy of one that was
 * started in this run. All copies are of one installation, with one key. For tests of whatever comes after a first start.
 */
export async function startedFolder(dataDir: string): Promise<void> {
  const started = await onceARun('started', async (to) => {
    const { status, stderr } = await run(['audit', 'verify'], { COUNTERSIGN_DATA_DIR: to, COUNTERSIGN_HTTP_PORT: 'off' });
    if (status !== 0) throw new Error(`the first start failed: ${stderr}`);
  });
  if (started !== undefined) await cp(started, dataDir, { recursive: true, preserveTimestamps: true });
}
