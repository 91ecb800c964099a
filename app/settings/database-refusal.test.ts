import { createServer, type AddressInfo } from 'node:net';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#connectors/postgres/open-database.ts';
import { Failure } from '#core/errors.ts';
import { databases } from '#tests/support/databases.ts';
import { databaseRefusal } from './database-refusal.ts';

const URL_GIVEN = 'postgres://dana:hunter2@db.hospital:5432/claims';

const refused = async (cause: unknown) =>
  (await databaseRefusal(new Failure('unavailable', 'It does not answer.', { cause }), { url: URL_GIVEN })) as Failure;

/** What is said when the address is tried in earnest. */
async function opening(url: string): Promise<string> {
  const thrown: unknown = await openDatabase({ url }).then(
    () => new Error('it opened'),
    (failure: unknown) => failure,
  );
  return ((await databaseRefusal(thrown, { url })) as Failure).says;
}

test.each([
  ['3D000', 'has no database claims. Make it with: createdb claims'],
  ['28P01', 'refuses the password of dana'],
  ['28000', 'does not let dana in to claims'],
  ['ENOTFOUND', 'There is no host db.hospital'],
  ['ECONNREFUSED', 'Nothing listens at db.hospital:5432'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate of db.hospital:5432 is not trusted'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'is not trusted'],
])('%s is said in words, without the password', async (code, words) => {
  const { code: failure, says } = await refused(Object.assign(new Error('hunter2 is wrong'), { code }));

  expect(failure).toBe('unavailable');
  expect(says).toContain(words);
  expect(says).not.toContain('hunter2');
});

test('what it does not know stays as it was', async () => {
  const unknown = new Failure('unavailable', 'It does not answer (XX000).', { cause: new Error('x') });

  expect(await databaseRefusal(unknown, { url: URL_GIVEN })).toBe(unknown);
  expect(await databaseRefusal('text', { url: URL_GIVEN })).toBe('text');
});

test('a server without TLS that is asked for it, and a port where nothing listens', async () => {
  const server = createServer((socket) => socket.once('data', () => socket.end('N')));
  onTestFinished(() => void server.close());
  const port = await new Promise<number>((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));

  expect(await opening(`postgres://dana:x1y2z3@127.0.0.1:${port}/claims?sslmode=require`)).toContain('does not speak TLS');
  await new Promise((resolve) => server.close(resolve));
  expect(await opening(`postgres://dana:x1y2z3@127.0.0.1:${port}/claims`)).toContain('Nothing listens at');
});

describe.each((await databases()).filter(({ name, skip }) => name === 'postgres' && skip === undefined))('on $name', ({ openEmpty }) => {
  const opened = openEmpty();
  afterAll(async () => (await opened).close());

  test('a database that is not there is said with how to make it', async () => {
    const url = Object.assign(new URL((await opened).url ?? ''), { pathname: '/countersign_not_there' }).href;

    expect(await opening(url)).toContain('has no database countersign_not_there. Make it with: createdb');
  });
});
