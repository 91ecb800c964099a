import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readOfficialEdition } from '#connectors/reference-data/official/read-official-edition.ts';
import { readStarter, starterDigest } from '#connectors/reference-data/read-starter.ts';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import type { EditionBytes } from './edition-bytes.ts';
import type { KeptEditions } from './kept-edition.ts';

/** The edition of official files, with what the program brings to it. Its digest is the one under which it would be loaded. */
export async function officialEdition(path: string, root: string, kept: KeptEditions): Promise<EditionBytes> {
  const starter = join(root, 'starter', 'icd10cm');
  const readers = filesDigest(join(root, 'connectors', 'reference-data'));
  return kept.get(resolve(path), `${filesDigest(path)} ${starterDigest(starter)} ${readers}`, async () => {
    const source = await readOfficialEdition(path, { starter: readStarter(starter) });
    return compileEdition(source, createHash('sha256').update(JSON.stringify(source)).digest('hex'));
  });
}

/** The starter, compiled. */
export function starterEdition(root: string, kept: KeptEditions): Promise<EditionBytes> {
  const folder = join(root, 'starter', 'icd10cm');
  const digest = starterDigest(folder);
  return kept.get(folder, digest, () => Promise.resolve(compileEdition(readStarter(folder), digest)));
}

/** SHA-256 over the names and bytes of a file, or of all files of a folder. */
function filesDigest(path: string): string {
  const hash = createHash('sha256');
  const names = statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }).toSorted() : [''];
  for (const name of names.filter((one) => statSync(join(path, one)).isFile())) {
    const bytes = readFileSync(join(path, name));
    hash.update(`${name.replaceAll('\\', '/')} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}
