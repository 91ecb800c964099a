import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { TenantId } from '#guardrails/actor.ts';
import { anAct } from './builders.ts';
import { subjectOver } from './subject.ts';
import { databases } from '../support/databases.ts';

const [, postgres] = await databases();

describe.skipIf(postgres?.skip !== undefined)('a connection that the server ends in the middle of a transaction', () => {
  test('ends that transaction with nothing written, and leaves the process and its other work alone', async () => {
    const database = await postgres!.open();
    const { store, asOwner } = subjectOver(database);
    const tenant = TenantId.parse(`t-${randomBytes(6).toString('hex')}`);

    const lost = store.within(tenant, async (unit) => {
      await unit.ledger.append(anAct(tenant));
      const [held] = await asOwner<{ pid: number }>(
        `select pid from pg_stat_activity where datname = current_database() and state = 'idle in transaction' and pid <> pg_backend_pid()`,
      );
      await asOwner('select pg_terminate_backend($1)', [held?.pid]);
      while ((await asOwner('select from pg_stat_activity where pid = $1', [held?.pid])).length > 0) await new Promise(setImmediate);
      await unit.ledger.append(anAct(tenant));
    });

    await expect(lost).rejects.toThrow();
    expect(await store.within(tenant, ({ ledger }) => ledger.list({}))).toEqual([]);
    await database.close();
  });

  test('is given up after a pause of 10 seconds, for it holds up the other writers of its tenant', async () => {
    const database = await postgres!.open();
    const { rows } = await database.pool.query<{ pause: string }>(`select current_setting('idle_in_transaction_session_timeout') as pause`);
    await database.close();

    expect(rows).toEqual([{ pause: '10s' }]);
  });
});
