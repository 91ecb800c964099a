import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { Failure } from '#core/errors.ts';

/** One numbered step of the schema. A step that was released is never changed: its checksum is kept in every database. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

const FILE = /^(\d{4})-([a-z0-9-]+)\.sql$/;

/** Migrations in order, from `0001-….sql` without a gap. Throws Failure `bad-config` on any other file. */
export async function readMigrations(folder: URL = new URL('./migrations/', import.meta.url)): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).toSorted();
  return Promise.all(names.map((file, at) => readMigration(folder, file, at + 1)));
}

async function readMigration(folder: URL, file: string, expected: number): Promise<Migration> {
  const [, digits, name] = FILE.exec(file) ?? [];
  if (name === undefined || Number(digits) !== expected) {
    throw new Failure('bad-config', `${file} is not migration ${expected} of the schema. The installation is damaged: install it again.`);
  }
  const sql = (await readFile(new URL(file, folder), 'utf8')).replaceAll('\r\n', '\n');
  return { number: expected, name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
}
