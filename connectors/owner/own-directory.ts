import { realpath, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Failure } from '#core/errors.ts';
import { makeFolder } from '../make-folder.ts';
import { fileIn, readHolder, writeHolderFile, type Holder } from './holder.ts';
import { socketPath } from './socket-path.ts';

/** Proof that this process, and no other, holds a directory. */
export interface Ownership {
  /** Where to listen. A socket that a dead owner left there has been removed. */
  readonly socketPath: string;
  /** Says in `holder.json` where this owner answers and how it was started. */
  writeHolder(info: Pick<Holder, 'command' | 'http'>): Promise<void>;
  /** Gives the directory up. The database in it MUST be closed before. */
  release(): Promise<void>;
}

/** Locks that are held, so that none is collected as garbage, and with it let go, while its directory is in use. */
const HELD = new Set<DatabaseSync>();

/**
 * Takes an embedded directory for the life of this process, making it (mode 0700) where it is missing.
 *
 * The lock is SQLite's exclusive lock on `owner.lock`: the operating system drops it with the process, however that ends,
 * so there is never a stale one. Nothing else in this process may open that file: closing it would drop the lock.
 *
 * Throws Failure `data-dir-held` at once, naming the holder, when another process has it, and `bad-config` when the
 * directory cannot be used at all.
 */
export async function ownDirectory(directory: string): Promise<Ownership> {
  const home = await makeHome(directory);
  const lock = lockFile(join(home, 'owner.lock'));
  if (lock === undefined) throw await held(home);
  try {
    const socket = await socketPath(home);
    const startedAt = new Date(performance.timeOrigin).toISOString();
    const writeHolder: Ownership['writeHolder'] = (info) =>
      writeHolderFile(home, { pid: process.pid, startedAt, socket, ...info }).catch((thrown: unknown) => {
        throw unusable(home, thrown);
      });
    await removeTraces(home, socket);
    await writeHolder({ command: 'countersign' });
    const release = async () => {
      await removeTraces(home, socket);
      letGo(lock);
    };
    return { socketPath: socket, writeHolder, release };
  } catch (thrown) {
    letGo(lock);
    throw thrown;
  }
}

async function makeHome(directory: string): Promise<string> {
  try {
    await makeFolder(directory);
    return await realpath(directory);
  } catch (thrown) {
    throw unusable(directory, thrown);
  }
}

/** The lock, or `undefined` when another holds it. */
function lockFile(file: string): DatabaseSync | undefined {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(file, { timeout: 0 });
    lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    HELD.add(lock);
    return lock;
  } catch (thrown) {
    lock?.close();
    if (isBusy(thrown)) return undefined;
    throw unusable(dirname(file), thrown);
  }
}

function isBusy(thrown: unknown): boolean {
  const SQLITE_BUSY = 5;
  return thrown instanceof Error && 'errcode' in thrown && thrown.errcode === SQLITE_BUSY;
}

function letGo(lock: DatabaseSync): void {
  HELD.delete(lock);
  lock.close();
}

async function removeTraces(home: string, socket: string): Promise<void> {
  await rm(fileIn(home), { force: true });
  if (process.platform !== 'win32') await rm(socket, { force: true });
}

async function held(home: string): Promise<Failure> {
  const holder = await readHolder(home);
  const who = holder && ` (pid ${holder.pid}, started ${holder.startedAt.slice(0, 16).replace('T', ' ')} UTC, \`${holder.command}\`)`;
  return new Failure(
    'data-dir-held',
    `Another Countersign${who ?? ''} holds ${home}. Ask through it, stop it first, or set COUNTERSIGN_DATA_DIR to another directory.`,
  );
}

const WHY: Readonly<Record<string, string>> = {
  EEXIST: 'it, or a part of its path, is a file',
  ENOTDIR: 'it, or a part of its path, is a file',
  ENOENT: 'it cannot be made there',
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'that disk can only be read',
  ENOSPC: 'the disk is full',
  // SQLite's own numbers: it is read-only, it is full, its file cannot be opened.
  SQLITE_8: 'you may not write there',
  SQLITE_13: 'the disk is full',
  SQLITE_14: 'you may not write there',
};

function codeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return '';
  if ('errcode' in thrown) return `SQLITE_${String(thrown.errcode)}`;
  return 'code' in thrown ? String(thrown.code) : '';
}

function unusable(path: string, thrown: unknown): Failure {
  const why = WHY[codeOf(thrown)] ?? (thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : '');
  return new Failure(
    'bad-config',
    `${path} cannot be used as a data directory: ${why}. Set COUNTERSIGN_DATA_DIR to a directory that you may write to.`,
    { cause: thrown },
  );
}
