import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { createAgent } from '#agent/create-agent.ts';
import type { Desk } from '#agent/desk.ts';
import type { Agent } from '#agent/turn.ts';
import { openCheckpoints } from '#connectors/langgraph/open-checkpoints.ts';
import { openDatabase, type Database } from '#connectors/postgres/open-database.ts';
import { postgresStore } from '#connectors/postgres/postgres-store.ts';
import { readStarter, starterDigest } from '#connectors/reference-data/read-starter.ts';
import { TenantId } from '#guardrails/actor.ts';
import type { Policy } from '#guardrails/policy/policy.ts';
import { readPolicy } from '#guardrails/policy/read-policy.ts';
import { TOOLS } from '#tools/registry.ts';
import type { Editions } from '#tools/unit.ts';
import type { Config } from '../settings/config.ts';
import { openAudit } from '../ledger/audit.ts';
import { databaseRefusal } from '../settings/database-refusal.ts';
import type { ConsoleBase } from '#connectors/console/console-parts.ts';
import { purgeWhenDue } from '../chat/purge-when-due.ts';
import { chatBase, type ChatBase } from '../chat/chat-base.ts';
import { consoleBase } from '../console-base.ts';
import { compiledEditions } from '../editions/compiled-editions.ts';
import { createDesk } from './desk.ts';
import { editionImage } from '../editions/edition-image.ts';
import { editionsInForce } from '../editions/editions.ts';
import type { Faults } from '../owner/faults.ts';
import { firstStart, type Starter } from '../owner/first-start.ts';
import { handOver } from '../owner/hand-over.ts';
import { createPlanning } from '../planning.ts';
import { personOf } from '../people/principals.ts';
import { readyDatabase } from '../owner/prepare-database.ts';
import { openReceivers } from '../effects/receivers.ts';
import { upkeep } from '../owner/upkeep.ts';

export interface OpenDesk {
  readonly desk: Desk;
  /** Closes what has lapsed and sends what is owed until nothing is, or has workers send it; safe to call at any time. */
  deliver(): Promise<void>;
  /** What else must be done without anybody asking: closes what has lapsed, tells whoever nobody told, signs the ledger when due. */
  tidy(): Promise<void>;
  /** Ids of the effects that may be sent now, and the sending of one of them. */
  due(): Promise<readonly string[]>;
  deliverOne(id: string): Promise<void>;
  /** Whether the database answers. */
  ready(): Promise<boolean>;
  /** What chat and the pages behind its links take of it. */
  readonly chat: ChatBase;
  readonly pages: ConsoleBase;
  /** Has the desk say where MCP is served. */
  servesAt(http: string): void;
  close(): Promise<void>;
}

export interface Opening {
  readonly config: Config;
  readonly root: string;
  readonly progress: (says: string) => void;
  readonly faults: Faults;
  /** Given, effects are left to the workers that it wakes, and this process sends none. */
  readonly wake?: (ids: readonly string[]) => Promise<unknown>;
}

const STARTER = 'icd10cm-2026-starter';
const READY_MS = 2_000;

/**
 * Wires a running Countersign over one database: the only place where a port meets its implementation. The caller MUST own
 * the data directory when the database is embedded.
 */
export async function openDesk(opening: Opening): Promise<OpenDesk> {
  const { config, root } = opening;
  const tenant = TenantId.parse(config.tenant);
  const policy = readPolicy(config.policy.text, config.policy.file);
  const folder = join(root, 'starter', 'icd10cm');
  const starter: Starter = { id: STARTER, sha256: starterDigest(folder), source: () => readStarter(folder) };
  const database = await openDatabase(config.database).catch(refused(config));
  try {
    return await wire({ ...opening, tenant, policy, starter, database });
  } catch (thrown) {
    await database.close();
    throw thrown;
  }
}

function refused({ database }: Config): (thrown: unknown) => Promise<never> {
  return async (thrown) => {
    throw await databaseRefusal(thrown, database);
  };
}

interface Parts extends Opening {
  readonly tenant: TenantId;
  readonly policy: Policy;
  readonly starter: Starter;
  readonly database: Database;
}

async function wire(parts: Parts): Promise<OpenDesk> {
  const { config, root, tenant, starter, database, progress, faults, wake } = parts;
  const editions = editionsInForce(compiledEditions(join(config.dataDir, 'compiled'), editionImage(root)));
  const { audit, store } = await filled(parts, editions);
  const receivers = await openReceivers({ config, store, tenant });
  const notice = config.demo ? 'Demo hospital: every patient, person and payer in it is made up.' : undefined;
  const checkpoints = await openCheckpoints(database.pool);
  const tended = { store, tenant, receivers, agent: () => agent, audit, faults, progress };
  const { sweep, due, deliverOne, tidy, sign, ...itself } = upkeep(tended);
  const deliver = wake === undefined ? itself.deliver : handOver({ store, tenant, due, wake });
  const planning = await createPlanning(config);
  const { wording } = planning;
  const base = { store, editions, ...(notice !== undefined && { notice }), ...(wording && { wording }) };
  const agent: Agent = createAgent({
    ...base,
    tools: TOOLS,
    planner: planning.planner,
    ...(planning.model && { composer: planning.model }),
    ...checkpoints,
    deliver,
    newId: randomUUID,
  });
  const purge = purgeWhenDue({ store, tenant, days: config.chatDays }, () => performance.now());
  let http: string | undefined;
  const own = { config, agent, audit, sweep, receivers, deliver, starter, root, tenant, planning };
  const desk = createDesk({ ...base, ...own, kind: database.kind, http: () => http });
  await (wake === undefined ? deliver() : tidy());
  const { letterhead } = config;
  const close = async (): Promise<void> => {
    await sign();
    await database.close();
  };
  return {
    desk,
    chat: chatBase({ ...base, tenant, agent, sweep, letterhead }),
    pages: consoleBase({ ...base, tenant, agent, sweep, letterhead }),
    deliver,
    async tidy() {
      await tidy();
      await purge();
    },
    due,
    deliverOne,
    ready: () => answers(database),
    servesAt: (address) => void (http = address),
    close,
  };
}

/** The ledger and the store over the database, with everything in it that a first start brings. */
async function filled({ config, root, tenant, policy, starter, database, progress, faults, wake }: Parts, editions: Editions) {
  await readyDatabase(database);
  const told = (thrown: unknown): void => progress(`! ${faults.noted(thrown, 'witness').says}`);
  const audit = await openAudit(database, config, tenant, told);
  if (audit.warning !== undefined) progress(`! ${audit.warning}`);
  const store = postgresStore(database, {
    salt: () => randomBytes(16).toString('hex'),
    sealer: audit.sealer,
    editions,
  });
  await firstStart({
    store,
    tenant,
    policy: { policy, text: config.policy.text, given: config.policyGiven },
    starter,
    root,
    progress,
    demo: config.demo,
    ...(config.people && { people: config.people }),
  });
  // Who serves others asks for that person at each call of a client: better to hear it now than there.
  if (wake !== undefined && config.userGiven) await personOf(store, tenant, config.user);
  return { audit, store };
}

/** A pool waits for a connection longer than whoever asks whether it has one. */
function answers({ pool }: Database): Promise<boolean> {
  const asked = pool.query('select 1').then(
    () => true,
    () => false,
  );
  return Promise.race([asked, setTimeout(READY_MS, false, { ref: false })]);
}
