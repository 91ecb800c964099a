import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { Failure } from '#core/errors.ts';
import { TenantId } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Unit } from '#tools/unit.ts';
import { bindTransaction } from './bind-transaction.ts';
import { charts } from './charts.ts';
import { conversations } from './conversations.ts';
import { editionRecords } from './edition-records.ts';
import { ledger } from './ledger.ts';
import type { Database } from './open-database.ts';
import { outbox } from './outbox.ts';
import { principals, type PrincipalRegister } from './principals.ts';
import { proposals } from './proposals.ts';
import { sources } from './sources.ts';
import { traces } from './traces.ts';
import { speakable } from './speakable.ts';
import { openTransaction, type Transaction } from './transaction.ts';

/** A unit that can also register who may ask. For the program's own set-up: tools are given a plain `Unit`. */
export interface SetUpUnit extends Unit {
  readonly principals: PrincipalRegister;
}

/**
 * The one way to data. Each `within` is a transaction under the application role, bound to one tenant by row-level
 * security; it commits when `work` resolves and is rolled back when it throws.
 *
 * The embedded database has ONE connection, so a `within` inside a `within` would wait for itself for ever. It is refused
 * at once, on both databases alike, with Failure `broken-promise`: pass the unit on instead.
 */
export function postgresStore({ pool, kind }: Database, { salt }: { readonly salt: () => string }): Store<SetUpUnit> {
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
      return await inside.run(mark, () => run(client, name, (transaction) => work(unitOf(transaction, salt))));
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

function unitOf(transaction: Transaction, salt: () => string): SetUpUnit {
  return {
    proposals: proposals(transaction),
    ledger: ledger(transaction, salt),
    outbox: outbox(transaction),
    sources: sources(transaction),
    principals: principals(transaction),
    lockWriters: transaction.lockWriters,
    charts: charts(transaction),
    traces: traces(transaction),
    editionRecords: editionRecords(transaction),
    conversations: conversations(transaction),
  };
}
