import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createAgent } from '#agent/create-agent.ts';
import type { Desk } from '#agent/desk.ts';
import type { Agent } from '#agent/turn.ts';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import { openCheckpoints } from '#connectors/langgraph/open-checkpoints.ts';
import { migrate } from '#connectors/postgres/migrate.ts';
import { openDatabase, type Database } from '#connectors/postgres/open-database.ts';
import { postgresStore } from '#connectors/postgres/postgres-store.ts';
import { readStarter, starterDigest } from '#connectors/reference-data/read-starter.ts';
import { TenantId } from '#guardrails/actor.ts';
import { readPolicy } from '#guardrails/policy/read-policy.ts';
import type { ToolContext } from '#tools/define-tool.ts';
import { TOOLS } from '#tools/registry.ts';
import type { Config } from './config.ts';
import { openAudit } from './audit.ts';
import { databaseRefusal } from './database-refusal.ts';
import { createDesk } from './desk.ts';
import { editionReceiver } from './edition-receiver.ts';
import { editionsInForce } from './editions.ts';
import type { Faults } from './faults.ts';
import { firstStart, type Starter } from './first-start.ts';
import { createPlanning } from './planning.ts';
import { upkeep } from './upkeep.ts';

export interface OpenDesk {
  readonly desk: Desk;
  /** Closes what has lapsed and sends what is owed until nothing is; safe to call at any time. */
  deliver(): Promise<void>;
  /** Has the desk say where MCP is served. */
  servesAt(http: string): void;
  close(): Promise<void>;
}

export interface Opening {
  readonly config: Config;
  readonly root: string;
  readonly progress: (says: string) => void;
  readonly faults: Faults;
}

const STARTER = 'icd10cm-2026-starter';

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
  readonly policy: ToolContext['policy'];
  readonly starter: Starter;
  readonly database: Database;
}

async function wire({ config, root, tenant, policy, starter, database, progress, faults }: Parts): Promise<OpenDesk> {
  await migrate(database.pool);
  const audit = await openAudit(database, config, tenant);
  if (audit.warning !== undefined) progress(`! ${audit.warning}`);
  const store = postgresStore(database, { salt: () => randomBytes(16).toString('hex') });
  await firstStart({ store, tenant, starter, root, progress, demo: config.demo, ...(config.people && { people: config.people }) });
  const editions = editionsInForce();
  const receivers = [folderReceiver(config.effectsDir), editionReceiver(store, tenant)];
  const notice = config.demo ? 'Demo hospital: every patient, person and payer in it is made up.' : undefined;
  const base = { store, editions, policy, ...(notice !== undefined && { notice }) };
  const { checkpointer, waiting } = await openCheckpoints(database.pool);
  const { sweep, deliver, sign } = upkeep({ store, tenant, receivers, agent: () => agent, audit, faults, progress });
  const planning = await createPlanning(config);
  const { planner, model } = planning;
  const agent: Agent = createAgent({
    ...base,
    tools: TOOLS,
    planner,
    ...(model && { composer: model }),
    checkpointer,
    waiting,
    deliver,
    newId: randomUUID,
  });
  let http: string | undefined;
  const servesAt = (address: string): void => void (http = address);
  const desk = createDesk({
    ...base,
    config,
    agent,
    audit,
    sweep,
    starter,
    tenant,
    kind: database.kind,
    planning,
    http: () => http,
  });
  await deliver();
  const close = async (): Promise<void> => {
    await sign();
    await database.close();
  };
  return { desk, deliver, servesAt, close };
}
