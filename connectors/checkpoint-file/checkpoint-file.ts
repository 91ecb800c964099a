import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { Failure } from '#core/errors.ts';
import type { CheckpointSink } from '#guardrails/audit/ledger-archive.ts';
import { makeFolder } from '../make-folder.ts';

const Line = z.strictObject({ note: z.string() });

/**
 * A file of signed checkpoints, one JSON line each, that is only ever added to. It vouches for the ledger as far as whoever can
 * rewrite the database cannot rewrite the file: keep it on another machine's disk, or on one that takes no overwriting.
 */
export function checkpointFile(path: string): CheckpointSink {
  return {
    name: path,
    async read() {
      const text = await readFile(path, 'utf8').catch((thrown: NodeJS.ErrnoException) => {
        if (thrown.code === 'ENOENT') return '';
        throw cannot('read', path, thrown);
      });
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line, at) => noteOf(line, at + 1, path));
    },
    async add(note) {
      try {
        await makeFolder(dirname(path));
        const file = await open(path, 'a', 0o600);
        try {
          await file.appendFile(`${JSON.stringify({ note })}\n`);
          await file.sync();
        } finally {
          await file.close();
        }
      } catch (thrown) {
        throw cannot('write', path, thrown);
      }
    },
  };
}

function noteOf(line: string, number: number, path: string): string {
  try {
    return Line.parse(JSON.parse(line)).note;
  } catch (cause) {
    throw new Failure('altered', `Line ${number} of ${path} is no checkpoint.`, { cause });
  }
}

function cannot(act: 'read' | 'write', path: string, cause: unknown): Failure {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
  return new Failure(
    'unavailable',
    `The checkpoints of the ledger cannot be ${act === 'read' ? 'read from' : 'written to'} ${path}${code}.`,
    { cause },
  );
}
