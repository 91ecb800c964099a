import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { z } from 'zod';

/** The rows of a gold set, or `undefined` where it is not there. */
export function readGold<S extends z.ZodType>(path: string, row: S): z.output<S>[] | undefined {
  if (!existsSync(path)) return undefined;
  const text = gunzipSync(readFileSync(path)).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => row.parse(JSON.parse(line)));
}

const FOLDS = 5;

/** The fold of a document, 1 to 5, by its id: the same on every machine, whatever else is in the set. */
export function foldOf(id: string): number {
  return (Number.parseInt(createHash('sha256').update(`fold:${id}`).digest('hex').slice(0, 8), 16) % FOLDS) + 1;
}
