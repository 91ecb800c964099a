import { createHash } from 'node:crypto';
import { Failure } from '#core/errors.ts';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { EditionSource } from '#core/terminology/edition-source.ts';
import type { EditionRecord, Unit } from '#tools/unit.ts';
import { cannot, differs, type Check } from './check.ts';

const EDITION = 'Edition';

/** The edition of this digest, compiled from what is stored now and from nothing that this process remembers. */
export async function storedEdition(
  unit: Unit,
  { id, sha256 }: { readonly id: string; readonly sha256: string },
): Promise<CompiledEdition | Check> {
  const kept = await keptEdition(unit, id);
  if (kept === undefined) return cannot(EDITION, `${id} is no longer kept`);
  if (kept === 'altered') return differs(EDITION, `what is stored as ${id} was changed in the database after it was loaded`);
  const { record, content } = kept;
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

async function keptEdition(
  { editionRecords }: Unit,
  id: string,
): Promise<{ readonly record: EditionRecord; readonly content: string } | 'altered' | undefined> {
  try {
    const record = await editionRecords.find(id);
    const content = await editionRecords.content(id);
    return record && content !== undefined ? { record, content } : undefined;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'altered') return 'altered';
    throw thrown;
  }
}
