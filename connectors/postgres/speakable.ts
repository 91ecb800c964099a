import { Failure } from '#core/errors.ts';

const NOT_TEXT = new Set(['22021', '22P05']);

/** The SQLSTATE of an error that a database sent. The embedded database brings an error class of its own, so the shape decides. */
export function sqlState(thrown: unknown): string | undefined {
  if (!(thrown instanceof Error) || !('severity' in thrown) || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}

/**
 * A database error without its rows: PostgreSQL puts the values of a failing row in `detail` and sometimes in the message,
 * and those are chart text. What is left is the code, the names, and the message where it can only speak of the schema.
 */
export function speakable(thrown: unknown): unknown {
  if (!(thrown instanceof Error) || thrown instanceof Failure) return thrown;
  const code = sqlState(thrown);
  if (code === undefined) return lostConnection(thrown) ?? thrown;
  if (NOT_TEXT.has(code)) return new Failure('bad-input', 'The text holds a character that is not text (NUL). Remove it and try again.');
  if (/^(08|53|57P)/.test(code)) return new Failure('unavailable', `The database is not available (${code}). Try again.`);
  const names = ['table', 'constraint'].map((key) => Reflect.get(thrown, key)).filter((name) => typeof name === 'string');
  const message = code.startsWith('42') ? `: ${thrown.message}` : '';
  return new Failure('broken-promise', `The database refused a statement (${[code, ...names].join(' ')}${message}).`);
}

function lostConnection(thrown: Error): Failure | undefined {
  const code = 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : '';
  const lost = /^E[A-Z]+$/.test(code) || /connection (terminated|timeout)|timeout exceeded|not queryable/i.test(thrown.message);
  return lost ? new Failure('unavailable', `The connection to the database was lost (${code || thrown.message}). Try again.`) : undefined;
}
