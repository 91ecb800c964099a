import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readOfficialEdition } from '#connectors/reference-data/official/read-official-edition.ts';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { starterSource } from './starter.ts';

const directory = process.env['COUNTERSIGN_REFERENCE_DIR'];
const folder = join(directory ?? '', 'icd10cm');

/** Why the official edition of FY2026 is not here; `undefined` where it is. A test that is skipped for it prints it. */
export const whyNoOfficial: string | undefined =
  directory === undefined ? 'COUNTERSIGN_REFERENCE_DIR is not set' : existsSync(folder) ? undefined : 'the reference data has no icd10cm/';

let compiled: Promise<CompiledEdition> | undefined;

/** The official FY2026 edition, read from its published files and compiled once in a process. */
export function officialEdition(): Promise<CompiledEdition> {
  compiled ??= readOfficialEdition(folder, { starter: starterSource(), year: '2026' }).then((source) =>
    compileEdition(source, createHash('sha256').update(source.head.id).digest('hex')),
  );
  return compiled;
}
