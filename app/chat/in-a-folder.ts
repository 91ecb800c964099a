import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import type { FileContent } from '#agent/chat/chat-parts.ts';

/** A file while it is read: the name that somebody gave it, and its own in the folder. */
export interface LaidDown {
  readonly name: string;
  readonly file: string;
  readonly path: string;
}

/**
 * Files that came over chat, in a folder that this user alone can read while they are read, under numbers and not under their names. They
 * are gone afterwards.
 */
export async function inAFolder<T>(
  files: readonly FileContent[],
  work: (folder: string, laid: readonly LaidDown[]) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'countersign-dropped-'));
  try {
    const laid: LaidDown[] = [];
    for (const [at, { name, content }] of files.entries()) {
      const file = `${at + 1}${endingOf(name)}`;
      laid.push({ name, file, path: join(folder, file) });
      await writeFile(join(folder, file), content, { mode: 0o600 });
    }
    return await work(folder, laid);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** How the name ends, where that says what a file is. A name is anybody's text, and no other part of one comes near a path. */
function endingOf(name: string): string {
  const ending = extname(basename(name)).toLowerCase();
  return /^\.[a-z0-9]{1,8}$/.test(ending) ? ending : '';
}
