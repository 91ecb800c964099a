import { connectDesk } from '#connectors/daemon/connect-desk.ts';
import { serveDesk } from '#connectors/daemon/serve-desk.ts';
import { readHolder } from '#connectors/owner/holder.ts';
import { ownDirectory, type Ownership } from '#connectors/owner/own-directory.ts';
import type { Desk } from '#agent/desk.ts';
import { Failure } from '#core/errors.ts';
import type { Config } from '../settings/config.ts';
import type { Faults } from './faults.ts';
import { notingDesk } from '../desks/noting-desk.ts';
import type { OpenDesk } from '../desks/open-desk.ts';
import { repeat } from './repeat.ts';

export interface Attached {
  readonly desk: Desk;
  /** Whether this process owns the data, or asks the process that does. */
  readonly owner: boolean;
  /** How many other processes ask this one now. */
  readonly others: () => number;
  close(): Promise<void>;
}

/** A desk of this process, which can say later that it also serves HTTP. */
export interface Owned extends Attached {
  /** Whether the database answers. */
  readonly ready: () => Promise<boolean>;
  readonly servesAt: (http: string) => Promise<void>;
  readonly serving: Serving;
}

/** What is served to browsers and to chat. */
export type Serving = Pick<OpenDesk, 'chat' | 'pages'>;

export interface Attaching {
  readonly config: Config;
  readonly root: string;
  /** What was typed, for others to be told who holds the data. */
  readonly command: string;
  readonly progress: (says: string) => void;
  readonly faults: Faults;
  /** Given, approved effects are left to the workers that it wakes. */
  readonly wake?: (ids: readonly string[]) => Promise<unknown>;
}

const PATIENCE_MS = 30_000;
const BETWEEN_MS = 100;
/** How often an owner sends what is still owed and closes what has lapsed, when nobody asks. */
const TICK_MS = 5_000;

/** The desk, from the process that owns the data or, where there is none, by owning it. */
export async function attach(attaching: Attaching): Promise<Attached> {
  const { dataDir, servedDir } = attaching.config;
  if (servedDir !== undefined) return (await askHolder(servedDir)) ?? own(attaching, undefined);
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    const ownership = await ownDirectory(dataDir).catch(unlessHeld);
    if (ownership !== undefined) return own(attaching, ownership);
    const remote = await askHolder(dataDir);
    if (remote !== undefined) return remote;
    // The holder is still starting, or has just died: both end soon.
    if (performance.now() > until) throw await ownDirectory(dataDir).then(released, (thrown: unknown) => thrown);
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
  }
}

/** The desk by owning the data, and nothing else. Throws Failure `data-dir-held` at once when another process has it. */
export async function attachAsOwner(attaching: Attaching): Promise<Owned> {
  const { dataDir, database } = attaching.config;
  return own(attaching, 'url' in database ? undefined : await ownDirectory(dataDir));
}

/** The same on PostgreSQL, listening for local clients too, unless another server on this machine does for this database. */
export async function attachAsServer(attaching: Attaching & { readonly wake: NonNullable<Attaching['wake']> }): Promise<Owned> {
  const { servedDir } = attaching.config;
  if (servedDir === undefined) throw new Failure('bad-config', needsPostgres('serve'));
  return own(attaching, await ownDirectory(servedDir).catch(unlessHeld));
}

/** Why a command of production does not run. */
export function needsPostgres(command: 'serve' | 'work'): string {
  return `countersign ${command} runs on PostgreSQL. Set DATABASE_URL, or use countersign start: it does all by itself on the embedded database.`;
}

function unlessHeld(thrown: unknown): undefined {
  if (thrown instanceof Failure && thrown.code === 'data-dir-held') return undefined;
  throw thrown;
}

async function released(ownership: Ownership): Promise<Failure> {
  await ownership.release();
  return new Failure('unavailable', 'The Countersign that held the data stopped while it was asked. Ask again.');
}

async function askHolder(dataDir: string): Promise<Attached | undefined> {
  const holder = await readHolder(dataDir);
  if (holder === undefined) return undefined;
  const remote = await connectDesk(holder.socket).catch(() => undefined);
  return remote && { desk: remote.desk, owner: false, others: () => 0, close: async () => remote.close() };
}

async function own(attaching: Attaching, ownership: Ownership | undefined): Promise<Owned> {
  const { command, faults } = attaching;
  const releaseOnly = async (): Promise<void> => ownership?.release();
  const open = await opened(attaching, ownership).catch(async (thrown: unknown) => {
    await releaseOnly();
    throw thrown;
  });
  const desk = notingDesk(open.desk, faults);
  const server = ownership && (await serveDesk(desk, ownership.socketPath));
  const tick = async (): Promise<void> => {
    await open.deliver().catch((thrown: unknown) => void faults.noted(thrown, 'deliver'));
    await open.tidy().catch((thrown: unknown) => void faults.noted(thrown, 'tidy'));
  };
  const stopTicking = repeat(tick, TICK_MS);
  const close = async (): Promise<void> => {
    await server?.close();
    await stopTicking();
    await open.close();
    await releaseOnly();
  };
  const servesAt = async (http: string): Promise<void> => {
    open.servesAt(http);
    await ownership?.writeHolder({ command, http });
  };
  const others = (): number => server?.clients() ?? 0;
  return { desk, owner: true, others, ready: () => open.ready(), serving: open, servesAt, close };
}

/** What owning takes is loaded only by an owner: a thin client answers in half the time without it. */
async function opened({ command, ...opening }: Attaching, ownership: Ownership | undefined): Promise<OpenDesk> {
  await ownership?.writeHolder({ command });
  const { openDesk } = await import('../desks/open-desk.ts');
  return openDesk(opening);
}
