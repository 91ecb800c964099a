import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { Failure } from '#core/errors.ts';
import type { Refused } from './chart-part.ts';

export interface FileFound {
  /** Path below what was imported, with `/`; a single file has its own name. */
  readonly file: string;
  readonly path: string;
  readonly bytes: number;
}

/**
 * Every file below a folder, in the order of its path by code unit, or the one file itself. Names that begin with a dot are passed
 * over. A link that leads out of the folder, to another folder or to nothing is refused, as is what is no plain file.
 */
export async function listFiles(root: string): Promise<{ readonly files: readonly FileFound[]; readonly refused: readonly Refused[] }> {
  const top = await realpath(root).catch(() => missing(root));
  const kind = await stat(top);
  if (kind.isFile()) return { files: [{ file: lastOf(root), path: top, bytes: kind.size }], refused: [] };
  if (!kind.isDirectory()) throw new Failure('bad-input', `${root} is neither a file nor a folder.`);

  const files: FileFound[] = [];
  const refused: Refused[] = [];
  for (const file of await namesBelow(top, '', refused)) {
    const found = await look(top, file);
    if ('why' in found) refused.push(found);
    else files.push(found);
  }
  return { files, refused };
}

async function namesBelow(top: string, folder: string, refused: Refused[]): Promise<string[]> {
  const entries = await readdir(join(top, folder), { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) {
    refused.push({ file: folder === '' ? '.' : folder, why: 'The folder cannot be read.' });
    return [];
  }
  const names: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith('.')) continue;
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) names.push(...(await namesBelow(top, path, refused)));
    else names.push(path);
  }
  return folder === '' ? names.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)) : names;
}

async function look(top: string, file: string): Promise<FileFound | Refused> {
  const path = join(top, file);
  const link = await lstat(path);
  if (link.isFile()) return { file, path, bytes: link.size };
  if (!link.isSymbolicLink()) return { file, why: 'It is not a plain file.' };

  const target = await realpath(path).catch(() => undefined);
  if (target === undefined) return { file, why: 'It is a link that leads to nothing.' };
  if (!`${target}${sep}`.startsWith(`${top}${sep}`)) return { file, why: 'It is a link that leaves the folder.' };
  const kind = await stat(target);
  return kind.isFile()
    ? { file, path: target, bytes: kind.size }
    : { file, why: 'It is a link to a folder, which is read where it stands.' };
}

function lastOf(path: string): string {
  return (
    path
      .replace(/[/\\]+$/, '')
      .split(/[/\\]/)
      .at(-1) ?? path
  );
}

function missing(root: string): never {
  throw new Failure('not-found', `There is no file or folder ${root}.`);
}
