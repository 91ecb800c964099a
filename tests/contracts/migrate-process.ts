import { prepareDatabase } from '#app/owner/prepare-database.ts';
import { openDatabase } from '#connectors/postgres/open-database.ts';

/**
 * A process that makes or updates the tables, for `migrations.test.ts`: `migrate-process.ts <url or folder> [<n>]`. It prints the
 * migrations that it applied. With a number it kills itself, as `kill -9` does, when the n-th of them has run and is not yet committed.
 */
const [where = '', killAt = '0'] = process.argv.slice(2);
const database = await openDatabase(where.startsWith('postgres') ? { url: where } : { directory: where });

let left = Number(killAt);
const counted = new WeakSet();
database.pool.on('acquire', (client) => {
  if (counted.has(client)) return;
  counted.add(client);
  const query = client.query.bind(client) as (...words: unknown[]) => unknown;
  const counting = (...words: unknown[]): unknown => {
    if (String(words[0]).startsWith('insert into countersign.migration')) left -= 1;
    if (left === 0 && words[0] === 'commit') process.kill(process.pid, 'SIGKILL');
    return query(...words);
  };
  Object.assign(client, { query: counting });
});
if (left === 0) left = -1;

const applied = await prepareDatabase(database);
await database.close();
process.stdout.write(`${JSON.stringify(applied)}\n`);
