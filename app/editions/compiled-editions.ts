import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';

/** Compiled editions that outlive the process, by the digest of their content. */
export interface CompiledEditions {
  /** `undefined` where it is not kept, or is damaged: it is compiled again then. */
  read(sha256: string): Promise<CompiledEdition | undefined>;
  keep(edition: CompiledEdition): Promise<void>;
}

export interface EditionImage {
  /** Changes with any change of what `pack` writes, or of what a compiled edition holds. */
  readonly version: string;
  readonly pack: (edition: CompiledEdition) => Uint8Array;
  readonly open: (bytes: Uint8Array) => CompiledEdition;
}

const DIGEST = 32;

/**
 * Keeps compiled editions as files `<sha256>-<version>.bin` of a folder. Each begins with the SHA-256 of its name and bytes, which tells
 * a damaged file from a whole one; it does not stop anyone who may write the data folder. A file is written whole or not at all, and
 * those of other versions are removed. That a file cannot be written costs the next start its speed and nothing else.
 */
export function compiledEditions(folder: string, { version, pack, open }: EditionImage): CompiledEditions {
  const nameOf = (sha256: string): string => `${sha256}-${version}.bin`;
  return {
    async read(sha256) {
      const name = nameOf(sha256);
      const bytes = await readFile(join(folder, name)).catch(() => undefined);
      if (bytes === undefined || bytes.length <= DIGEST) return undefined;
      const body = bytes.subarray(DIGEST);
      if (!digestOf(name, body).equals(bytes.subarray(0, DIGEST))) return undefined;
      const edition = open(body);
      return edition.sha256 === sha256 ? edition : undefined;
    },
    async keep(edition) {
      const name = nameOf(edition.sha256);
      const body = pack(edition);
      const draft = join(folder, `${name}.${randomUUID()}.tmp`);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(draft, Buffer.concat([digestOf(name, body), body]), { flag: 'wx', mode: 0o600 });
        await rename(draft, join(folder, name));
        await removeOthers(folder, edition.sha256, name);
      } catch {
        await rm(draft, { force: true }).catch(() => undefined);
      }
    },
  };
}

function digestOf(name: string, body: Uint8Array): Buffer {
  return createHash('sha256').update(`${name}\n`).update(body).digest();
}

async function removeOthers(folder: string, sha256: string, kept: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(`${sha256}-`) && name.endsWith('.bin') && name !== kept) await rm(join(folder, name), { force: true });
  }
}
