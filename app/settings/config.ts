import { existsSync, readFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { editDistance } from '#core/edit-distance.ts';
import { withSecretFiles } from './secret-files.ts';
import { badSetting as bad } from './bad-setting.ts';
import { checkSettings } from './check-settings.ts';
import { isLoopback } from './is-loopback.ts';
import { Settings } from './settings.ts';

export interface Config {
  readonly tenant: string;
  readonly database: { readonly url: string } | { readonly directory: string };
  /** The database of `database.url` under the login that owns the schema. */
  readonly ownerUrl?: string;
  readonly dataDir: string;
  /** Where countersign serve listens for local clients: apart for each database and tenant. Only on PostgreSQL. */
  readonly servedDir?: string;
  readonly effectsDir: string;
  /** The FHIR server that takes codes, without a slash at its end. */
  readonly fhir?: { readonly url: string; readonly tokenFile?: string };
  /** Folder from which an interface engine takes files. */
  readonly dropDir?: string;
  /** Lines of the hospital's letterhead, its name first. */
  readonly letterhead?: readonly string[];
  /** Where signed heads of the ledger are kept, and the key that signs them. */
  readonly checkpoints: string;
  readonly ledgerKey: string;
  /** Somebody else who remembers those heads, and the key that he signs with. */
  readonly witness?: { readonly url: string; readonly key?: string };
  readonly demo: boolean;
  /** Principal id of the person at this terminal. */
  readonly user: string;
  /** Whether somebody named that person, so that a process which asks another one speaks as them there too. */
  readonly userGiven: boolean;
  readonly policy: NamedText;
  /** Whether somebody named the policy file, and so may expect it to be in force. */
  readonly policyGiven: boolean;
  /** Who there is. Absent: the register in the database stands as it is. */
  readonly people?: NamedText;
  /** Where workers are woken. Absent: they look for themselves. */
  readonly redisUrl?: string;
  /** Official reference files, by which notes are coded in bulk. */
  readonly referenceDir?: string;
  readonly httpHost: string;
  readonly httpPort: number | 'off';
  /** Whether somebody set the port, so that another one, or none, will not do. */
  readonly httpPortGiven: boolean;
  /** Where the pages behind the links are served, and Slack and Teams call. */
  readonly webPort: number | 'off';
  readonly webPortGiven: boolean;
  /** How long what was said in chat is kept. */
  readonly chatDays: number;
  /** How people reach them, without a slash at its end. */
  readonly publicUrl?: string;
  readonly slack?: { readonly botToken: string; readonly signingSecret?: string; readonly appToken?: string; readonly apiUrl?: string };
  readonly teams?: { readonly appId: string; readonly appPassword: string; readonly tenantId: string };
  /** Whether the model words sentences of appeal letters. */
  readonly letterWording?: boolean;
  readonly model?: { readonly provider: 'openai' | 'anthropic'; readonly model: string; readonly url?: string; readonly key?: string };
}

export interface NamedText {
  readonly file: string;
  readonly text: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings. Throws Failure `bad-config` that names the variable and says how to mend it: for an unknown
 * `COUNTERSIGN_` name, a wrong value, a half-set database, a default secret or a model half described.
 */
export function readConfig(env: Environment, root: string): Config {
  const settings = parse(withSecretFiles(env));
  checkSettings(settings, env);
  const dataDir = folder(settings.COUNTERSIGN_DATA_DIR ?? join(root, '.countersign'));
  const url = settings.DATABASE_URL;
  const demo = (settings.COUNTERSIGN_DEMO ?? (url === undefined ? 'on' : 'off')) === 'on';
  const model = modelOf(settings);
  const people = settings.COUNTERSIGN_PEOPLE ?? (demo ? join(root, 'demo', 'principals.yaml') : undefined);
  return {
    tenant: settings.COUNTERSIGN_TENANT,
    database: url === undefined ? { directory: join(dataDir, 'database') } : { url },
    ...(settings.COUNTERSIGN_OWNER_URL !== undefined && { ownerUrl: settings.COUNTERSIGN_OWNER_URL }),
    dataDir,
    ...(url !== undefined && { servedDir: join(dataDir, 'served', databaseName(url), settings.COUNTERSIGN_TENANT) }),
    effectsDir: folder(settings.COUNTERSIGN_EFFECTS_DIR ?? join(dataDir, 'effects')),
    ...receiversOf(settings),
    ...(settings.COUNTERSIGN_LETTERHEAD !== undefined && {
      letterhead: settings.COUNTERSIGN_LETTERHEAD.split('|').map((line) => line.trim()),
    }),
    checkpoints: join(
      folder(settings.COUNTERSIGN_CHECKPOINTS ?? join(dataDir, 'checkpoints', databaseName(url))),
      `${settings.COUNTERSIGN_TENANT}.checkpoints`,
    ),
    ledgerKey: folder(settings.COUNTERSIGN_LEDGER_KEY ?? join(dataDir, 'ledger-key.pem')),
    ...(settings.COUNTERSIGN_WITNESS_URL !== undefined && {
      witness: {
        url: settings.COUNTERSIGN_WITNESS_URL,
        ...(settings.COUNTERSIGN_WITNESS_KEY !== undefined && { key: settings.COUNTERSIGN_WITNESS_KEY }),
      },
    }),
    demo,
    user: settings.COUNTERSIGN_USER ?? (demo ? 'dana.reyes' : userInfo().username),
    userGiven: settings.COUNTERSIGN_USER !== undefined,
    policyGiven: settings.COUNTERSIGN_POLICY !== undefined,
    policy: named('COUNTERSIGN_POLICY', settings.COUNTERSIGN_POLICY ?? join(root, 'guardrails', 'policy', 'baseline.yaml')),
    ...(people !== undefined && { people: named('COUNTERSIGN_PEOPLE', people) }),
    ...(settings.COUNTERSIGN_REDIS_URL !== undefined && { redisUrl: settings.COUNTERSIGN_REDIS_URL }),
    ...(settings.COUNTERSIGN_REFERENCE_DIR !== undefined && { referenceDir: folder(settings.COUNTERSIGN_REFERENCE_DIR) }),
    httpHost: settings.COUNTERSIGN_HTTP_HOST,
    httpPort: settings.COUNTERSIGN_HTTP_PORT,
    httpPortGiven: env['COUNTERSIGN_HTTP_PORT'] !== undefined,
    webPort: settings.COUNTERSIGN_WEB_PORT,
    chatDays: settings.COUNTERSIGN_CHAT_DAYS,
    webPortGiven: env['COUNTERSIGN_WEB_PORT'] !== undefined,
    ...(settings.COUNTERSIGN_PUBLIC_URL !== undefined && { publicUrl: settings.COUNTERSIGN_PUBLIC_URL.replace(/\/+$/, '') }),
    ...chatOf(settings),
    ...(model && { model, letterWording: settings.COUNTERSIGN_MODEL_LETTERS === 'on' }),
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

/** `checkSettings` has seen that neither is half set. */
function chatOf(settings: Settings): Pick<Config, 'slack' | 'teams'> {
  const botToken = settings.COUNTERSIGN_SLACK_BOT_TOKEN;
  const signingSecret = settings.COUNTERSIGN_SLACK_SIGNING_SECRET;
  const appToken = settings.COUNTERSIGN_SLACK_APP_TOKEN;
  const apiUrl = settings.COUNTERSIGN_SLACK_API_URL;
  const appId = settings.COUNTERSIGN_TEAMS_APP_ID;
  const appPassword = settings.COUNTERSIGN_TEAMS_APP_PASSWORD;
  const tenantId = settings.COUNTERSIGN_TEAMS_TENANT_ID;
  return {
    ...(botToken !== undefined && {
      slack: {
        botToken,
        ...(signingSecret !== undefined && { signingSecret }),
        ...(appToken !== undefined && { appToken }),
        ...(apiUrl !== undefined && { apiUrl }),
      },
    }),
    ...(appId !== undefined && appPassword !== undefined && tenantId !== undefined && { teams: { appId, appPassword, tenantId } }),
  };
}

function receiversOf({
  COUNTERSIGN_FHIR_URL: url,
  COUNTERSIGN_FHIR_TOKEN_FILE: token,
  COUNTERSIGN_DROP_DIR: drop,
}: Settings): Pick<Config, 'fhir' | 'dropDir'> {
  if (url === undefined && token !== undefined)
    throw bad(
      'COUNTERSIGN_FHIR_URL',
      'COUNTERSIGN_FHIR_TOKEN_FILE is set but COUNTERSIGN_FHIR_URL is not. Name the server, or unset the file',
    );
  if (drop !== undefined && !existsSync(folder(drop))) throw bad('COUNTERSIGN_DROP_DIR', `there is no folder ${folder(drop)}`);
  return { ...(url !== undefined && { fhir: fhirOf(url, token) }), ...(drop !== undefined && { dropDir: folder(drop) }) };
}

function fhirOf(url: string, token: string | undefined): NonNullable<Config['fhir']> {
  const { protocol, hostname, username, password, search, hash } = new URL(url);
  if (protocol === 'http:' && !isLoopback(hostname))
    throw bad('COUNTERSIGN_FHIR_URL', 'codes of patients would cross the network in the clear. Use https, or a server on this machine');
  if (`${username}${password}${search}${hash}` !== '')
    throw bad('COUNTERSIGN_FHIR_URL', 'it holds more than an address. Put the token into COUNTERSIGN_FHIR_TOKEN_FILE');
  if (token !== undefined && !existsSync(folder(token))) throw bad('COUNTERSIGN_FHIR_TOKEN_FILE', `there is no file ${folder(token)}`);
  return { url: url.replace(/\/+$/, ''), ...(token !== undefined && { tokenFile: folder(token) }) };
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

function describe(key: string): string {
  const shape: Readonly<Record<string, { readonly description?: string | undefined }>> = Settings.shape;
  return shape[key]?.description ?? '';
}

function nearest(key: string, known: readonly string[]): string {
  const best = known.map((name) => ({ name, far: editDistance(key, name) })).toSorted((a, b) => a.far - b.far)[0];
  return best !== undefined && best.far <= 4 ? `. Did you mean ${best.name}?` : `. The settings are ${known.join(', ')}`;
}
