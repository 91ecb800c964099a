import { chmod, mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder that only its user can enter, with the folders above it, and leaves one that is there as it is. Throws what the
 * system says when it cannot be made.
 *
 * Node's own recursive mkdir tries for ever where a folder that exists takes no new one and calls it missing, as /proc does
 * (24.21.0).
 */
export async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  const above = dirname(path);
  if (above !== path) await makeFolder(above);
  try {
    await mkdir(path, { mode: 0o700 });
    // mkdir's mode is narrowed by the umask.
    await chmod(path, 0o700);
  } catch (thrown) {
    // Another process may have made it in between.
    if (!(await isFolder(path))) throw thrown;
  }
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true;
}
