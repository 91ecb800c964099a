import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { Failure } from '#core/errors.ts';
import { TenantId } from '#guardrails/actor.ts';
import type { Sealer } from '#guardrails/audit/seal.ts';
import type { Retention } from '#guardrails/retention/purge.ts';
import type { SignIns } from '#guardrails/sign-in/sign-ins.ts';
import type { Store } from '#guardrails/unit.ts';
import type { ChatUnit } from '#agent/chat/store.ts';
import type { Editions } from '#tools/unit.ts';
import { billing } from './billing/billing.ts';
import { bindTransaction } from './bind-transaction.ts';
import { charts } from './charts.ts';
import { caseHandles } from './chat/case-handles.ts';
import { channels } from './chat/channels.ts';
import { feedback } from './chat/feedback.ts';
import { inbox } from './chat/inbox.ts';
import { messages } from './chat/messages.ts';
import { notices } from './chat/notices.ts';
import { chatPurge } from './chat/purge.ts';
import { signIns } from './console/sign-ins.ts';
import { conversations } from './conversations.ts';
import { editionRecords } from './edition-records.ts';
import { holds } from './holds.ts';
import { ledger } from './ledger.ts';
import { policies, readEachOnce, type ReadText } from './policies.ts';
import { sealedEntries, type Sealed } from './sealed-entries.ts';
import type { Database } from './open-database.ts';
import { outbox } from './outbox.ts';
import { principals, type PrincipalRegister } from './principals.ts';
import { proposals } from './proposals.ts';
import { retention } from './retention.ts';
import { sources } from './sources.ts';
import { traces } from './traces.ts';
import { speakable } from './speakable.ts';
import { openTransaction, type Transaction } from './transaction.ts';

/** A unit that can also register who may ask. For the program's own set-up: tools are given a plain `Unit`. */
export interface SetUpUnit extends ChatUnit {
  readonly principals: PrincipalRegister;
  readonly retention: Retention;
  readonly signIns: SignIns;
}

/** What entries of the ledger are written with: fresh salt, and a key that is not in the database. */
export interface Writing {
  readonly salt: () => string;
  readonly sealer: Sealer;
  /** What the gate counts deadlines and works accounts out with. Without it it holds no appeal, no money and no message. */
  readonly editions?: Editions;
}

interface Making {
  readonly salt: () => string;
  readonly sealed: Sealed;
  readonly readPolicy: ReadText;
  readonly editions: Editions | undefined;
}

/**
 * The one way to data. Each `within` is a transaction under the application role, bound to one tenant by row-level
 * security; it commits when `work` resolves and is rolled back when it throws.
 *
 * The embedded database has ONE connection, so a `within` inside a `within` would wait for itself for ever. It is refused
 * at once, on both databases alike, with Failure `broken-promise`: pass the unit on instead.
 */
export function postgresStore({ pool, kind }: Database, { salt, sealer, editions }: Writing): Store<SetUpUnit> {
  const making: Making = { salt, sealed: sealedEntries(sealer), readPolicy: readEachOnce(), editions };
  const inside = new AsyncLocalStorage<{ open: boolean }>();

  async function within<T>(tenant: TenantId, work: (unit: SetUpUnit) => Promise<T>): Promise<T> {
    const name = TenantId.parse(tenant);
    if (inside.getStore()?.open === true) {
      throw new Failure('broken-promise', 'A transaction was opened inside another. Pass the unit on instead.');
    }
    // The embedded database answers within one turn of the event loop, so a row of transactions would let nothing else run:
    // no socket, no timer, no signal.
    if (kind === 'embedded') await setImmediate();
    const client = await pool.connect().catch((thrown: unknown) => Promise.reject(speakable(thrown)));
    const mark = { open: true };
    try {
      return await inside.run(mark, () => run(client, name, (transaction) => work(unitOf(transaction, making))));
    } finally {
      mark.open = false;
    }
  }

  return { within };
}

async function run<T>(client: PoolClient, tenant: TenantId, work: (transaction: Transaction) => Promise<T>): Promise<T> {
  const transaction = openTransaction(client);
  try {
    await client.query('begin isolation level read committed');
    await bindTransaction(client, tenant);
    const result = await work(transaction);
    transaction.close();
    // After a failed statement that the work passed over, COMMIT succeeds and rolls back.
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new Failure('broken-promise', 'A failed statement was passed over. Nothing was written.');
    client.release();
    return result;
  } catch (thrown) {
    transaction.close();
    await abandon(client);
    throw speakable(thrown);
  }
}

/** Gives the connection back clean, or not at all: the next one to use it may serve another tenant. */
async function abandon(client: PoolClient): Promise<void> {
  try {
    await client.query('rollback');
    client.release();
  } catch {
    client.release(true);
  }
}

function unitOf(transaction: Transaction, { salt, sealed, readPolicy, editions }: Making): SetUpUnit {
  const records = editionRecords(transaction, sealed);
  return {
    shipped: editions?.shipped(),
    titleOf: async (code, day) => (await editions?.on(day, { editionRecords: records }))?.code(code)?.title,
    proposals: proposals(transaction),
    ledger: ledger(transaction, salt, sealed),
    outbox: outbox(transaction),
    sources: sources(transaction),
    principals: principals(transaction, sealed),
    policies: policies(transaction, sealed, readPolicy),
    holds: holds(transaction),
    retention: retention(transaction),
    now: () => now(transaction),
    lockWriters: transaction.lockWriters,
    charts: charts(transaction, sealed),
    traces: traces(transaction),
    editionRecords: records,
    conversations: conversations(transaction, sealed),
    billing: billing(transaction, sealed),
    inbox: inbox(transaction, sealed),
    messages: messages(transaction, sealed),
    channels: channels(transaction, sealed),
    handles: caseHandles(transaction, sealed),
    feedback: feedback(transaction),
    notices: notices(transaction),
    signIns: signIns(transaction, sealed),
    chatPurge: chatPurge(transaction),
  };
}

async function now({ rows }: Transaction): Promise<string> {
  const [clock] = await rows<{ now: string }>(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
  );
  if (clock === undefined) throw new Failure('broken-promise', 'The database did not tell the time.');
  return clock.now;
}
