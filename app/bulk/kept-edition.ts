import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '#connectors/make-folder.ts';
import { EditionHead } from '#core/terminology/edition-source.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { editionImage } from '../editions/edition-image.ts';
import { packed, shared, type EditionBytes } from './edition-bytes.ts';

export interface KeptEditions {
  /** The edition of a source, compiled where it is not kept. `digest` is over all that the source is read from, `place` is where. */
  get(place: string, digest: string, compile: () => Promise<CompiledEdition>): Promise<EditionBytes>;
}

const DIGEST = 32;
const LENGTH = 4;

/**
 * Compiled editions by the digest of the files that they were made from, so that a run need not read those. A file that is damaged or
 * of another program is made again; of one place the newest alone is kept. That none can be written costs the next run its speed.
 */
export function keptEditions(folder: string, root: string): KeptEditions {
  const { version } = editionImage(root);
  return {
    async get(place, digest, compile) {
      const prefix = `bulk-${sha256(place).toString('hex').slice(0, 12)}-`;
      const name = `${prefix}${sha256(`${digest} ${version}`).toString('hex').slice(0, 32)}.bin`;
      const known = read(join(folder, name), name);
      if (known !== undefined) return known;
      const edition = packed(await compile());
      await keep(folder, name, edition).catch(() => undefined);
      return edition;
    },
  };

  async function keep(folder: string, name: string, edition: EditionBytes): Promise<void> {
    await makeFolder(folder);
    const head = Buffer.from(JSON.stringify({ head: edition.head, sha256: edition.sha256 }));
    const length = Buffer.alloc(LENGTH);
    length.writeUInt32BE(head.length);
    const body = Buffer.concat([length, head, new Uint8Array(edition.bytes)]);
    const draft = join(folder, `${name}.${process.pid}.tmp`);
    writeFileSync(draft, Buffer.concat([sha256(name, body), body]), { mode: 0o600 });
    renameSync(draft, join(folder, name));
    const prefix = name.slice(0, name.lastIndexOf('-') + 1);
    for (const other of readdirSync(folder)) if (other.startsWith(prefix) && other !== name) rmSync(join(folder, other), { force: true });
  }
}

function read(path: string, name: string): EditionBytes | undefined {
  try {
    const bytes = readFileSync(path);
    const body = bytes.subarray(DIGEST);
    if (!sha256(name, body).equals(bytes.subarray(0, DIGEST))) return undefined;
    const end = LENGTH + body.readUInt32BE(0);
    const { head, sha256: digest } = JSON.parse(body.subarray(LENGTH, end).toString('utf8')) as { head: unknown; sha256: string };
    return { head: EditionHead.parse(head), sha256: digest, bytes: shared(body.subarray(end)) };
  } catch {
    return undefined;
  }
}

function sha256(text: string, bytes: Uint8Array = new Uint8Array()): Buffer {
  return createHash('sha256').update(`${text}\n`).update(bytes).digest();
}
