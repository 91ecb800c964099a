import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readStarter } from '#connectors/reference-data/read-starter.ts';
import { Failure } from '#core/errors.ts';
import { readOfficialCodes } from '../load-edition.ts';
import { packed, type EditionBytes } from './edition-bytes.ts';

const ORDER_FILE = /^icd10cm-order-20\d\d\.txt(\.gz)?$/;

/** The edition of official files, with what the program brings to it. */
export async function officialEdition(path: string, root: string): Promise<EditionBytes> {
  const { source, content, sha256 } = await readOfficialCodes(orderFile(path), readStarter(join(root, 'starter', 'icd10cm')));
  return packed(content, source.head, sha256);
}

function orderFile(path: string): string {
  if (!statSync(path).isDirectory()) return path;
  const [file, other] = readdirSync(path).filter((name) => ORDER_FILE.test(name));
  if (file === undefined) throw new Failure('bad-file', `${path} has no order file, such as icd10cm-order-2026.txt.`);
  if (other !== undefined) throw new Failure('bad-file', `${path} has several order files, ${file} and ${other}. Name one of them.`);
  return join(path, file);
}
