import type { PoolClient, QueryResultRow } from 'pg';
import { Failure } from '#core/errors.ts';
import { speakable } from './speakable.ts';

/** One open transaction, bound to one tenant. All that the ports know of the database. */
export interface Transaction {
  readonly rows: <R extends QueryResultRow>(sql: string, values?: readonly unknown[]) => Promise<R[]>;
  /**
   * Waits for the tenant's other writers by locking its ledger head. Every port that writes what others may also write
   * MUST call it first: all acts end in the ledger, so one order of locks for all means that no two can deadlock.
   */
  readonly lockWriters: () => Promise<void>;
}

export interface OpenTransaction extends Transaction {
  /** Nothing may be asked through it afterwards: the connection may by then be serving another tenant. */
  readonly close: () => void;
}

export function openTransaction(client: PoolClient): OpenTransaction {
  let open = true;
  let locked = false;

  async function rows<R extends QueryResultRow>(sql: string, values: readonly unknown[] = []): Promise<R[]> {
    if (!open) throw new Failure('broken-promise', 'A transaction was used after it had ended.');
    try {
      return (await client.query<R>(sql, [...values])).rows;
    } catch (thrown) {
      throw speakable(thrown);
    }
  }

  async function lockWriters(): Promise<void> {
    if (locked) return;
    const lock = 'select size from ledger_head for update';
    if ((await rows(lock)).length === 0) {
      await rows(`insert into ledger_head (tenant) values (current_setting('countersign.tenant')) on conflict do nothing`);
      await rows(lock);
    }
    locked = true;
  }

  return { rows, lockWriters, close: () => void (open = false) };
}

/** A row without its nulls: where SQL says null, the types say absent. */
export function present<R extends object>(row: R): { [K in keyof R]: Exclude<R[K], null> } {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as { [K in keyof R]: Exclude<R[K], null> };
}
