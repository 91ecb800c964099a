import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readOfficialEdition } from '#connectors/reference-data/official/read-official-edition.ts';
import { readStarter } from '#connectors/reference-data/read-starter.ts';
import { packed, type EditionBytes } from './edition-bytes.ts';

/** The edition of official files, with what the program brings to it. Its digest is the one under which it would be loaded. */
export async function officialEdition(path: string, root: string): Promise<EditionBytes> {
  const source = await readOfficialEdition(path, { starter: readStarter(join(root, 'starter', 'icd10cm')) });
  const content = JSON.stringify(source);
  return packed(content, source.head, createHash('sha256').update(content).digest('hex'));
}
