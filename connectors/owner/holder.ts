import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** Who holds an embedded directory and where it answers: `holder.json`, written by the owner. */
export const Holder = z.object({
  pid: z.int().positive(),
  startedAt: z.iso.datetime(),
  /** Path of the owner's local socket. */
  socket: z.string().min(1),
  /** Address of its HTTP surfaces, when it serves any. */
  http: z.url().optional(),
  /** What was typed to start it: `countersign start`. */
  command: z.string().min(1),
});
export type Holder = z.infer<typeof Holder>;

/**
 * The last owner that wrote its name, or `undefined`. It may be dead: only the lock says that a directory is held, and
 * only an answer on the socket says that the holder lives.
 */
export async function readHolder(directory: string): Promise<Holder | undefined> {
  try {
    return Holder.parse(JSON.parse(await readFile(fileIn(directory), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Replaces the file in one step, so that nobody reads half of it. */
export async function writeHolderFile(directory: string, holder: Holder): Promise<void> {
  const draft = `${fileIn(directory)}.${holder.pid}`;
  try {
    await writeFile(draft, `${JSON.stringify(Holder.parse(holder), null, 2)}\n`, { mode: 0o600 });
    await rename(draft, fileIn(directory));
  } catch (thrown) {
    await rm(draft, { force: true });
    throw thrown;
  }
}

export function fileIn(directory: string): string {
  return join(directory, 'holder.json');
}
