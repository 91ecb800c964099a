import { createHash } from 'node:crypto';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { EditionSource } from '#core/terminology/edition-source.ts';
import type { Unit } from '#tools/unit.ts';
import { cannot, differs, type Check } from './check.ts';

const EDITION = 'Edition';

/** The edition of this digest, compiled from what is stored now and from nothing that this process remembers. */
export async function storedEdition(
  unit: Unit,
  { id, sha256 }: { readonly id: string; readonly sha256: string },
): Promise<CompiledEdition | Check> {
  const record = (await unit.editionRecords.list()).find(({ head }) => head.id === id);
  const content = record && (await unit.editionRecords.content(id));
  if (record === undefined || content === undefined) return cannot(EDITION, `${id} is no longer kept`);
  if (record.sha256 !== sha256)
    return cannot(
      EDITION,
      `${id} was another one then (SHA-256 ${sha256.slice(0, 12)}…) than the one that is kept now (${record.sha256.slice(0, 12)}…)`,
    );
  // The digest of a starter is over the files of the program; that of an official edition is over what is stored.
  if (!record.head.starter && createHash('sha256').update(content).digest('hex') !== sha256)
    return differs(EDITION, `what is stored as ${id} is not what was loaded and approved`);
  try {
    return compileEdition(EditionSource.parse(JSON.parse(content)), sha256);
  } catch {
    return differs(EDITION, `what is stored as ${id} can no longer be read`);
  }
}
