import { existsSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Keeps traces under their address, `<sha256>.json`, each written once and whole. They quote charts, so only their owner may read them.
 */
export async function traceFolder(folder: string): Promise<(trace: { readonly id: string; readonly json: string }) => Promise<void>> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return async ({ id, json }) => {
    const path = join(folder, `${id}.json`);
    if (existsSync(path)) return;
    const part = `${path}.${process.pid}.part`;
    await writeFile(part, json, { mode: 0o600 });
    await rename(part, path);
  };
}
