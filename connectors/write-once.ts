import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reached, Receipt } from '#guardrails/effects/receiver.ts';
import { makeFolder } from './make-folder.ts';

export type Written = { readonly written: true } | Extract<Receipt, { readonly error: string }>;

const DRAFT = /^\.[0-9a-f-]{36}\.tmp$/;
const LEFT_BEHIND_MS = 60 * 60 * 1000;

/**
 * The whole file or none, once: it is written beside and linked into place, which fails when the name is taken. A file that is there
 * with the same content counts as written. What breaks before the file has its name is a refusal; `setting` is what to mend.
 */
export async function writeOnce(folder: string, name: string, body: string, setting: string, reached: Reached): Promise<Written> {
  const draft = join(folder, `.${randomUUID()}.tmp`);
  const file = join(folder, name);
  try {
    const failed = await writeDraft(draft, body, folder, setting);
    if (failed !== undefined) return failed;
    await reached('draft-written');
    await link(draft, file);
    await reached('published');
    return { written: true };
  } catch (thrown) {
    if (codeOf(thrown) !== 'EEXIST') throw thrown;
    if ((await readFile(file, 'utf8')) === body) return { written: true };
    return { state: 'refused', says: `${file} is there already with other content, so nothing was written.`, error: 'name-taken' };
  } finally {
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** Nobody reads a draft. Whatever breaks here, nothing has happened yet; a full disk may have room later. */
async function writeDraft(draft: string, body: string, folder: string, setting: string): Promise<Written | undefined> {
  try {
    await makeFolder(folder);
    await writeFile(draft, body, { flag: 'wx', mode: 0o600, flush: true });
    return undefined;
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOSPC')
      return { state: 'busy', says: `Nothing was written to ${folder}: the disk is full. Make room.`, error: 'disk-full' };
    const says = `Nothing was written to ${folder}: it cannot be written to. Mend that, or set ${setting}.`;
    return { state: 'refused', says, error: 'not-writable' };
  }
}

/** Takes away drafts that a process which was killed left behind: those older than an hour, which is longer than anybody writes. */
export async function clearDrafts(folder: string, now: number): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!DRAFT.test(name)) continue;
    const draft = join(folder, name);
    const { mtimeMs = now } = (await stat(draft).catch(() => undefined)) ?? {};
    if (now - mtimeMs > LEFT_BEHIND_MS) await rm(draft, { force: true }).catch(() => undefined);
  }
}

function codeOf(thrown: unknown): unknown {
  return thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
}
