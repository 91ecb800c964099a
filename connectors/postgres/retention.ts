import type { Purgeable, Retention, Stays } from '#guardrails/retention/purge.ts';
import { APP_ROLE } from './app-role.ts';
import type { Transaction } from './transaction.ts';

/** Leaves the role of the program for one statement: under the program's own login that gives no right to purge either. */
export function retention({ rows }: Transaction): Retention {
  async function asOwner(routine: 'purgeable_segments' | 'purge_ledger', before: string, sealed: number): Promise<Purgeable> {
    await rows(`select set_config('role', 'none', true)`);
    const [found] = await rows<{ first: string; upto: string; why: Stays }>(`select * from ${routine}($1, $2)`, [
      `${before}T00:00:00Z`,
      sealed,
    ]);
    await rows(`select set_config('role', '${APP_ROLE}', true)`);
    if (found === undefined) throw new RangeError(`${routine} gave no row`);
    return { first: Number(found.first), upto: Number(found.upto), why: found.why };
  }
  return {
    purgeable: (before, sealed) => asOwner('purgeable_segments', before, sealed),
    purge: (before, sealed) => asOwner('purge_ledger', before, sealed),
  };
}
