import { readCosigner } from '#guardrails/audit/cosignature.ts';
import { badSetting as bad } from './bad-setting.ts';
import { checkChat } from './check-chat-settings.ts';
import { isLoopback } from './is-loopback.ts';
import type { Settings } from './settings.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that PostgreSQL's own tools read. Any of them without DATABASE_URL is a half-set database. */
const HALF_SET = ['PGHOST', 'PGPORT', 'PGDATABASE', 'PGUSER', 'PGPASSWORD', 'PGSERVICE'];
const DEFAULT_SECRETS = ['postgres', 'password', 'changeme', 'secret', 'admin', 'countersign', 'root'];

/** Throws Failure `bad-config` for settings that are each well formed and together are not: half set, unsafe, or against one another. */
export function checkSettings(settings: Settings, env: Environment): void {
  checkDatabase(settings, env);
  checkRedis(settings);
  checkModel(settings);
  checkWitness(settings);
  checkChat(settings);
}

function checkDatabase({ DATABASE_URL: url, COUNTERSIGN_OWNER_URL: owner }: Settings, env: Environment): void {
  if (url === undefined) {
    if (owner !== undefined)
      throw bad(
        'DATABASE_URL',
        'COUNTERSIGN_OWNER_URL is set but DATABASE_URL is not. Name the login that the program runs under, or unset both',
      );
    const half = HALF_SET.filter((key) => (env[key] ?? '') !== '');
    if (half.length === 0) return;
    throw bad(
      'DATABASE_URL',
      `${half.join(', ')} ${half.length === 1 ? 'is' : 'are'} set but DATABASE_URL is not. Set DATABASE_URL for PostgreSQL, or unset the others for the embedded database`,
    );
  }
  checkAddress('DATABASE_URL', url);
  if (owner === undefined) return;
  checkAddress('COUNTERSIGN_OWNER_URL', owner);
  const [one, other] = [new URL(url), new URL(owner)];
  if (one.pathname !== other.pathname) throw bad('COUNTERSIGN_OWNER_URL', 'it names another database than DATABASE_URL');
  if (one.username === other.username)
    throw bad(
      'COUNTERSIGN_OWNER_URL',
      'it names the login of DATABASE_URL. The program may not run as the owner: give DATABASE_URL a login of its own',
    );
}

function checkAddress(key: string, url: string): void {
  const { hostname, pathname, password } = new URL(url);
  if (hostname === '') throw bad(key, 'it names no host: postgres://user:password@host:5432/database');
  if (pathname.replace('/', '') === '') throw bad(key, 'it names no database: postgres://user:password@host:5432/database');
  if (!isLoopback(hostname) && DEFAULT_SECRETS.includes(decodeURIComponent(password).toLowerCase())) {
    throw bad(key, 'it uses a password that everybody knows. Give the database role a password of its own');
  }
}

function checkRedis({ COUNTERSIGN_REDIS_URL: url }: Settings): void {
  if (url === undefined) return;
  const { hostname, password } = new URL(url);
  if (hostname === '') throw bad('COUNTERSIGN_REDIS_URL', 'it names no host: redis://:password@host:6379');
  if (isLoopback(hostname)) return;
  const secret = decodeURIComponent(password).toLowerCase();
  if (secret === '' || [...DEFAULT_SECRETS, 'redis', 'default'].includes(secret))
    throw bad(
      'COUNTERSIGN_REDIS_URL',
      'Redis on another machine takes a password that not everybody knows. Give it one (requirepass), and name it here',
    );
}

function checkModel(settings: Settings): void {
  const { COUNTERSIGN_MODEL: model, COUNTERSIGN_MODEL_URL: url, COUNTERSIGN_MODEL_KEY: key, COUNTERSIGN_MODEL_LETTERS: letters } = settings;
  if (model === undefined) {
    if (url !== undefined)
      throw bad('COUNTERSIGN_MODEL', 'COUNTERSIGN_MODEL_URL is set but COUNTERSIGN_MODEL is not. Name the model, or unset the address');
    if (key !== undefined)
      throw bad('COUNTERSIGN_MODEL', 'COUNTERSIGN_MODEL_KEY is set but COUNTERSIGN_MODEL is not. Name the model, or unset the key');
    if (letters === 'on')
      throw bad(
        'COUNTERSIGN_MODEL',
        'COUNTERSIGN_MODEL_LETTERS is on but COUNTERSIGN_MODEL is not set. Name the model, or unset the switch',
      );
    return;
  }
  if (model.startsWith('anthropic:') && key === undefined) throw bad('COUNTERSIGN_MODEL_KEY', 'an anthropic model needs a key');
  if (model.startsWith('openai:') && key === undefined && url === undefined) {
    throw bad('COUNTERSIGN_MODEL_KEY', 'an openai model needs a key, or COUNTERSIGN_MODEL_URL for a server of your own');
  }
  if (url?.startsWith('http:') === true && !isLoopback(new URL(url).hostname)) {
    throw bad('COUNTERSIGN_MODEL_URL', 'chart text would cross the network in the clear. Use https, or a server on this machine');
  }
}

function checkWitness({ COUNTERSIGN_WITNESS_URL: url, COUNTERSIGN_WITNESS_KEY: key }: Settings): void {
  if (url === undefined) {
    if (key !== undefined)
      throw bad(
        'COUNTERSIGN_WITNESS_URL',
        'COUNTERSIGN_WITNESS_KEY is set but COUNTERSIGN_WITNESS_URL is not. Name the witness, or unset the key',
      );
    return;
  }
  const { protocol, hostname, username } = new URL(url);
  if (protocol === 'http:' && !isLoopback(hostname))
    throw bad('COUNTERSIGN_WITNESS_URL', 'what the witness answers could be changed on the way. Use https, or a witness on this machine');
  if (username !== '') throw bad('COUNTERSIGN_WITNESS_URL', 'an address holds no password: a witness knows the ledger by its signature');
  if (key !== undefined && !isCosigner(key))
    throw bad('COUNTERSIGN_WITNESS_KEY', 'it is no key of a witness: name+id+key of Ed25519 is expected');
}

function isCosigner(key: string): boolean {
  try {
    readCosigner(key);
    return true;
  } catch {
    return false;
  }
}
