import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { Failure } from '#core/errors.ts';
import {
  CodeRow,
  Combination,
  EditionHead,
  IndexEntry,
  ModifierAxes,
  TabularNote,
  type EditionSource,
} from '#core/terminology/edition-source.ts';

/**
 * Reads an edition that is kept as files (`starter/icd10cm`): see `EditionSource` for the parts. Throws Failure
 * `bad-file` with the file and the place that is wrong.
 */
export function readStarter(folder: string): EditionSource {
  const names = readdirSync(folder).toSorted();
  const parts = (prefix: string, ending: string): string[] =>
    names.filter((name) => name.startsWith(prefix) && name.endsWith(ending)).map((name) => join(folder, name));
  const index = readdirSync(join(folder, 'index'))
    .toSorted()
    .map((name) => join(folder, 'index', name));
  return {
    head: yaml(join(folder, 'edition.yaml'), EditionHead),
    codes: parts('codes', '.tsv').flatMap(codeRows),
    index: index.flatMap((file) => yaml(file, z.array(IndexEntry))),
    modifiers: mergeAxes(parts('modifiers', '.yaml').map((file) => yaml(file, ModifierAxes))),
    notes: parts('notes', '.yaml').flatMap((file) => yaml(file, z.array(TabularNote))),
    combinations: parts('combinations', '.yaml').flatMap((file) => yaml(file, z.array(Combination))),
  };
}

/** SHA-256 over names and bytes of the files of an edition: tells without parsing whether it has changed. */
export function starterDigest(folder: string): string {
  const hash = createHash('sha256');
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const path of entries.map((entry) => join(entry.parentPath, entry.name)).toSorted()) {
    const bytes = readFileSync(path);
    hash.update(`${relative(folder, path).replaceAll('\\', '/')}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

function yaml<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  const parsed = schema.safeParse(parse(readFileSync(file, 'utf8')));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new Failure('bad-file', `${file}: ${first?.path.join('.') ?? ''}: ${first?.message ?? 'not understood'}.`);
}

function codeRows(file: string): CodeRow[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, at) => {
      if (line === '') return [];
      const [code, billable, title] = line.split('\t');
      const row = CodeRow.safeParse({ code, billable: billable === '1', title });
      if (!row.success || (billable !== '0' && billable !== '1'))
        throw new Failure('bad-file', `${file}: line ${at + 1} is not code, 0 or 1, title.`);
      return [row.data];
    });
}

function mergeAxes(all: readonly ModifierAxes[]): ModifierAxes {
  const merged: ModifierAxes = {};
  for (const axes of all) {
    for (const [axis, modifiers] of Object.entries(axes)) merged[axis] = { ...merged[axis], ...modifiers };
  }
  return merged;
}
