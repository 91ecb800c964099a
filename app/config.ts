import { existsSync, readFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { Failure } from '#core/errors.ts';
import { editDistance } from '#core/edit-distance.ts';
import { Settings } from './settings.ts';

export interface Config {
  readonly tenant: string;
  readonly database: { readonly url: string } | { readonly directory: string };
  readonly dataDir: string;
  readonly effectsDir: string;
  /** Where signed heads of the ledger are kept, and the key that signs them. */
  readonly checkpoints: string;
  readonly ledgerKey: string;
  readonly demo: boolean;
  /** Principal id of the person at this terminal. */
  readonly user: string;
  /** Whether somebody named that person, so that a process which asks another one speaks as them there too. */
  readonly userGiven: boolean;
  readonly policy: NamedText;
  /** Who there is. Absent: the register in the database stands as it is. */
  readonly people?: NamedText;
  readonly httpPort: number | 'off';
  /** Whether somebody set the port, so that another one, or none, will not do. */
  readonly httpPortGiven: boolean;
  readonly model?: { readonly provider: 'openai' | 'anthropic'; readonly model: string; readonly url?: string; readonly key?: string };
}

export interface NamedText {
  readonly file: string;
  readonly text: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that PostgreSQL's own tools read. Any of them without DATABASE_URL is a half-set database. */
const HALF_SET = ['PGHOST', 'PGPORT', 'PGDATABASE', 'PGUSER', 'PGPASSWORD', 'PGSERVICE'];
const DEFAULT_SECRETS = ['postgres', 'password', 'changeme', 'secret', 'admin', 'countersign', 'root'];

/**
 * Reads the settings. Throws Failure `bad-config` that names the variable and says how to mend it: for an unknown
 * `COUNTERSIGN_` name, a wrong value, a half-set database, a default secret or a model half described.
 */
export function readConfig(env: Environment, root: string): Config {
  const settings = parse(env);
  checkDatabase(settings, env);
  checkModel(settings);
  const dataDir = folder(settings.COUNTERSIGN_DATA_DIR ?? join(root, '.countersign'));
  const url = settings.DATABASE_URL;
  const demo = (settings.COUNTERSIGN_DEMO ?? (url === undefined ? 'on' : 'off')) === 'on';
  const model = modelOf(settings);
  const people = settings.COUNTERSIGN_PEOPLE ?? (demo ? join(root, 'demo', 'principals.yaml') : undefined);
  return {
    tenant: settings.COUNTERSIGN_TENANT,
    database: url === undefined ? { directory: join(dataDir, 'database') } : { url },
    dataDir,
    effectsDir: folder(settings.COUNTERSIGN_EFFECTS_DIR ?? join(dataDir, 'effects')),
    checkpoints: join(
      folder(settings.COUNTERSIGN_CHECKPOINTS ?? join(dataDir, 'checkpoints', databaseName(url))),
      `${settings.COUNTERSIGN_TENANT}.checkpoints`,
    ),
    ledgerKey: folder(settings.COUNTERSIGN_LEDGER_KEY ?? join(dataDir, 'ledger-key.pem')),
    demo,
    user: settings.COUNTERSIGN_USER ?? (demo ? 'dana.reyes' : userInfo().username),
    userGiven: settings.COUNTERSIGN_USER !== undefined,
    policy: named('COUNTERSIGN_POLICY', settings.COUNTERSIGN_POLICY ?? join(root, 'guardrails', 'policy', 'baseline.yaml')),
    ...(people !== undefined && { people: named('COUNTERSIGN_PEOPLE', people) }),
    httpPort: settings.COUNTERSIGN_HTTP_PORT,
    httpPortGiven: env['COUNTERSIGN_HTTP_PORT'] !== undefined,
    ...(model && { model }),
  };
}

/** Tells databases that share a data folder apart, for each has ledgers of its own. */
function databaseName(url: string | undefined): string {
  if (url === undefined) return 'embedded';
  const { host, pathname } = new URL(url);
  return `${host}${pathname}`.replaceAll(/[^A-Za-z0-9.-]+/g, '-');
}

function parse(env: Environment): Settings {
  const known = Object.keys(Settings.shape);
  const given = Object.entries(env).filter(([key]) => key === 'DATABASE_URL' || key.startsWith('COUNTERSIGN_'));
  for (const [key, value] of given) {
    if (!known.includes(key)) throw bad(key, `there is no such setting${nearest(key, known)}`);
    if (value?.trim() === '') throw bad(key, 'it is set to nothing; give it a value or unset it');
  }
  const parsed = Settings.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const key = String(first?.path[0] ?? 'settings');
  throw bad(key, `${first?.message ?? 'not understood'}. ${describe(key)}`);
}

function checkDatabase({ DATABASE_URL: url }: Settings, env: Environment): void {
  if (url === undefined) {
    const half = HALF_SET.filter((key) => (env[key] ?? '') !== '');
    if (half.length === 0) return;
    throw bad(
      'DATABASE_URL',
      `${half.join(', ')} ${half.length === 1 ? 'is' : 'are'} set but DATABASE_URL is not. Set DATABASE_URL for PostgreSQL, or unset the others for the embedded database`,
    );
  }
  const { hostname, pathname, password } = new URL(url);
  if (hostname === '') throw bad('DATABASE_URL', 'it names no host: postgres://user:password@host:5432/database');
  if (pathname.replace('/', '') === '') throw bad('DATABASE_URL', 'it names no database: postgres://user:password@host:5432/database');
  if (!isLoopback(hostname) && DEFAULT_SECRETS.includes(decodeURIComponent(password).toLowerCase())) {
    throw bad('DATABASE_URL', 'it uses a password that everybody knows. Give the database role a password of its own');
  }
}

function checkModel({ COUNTERSIGN_MODEL: model, COUNTERSIGN_MODEL_URL: url, COUNTERSIGN_MODEL_KEY: key }: Settings): void {
  if (model === undefined) {
    if (url !== undefined)
      throw bad('COUNTERSIGN_MODEL', 'COUNTERSIGN_MODEL_URL is set but COUNTERSIGN_MODEL is not. Name the model, or unset the address');
    if (key !== undefined)
      throw bad('COUNTERSIGN_MODEL', 'COUNTERSIGN_MODEL_KEY is set but COUNTERSIGN_MODEL is not. Name the model, or unset the key');
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

function modelOf({
  COUNTERSIGN_MODEL: named,
  COUNTERSIGN_MODEL_URL: url,
  COUNTERSIGN_MODEL_KEY: key,
}: Settings): Config['model'] | undefined {
  if (named === undefined) return undefined;
  const at = named.indexOf(':');
  const provider = named.slice(0, at) === 'anthropic' ? 'anthropic' : 'openai';
  return { provider, model: named.slice(at + 1), ...(url !== undefined && { url }), ...(key !== undefined && { key }) };
}

function named(key: string, path: string): NamedText {
  const file = folder(path);
  if (!existsSync(file)) throw bad(key, `there is no file ${file}`);
  return { file, text: readFileSync(file, 'utf8') };
}

function folder(path: string): string {
  const home = path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path;
  return isAbsolute(home) ? home : resolve(home);
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function describe(key: string): string {
  const shape: Readonly<Record<string, { readonly description?: string | undefined }>> = Settings.shape;
  return shape[key]?.description ?? '';
}

function nearest(key: string, known: readonly string[]): string {
  const best = known.map((name) => ({ name, far: editDistance(key, name) })).toSorted((a, b) => a.far - b.far)[0];
  return best !== undefined && best.far <= 4 ? `. Did you mean ${best.name}?` : `. The settings are ${known.join(', ')}`;
}

function bad(key: string, why: string): Failure {
  return new Failure('bad-config', `${key}: ${why.replace(/(\?)?\.?\s*$/, (_end, question?: string) => question ?? '.')}`);
}
