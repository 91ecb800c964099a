import { readFileSync } from 'node:fs';
import { Failure } from '#core/errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that hold a password or a key, and may be kept in a file instead: `DATABASE_URL_FILE` names the file of `DATABASE_URL`. */
const SECRET = [
  'DATABASE_URL',
  'COUNTERSIGN_OWNER_URL',
  'COUNTERSIGN_REDIS_URL',
  'COUNTERSIGN_MODEL_KEY',
  'COUNTERSIGN_SLACK_BOT_TOKEN',
  'COUNTERSIGN_SLACK_SIGNING_SECRET',
  'COUNTERSIGN_SLACK_APP_TOKEN',
  'COUNTERSIGN_TEAMS_APP_PASSWORD',
];

/** The environment with what such files hold in place of their names. Throws Failure `bad-config` for one that cannot be read. */
export function withSecretFiles(env: Environment): Environment {
  const filled: Record<string, string | undefined> = { ...env };
  for (const key of SECRET) {
    const path = env[`${key}_FILE`];
    if (path === undefined) continue;
    if (env[key] !== undefined) throw new Failure('bad-config', `${key}: ${key}_FILE is set as well. Unset one of the two.`);
    filled[key] = contentOf(key, path);
    delete filled[`${key}_FILE`];
  }
  return filled;
}

function contentOf(key: string, path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new Failure('bad-config', `${key}_FILE: ${path} cannot be read${code}. Name a file that holds ${key} and nothing else.`, {
      cause,
    });
  }
}
