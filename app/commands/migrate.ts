import { ensureAppLogin, type Login } from '#connectors/postgres/app-login.ts';
import { openDatabase, type Database } from '#connectors/postgres/open-database.ts';
import { Failure } from '#core/errors.ts';
import type { Command } from '../command.ts';
import { databaseRefusal } from '../settings/database-refusal.ts';
import { openAsOwner } from '../owner/open-as-owner.ts';
import { prepareDatabase, readyDatabase } from '../owner/prepare-database.ts';
import { readWords } from '../words.ts';

const USAGE = 'migrate';

export const migrateCommand: Command = {
  name: 'migrate',
  usage: USAGE,
  summary: 'Make or update the tables in PostgreSQL as their owner (COUNTERSIGN_OWNER_URL), and let the login of DATABASE_URL use them.',
  async run(words, { config: read, tell }) {
    if (readWords(words, {}, USAGE).rest.length > 0) throw new Failure('bad-input', `Usage: countersign ${USAGE}`);
    const config = read();
    if (!('url' in config.database)) {
      throw new Failure('bad-config', 'DATABASE_URL is not set, and the embedded database brings itself up to date when it is opened.');
    }
    const { url } = config.database;
    const login = loginOf(url);
    const owner = await openAsOwner(config, 'countersign migrate');
    try {
      const applied = await prepareDatabase(owner);
      tell(applied.length === 0 ? 'Tables     were up to date\n' : `Tables     migrations ${applied.join(', ')} applied\n`);
      tell(`Login      ${login.name}, ${(await grantedTo(owner, login)) === 'made' ? 'made' : 'was there'}\n`);
    } finally {
      await owner.close();
    }
    await tried(url);
    tell('Countersign may start under it.\n');
    return 0;
  },
};

function loginOf(url: string): Login {
  const { username, password } = new URL(url);
  if (username === '') throw new Failure('bad-config', 'DATABASE_URL: it names no login: postgres://user:password@host:5432/database.');
  return { name: decodeURIComponent(username), ...(password !== '' && { password: decodeURIComponent(password) }) };
}

async function grantedTo({ pool }: Database, login: Login): Promise<'made' | 'there'> {
  const client = await pool.connect();
  try {
    return await ensureAppLogin(client, login);
  } finally {
    client.release();
  }
}

/** Opens the database as the program will, so that what would stop it is said here. */
async function tried(url: string): Promise<void> {
  const database = await openDatabase({ url }).catch(async (thrown: unknown) => {
    throw await databaseRefusal(thrown, { url });
  });
  try {
    await readyDatabase(database);
  } finally {
    await database.close();
  }
}
