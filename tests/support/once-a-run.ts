import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** The setting that says where the things of one run of tests are: `prepare-run.ts` sets it. */
export const PREPARED = 'TEST_PREPARED_DIR';

/** How the names begin of what this run makes on a server, so that its end finds them. */
export function templatesOf(folder: string): string {
  return `countersign_template_${basename(folder).replaceAll(/\W/g, '_')}_`;
}

/**
 * The path of a file or folder that takes long to make and that many test files copy: whoever asks first makes it. Of two at once one is
 * kept, and nobody waits for the other. `undefined` outside a run of tests, as in bench/.
 */
export async function onceARun(name: string, make: (path: string, folder: string) => Promise<void>): Promise<string | undefined> {
  const folder = process.env[PREPARED];
  if (folder === undefined) return undefined;
  const path = join(folder, name);
  if (existsSync(path)) return path;
  const own = `${path}.${randomBytes(4).toString('hex')}`;
  await make(own, folder);
  try {
    await rename(own, path);
  } catch (thrown) {
    if (!existsSync(path)) throw thrown;
    await rm(own, { recursive: true });
  }
  return path;
}
