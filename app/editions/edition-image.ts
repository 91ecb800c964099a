import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { IMAGE_VERSION, openEdition, packEdition } from '#core/terminology/compiled-image.ts';
import type { EditionImage } from './compiled-editions.ts';

/**
 * How compiled editions are packed by this program. Its version is a digest over the code that compiles, so that no file outlives a
 * change of it, and the byte order of the machine.
 */
export function editionImage(root: string): EditionImage {
  const folder = join(root, 'core', 'terminology');
  const hash = createHash('sha256').update(`${IMAGE_VERSION} ${endianness()}\n`);
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.ts$/.test(name));
  for (const name of names.toSorted()) hash.update(readFileSync(join(folder, name)));
  return { version: hash.digest('hex').slice(0, 12), pack: packEdition, open: openEdition };
}
