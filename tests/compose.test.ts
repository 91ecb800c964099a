import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { migrateCommand } from '#app/commands/migrate.ts';
import { serve } from '#app/commands/serve.ts';
import { work } from '#app/commands/work.ts';
import { readConfig } from '#app/settings/config.ts';
import { Settings } from '#app/settings/settings.ts';
import { ComposeFile, faultsOf, type Service } from './support/compose-file.ts';
import { ROOT } from './support/mcp-process.ts';

const TEXT = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');
const compose = ComposeFile.parse(parse(TEXT, { merge: true }));
const SECRETS = join(mkdtempSync(join(tmpdir(), 'countersign-secrets-')), 'secrets');
execFileSync(process.execPath, [join(ROOT, 'bin', 'make-secrets.mjs'), SECRETS]);

const ours = Object.entries(compose.services).filter(([, { image }]) => image.startsWith('countersign'));
const secret = (name: string): string => readFileSync(join(SECRETS, name), 'utf8');
const changed = (name: string, changes: Partial<Service>): ComposeFile => ({
  ...compose,
  services: { ...compose.services, [name]: { ...compose.services[name]!, ...changes } },
});

describe('docker-compose.yml', () => {
  test('has nothing in it that may not run', () => {
    expect(faultsOf(compose)).toEqual([]);
  });

  test.each<[string, ComposeFile, string]>([
    ['a service that runs as root', changed('serve', { user: '0:0' }), 'may do more'],
    ['a service that may write to its own files', changed('work', { read_only: false }), 'may do more'],
    ['a service that keeps its capabilities', changed('redis', { cap_drop: [] }), 'may do more'],
    ['a privileged service', changed('postgres', { privileged: true }), 'may do more'],
    [
      'a password in the environment',
      changed('postgres', { environment: { POSTGRES_PASSWORD: 'postgres' } }),
      'has the secret POSTGRES_PASSWORD',
    ],
    [
      'an address with a password',
      changed('serve', { environment: { DATABASE_URL: 'postgres://a:b@c/d' } }),
      'has the secret DATABASE_URL',
    ],
    ['a secret that nobody gives', changed('serve', { secrets: [] }), 'which it is not given'],
    ['a secret that there is not', changed('serve', { secrets: ['database-url', 'redis-url', 'other'] }), 'which there is not'],
    ['a port for everybody', changed('serve', { ports: ['7377:7377'] }), 'published to everybody'],
    ['a service that nobody asks how it is', changed('work', { healthcheck: undefined }), 'never asked'],
  ])('would be refused with %s', (_name, file, says) => {
    expect(faultsOf(file).join(' ')).toContain(says);
  });

  test('is refused where it says what the specification does not know', () => {
    expect(ComposeFile.safeParse(parse(TEXT.replace('read_only: true', 'readonly: true'), { merge: true })).success).toBe(false);
  });

  test('keeps the database and Redis from everything but the program, and publishes the server alone', () => {
    const { postgres, redis, ...rest } = compose.services;

    expect([postgres?.networks, redis?.networks]).toEqual([['inside'], ['inside']]);
    expect(compose.networks['inside']).toEqual({ internal: true });
    expect(
      Object.entries(rest)
        .filter(([, { ports }]) => ports !== undefined)
        .map(([name]) => name),
    ).toEqual(['serve']);
  });

  test('runs the roles that there are, two workers among them, once the tables are made', () => {
    const roles = ours.map(([, { command }]) => command?.[0]);

    expect(roles).toEqual([migrateCommand.name, serve.name, work.name]);
    expect(compose.services['work']?.deploy?.replicas).toBe(2);
    expect(compose.services['serve']?.depends_on?.['migrate']).toEqual({ condition: 'service_completed_successfully' });
  });

  test('gives the password of the owner to the one that makes the tables, and to no other', () => {
    const having = (name: string) =>
      Object.entries(compose.services)
        .filter(([, { secrets = [] }]) => secrets.includes(name))
        .map(([who]) => who);

    expect(having('owner-url')).toEqual(['migrate']);
    expect(having('postgres-password')).toEqual(['postgres']);
  });

  test.each(ours)('gives %s settings that it takes', (_name, { environment = {} }) => {
    for (const key of Object.keys(environment)) expect(Object.keys(Settings.shape)).toContain(key.replace(/_FILE$/, ''));
    const filled = Object.entries(environment).map(([key, value]) => {
      const name = /^\/run\/secrets\/([\w-]+)$/.exec(value)?.[1];
      if (name !== undefined) return [key, join(SECRETS, name)];
      if (value === '/people.yaml') return [key, join(ROOT, 'demo', 'principals.yaml')];
      return [key, value.replace(/^\$\{\w+:\?[^}]*\}$/, 'somebody')];
    });

    expect(readConfig(Object.fromEntries(filled) as Record<string, string>, ROOT).database).toEqual({ url: secret('database-url') });
  });

  test('asks for what only the user knows, and starts with no default for it', () => {
    const asked = [...TEXT.matchAll(/\$\{(\w+)(:\?|[^}]*)/g)].map(([, name, how]) => [name, how]);

    expect(asked).toEqual([
      ['COUNTERSIGN_TENANT', ':?'],
      ['COUNTERSIGN_USER', ':?'],
      ['COUNTERSIGN_PEOPLE_FILE', ':?'],
    ]);
  });
});

describe('the secrets that it asks for', () => {
  test('are made each once, in a folder that keeps others out', () => {
    expect(readdirSync(SECRETS).toSorted()).toEqual(Object.keys(compose.secrets).toSorted());
    expect(Object.values(compose.secrets).map(({ file }) => file)).toEqual(Object.keys(compose.secrets).map((name) => `./secrets/${name}`));
    expect(statSync(SECRETS).mode & 0o777).toBe(0o700);
  });

  test('agree with one another, and name the services by their names', () => {
    const [owner, program, redis] = ['owner-url', 'database-url', 'redis-url'].map((name) => new URL(secret(name)));

    expect(owner?.password).toBe(secret('postgres-password'));
    expect(owner?.username).toBe(compose.services['postgres']?.environment?.['POSTGRES_USER']);
    expect(redis?.password).toBe(secret('redis-password'));
    expect([owner?.hostname, program?.hostname, redis?.hostname]).toEqual(['postgres', 'postgres', 'redis']);
    expect(program?.password).not.toBe(owner?.password);
  });

  test('are never made over others', () => {
    const before = secret('database-url');
    const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'bin', 'make-secrets.mjs'), SECRETS], { encoding: 'utf8' });

    expect(status).toBe(1);
    expect(stderr).toContain('already');
    expect(secret('database-url')).toBe(before);
  });

  test('are neither committed nor put into the image', () => {
    for (const file of ['.gitignore', '.dockerignore'])
      expect(
        readFileSync(join(ROOT, file), 'utf8')
          .split('\n')
          .map((line) => line.replace('/', '')),
      ).toContain('secrets');
  });
});

test('the image runs without rights, and installs from the lock file what production needs', () => {
  const lines = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
    .split('\n')
    .filter((line) => /^[A-Z]/.test(line));

  expect(lines).toContain('RUN npm ci --omit=dev');
  expect(lines.filter((line) => line.startsWith('FROM')).every((line) => line.startsWith('FROM node:24-slim'))).toBe(true);
  expect(lines.indexOf('USER node')).toBeGreaterThan(lines.findLastIndex((line) => line.startsWith('RUN')));
});
