import { createHash } from 'node:crypto';
import { lstat, mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Failure } from '#core/errors.ts';

/** Some systems take no longer path for a socket: 104 bytes with the closing NUL on macOS, 108 on Linux. */
const LONGEST = 100;

/**
 * Where the owner of a directory listens: `daemon.sock` in it, or where that is too long, in a folder of the user's own
 * under the system's temporary folder, named by a hash of the directory.
 *
 * The temporary folder is everyone's, so a folder there that is not the user's alone is refused with Failure `bad-config`.
 */
export async function socketPath(directory: string): Promise<string> {
  if (process.platform === 'win32') return `\\\\.\\pipe\\countersign-${nameOf(directory)}`;
  const inside = join(directory, 'daemon.sock');
  if (Buffer.byteLength(inside) <= LONGEST) return inside;

  const folder = join(tmpdir(), `countersign-${nameOf(directory)}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { mode, uid } = await lstat(folder);
  // lstat: a link planted under this name is no folder of mode 0700, whatever it points at.
  if ((mode & 0o170777) !== 0o040700 || uid !== userInfo().uid) {
    throw new Failure('bad-config', `${folder} is not a private folder of yours. Remove it, or use a shorter data directory.`);
  }
  return join(folder, 'daemon.sock');
}

function nameOf(directory: string): string {
  return createHash('sha256').update(directory).digest('hex').slice(0, 16);
}
