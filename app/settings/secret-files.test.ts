import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
const PG = 'postgres://app:s3cret-of-its-own@db.example:5432/countersign';

function fileOf(content: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'countersign-secret-')), 'secret');
  writeFileSync(file, content);
  return file;
}

test('a password may be kept in a file instead of the environment, with or without a line break at its end', () => {
  const config = readConfig({ DATABASE_URL_FILE: fileOf(`${PG}\n`), COUNTERSIGN_REDIS_URL_FILE: fileOf('redis://127.0.0.1:6379') }, ROOT);

  expect(config.database).toEqual({ url: PG });
  expect(config.redisUrl).toBe('redis://127.0.0.1:6379');
});

test.each<[string, Record<string, string>, string]>([
  ['a file that there is not', { DATABASE_URL_FILE: '/nowhere/secret' }, 'DATABASE_URL_FILE: /nowhere/secret cannot be read (ENOENT)'],
  ['an empty file', { DATABASE_URL_FILE: fileOf('\n') }, 'DATABASE_URL: it is set to nothing'],
  ['both', { DATABASE_URL: PG, DATABASE_URL_FILE: fileOf(PG) }, 'DATABASE_URL_FILE is set as well'],
  ['a file for a setting that is no secret', { COUNTERSIGN_TENANT_FILE: fileOf('a') }, 'COUNTERSIGN_TENANT_FILE: there is no such setting'],
  ['a default password in a file', { DATABASE_URL_FILE: fileOf('postgres://u:postgres@db.example/c') }, 'everybody knows'],
])('refuses %s', (_name, env, says) => {
  expect(() => readConfig(env, ROOT)).toThrow(says);
});

test.each<[string, string, string]>([
  ['no password', 'redis://redis.example:6379', 'takes a password'],
  ['a default password', 'redis://:redis@redis.example:6379', 'takes a password'],
  ['a default password of all', 'redis://:changeme@redis.example:6379', 'takes a password'],
  ['a default password over TLS', 'rediss://:Password@redis.example:6380', 'takes a password'],
  ['another kind of address', 'http://redis.example', 'COUNTERSIGN_REDIS_URL'],
])('refuses Redis on another machine with %s', (_name, url, says) => {
  expect(() => readConfig({ DATABASE_URL: PG, COUNTERSIGN_REDIS_URL: url }, ROOT)).toThrow(says);
});

test('takes Redis on this machine without a password, and on another with one of its own', () => {
  for (const url of ['redis://127.0.0.1:6379', 'redis://localhost:6379/2', 'rediss://:s3cret-of-its-own@redis.example:6380']) {
    expect(readConfig({ DATABASE_URL: PG, COUNTERSIGN_REDIS_URL: url }, ROOT).redisUrl).toBe(url);
  }
});
