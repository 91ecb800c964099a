import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onServer, testServer } from './on-server.ts';
import { PREPARED, templatesOf } from './once-a-run.ts';

const folder = join(tmpdir(), `countersign-run-${randomBytes(6).toString('hex')}`);

/** A place for what the test files of one run share. They fill it when they need it. */
export function setup(): void {
  mkdirSync(folder, { mode: 0o700 });
  process.env[PREPARED] = folder;
}

export async function teardown(): Promise<void> {
  if (existsSync(join(folder, 'template'))) {
    const { url } = testServer();
    const made = await onServer(url, `select datname from pg_database where starts_with(datname, '${templatesOf(folder)}')`);
    for (const { datname } of made) await onServer(url, `drop database ${String(datname)} with (force)`);
  }
  await rm(folder, { recursive: true, force: true });
}
