import { statfs } from 'node:fs/promises';
import { Failure } from '#core/errors.ts';
import type { Config } from './config.ts';

/** What a server or a driver says, by its code, and what a person can do about it. `%s` is the place. */
const BY_CODE: Readonly<Record<string, (place: Place) => string>> = {
  '3D000': ({ at, database }) =>
    `PostgreSQL at ${at} has no database ${database}. Make it with: createdb ${database} (it needs the pgvector extension), or name another in DATABASE_URL.`,
  '28P01': ({ at, user }) => `PostgreSQL at ${at} refuses the password of ${user}. Correct it in DATABASE_URL.`,
  '28000': ({ at, user, database }) =>
    `PostgreSQL at ${at} does not let ${user} in to ${database}. Check that the role exists, and what pg_hba.conf of the server says of it and of TLS.`,
  '53300': ({ at }) => `PostgreSQL at ${at} has no connection left. Raise max_connections, or end what holds them.`,
  ENOTFOUND: ({ host }) => `There is no host ${host}. Correct it in DATABASE_URL.`,
  EAI_AGAIN: ({ host }) => `The name ${host} cannot be looked up now. Check DATABASE_URL and the network.`,
  ECONNREFUSED: ({ at }) => `Nothing listens at ${at}. Start PostgreSQL there, or correct host and port in DATABASE_URL.`,
  ETIMEDOUT: ({ at }) => `${at} does not answer. Check the host and port in DATABASE_URL and the network.`,
};

const TLS = /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_|CERT_|ERR_TLS_|ERR_SSL_|EPROTO)/;

interface Place {
  readonly at: string;
  readonly host: string;
  readonly user: string;
  readonly database: string;
}

/** Less than this, and the embedded database cannot be sure to write its next segment of the log. */
const SCANT_BYTES = 16 * 1024 * 1024;

/**
 * A failure to open the database, in words. It gives what it was given where it knows none. Nothing of the password, nor of the
 * server's own message, comes into it.
 */
export async function databaseRefusal(thrown: unknown, database: Config['database']): Promise<unknown> {
  if (!(thrown instanceof Failure) || thrown.code !== 'unavailable') return thrown;
  const says = 'url' in database ? sentence(thrown.cause, placeOf(database.url)) : await fullDisk(database.directory);
  return says === undefined ? thrown : new Failure('unavailable', says, { cause: thrown.cause });
}

function sentence(cause: unknown, place: Place): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  const says = BY_CODE[code];
  if (says !== undefined) return says(place);
  if (TLS.test(code))
    return `The TLS certificate of ${place.at} is not trusted (${code}). Give the authority with ?sslrootcert=<file> in DATABASE_URL, or name the host as the certificate does.`;
  if (cause.message.includes('does not support SSL'))
    return `PostgreSQL at ${place.at} does not speak TLS, and DATABASE_URL asks for it. Turn TLS on there, or take sslmode out of DATABASE_URL.`;
  if (/timeout/i.test(cause.message)) return BY_CODE['ETIMEDOUT']?.(place);
  return undefined;
}

/** The embedded engine gives no reason, so the disk is asked. */
async function fullDisk(directory: string): Promise<string | undefined> {
  const disk = await statfs(directory).catch(() => undefined);
  if (disk === undefined || disk.bavail * disk.bsize >= SCANT_BYTES) return undefined;
  return `The disk that holds ${directory} is full. Free some space there (a new database takes about 50 MB), and start again.`;
}

function placeOf(url: string): Place {
  const { host, hostname, username, pathname } = new URL(url);
  return { at: host, host: hostname, user: decodeURIComponent(username) || 'the role', database: decodeURIComponent(pathname.slice(1)) };
}
