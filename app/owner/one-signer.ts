import { oneAtATime } from '#connectors/one-at-a-time.ts';
import type { Database } from '#connectors/postgres/open-database.ts';
import { Failure } from '#core/errors.ts';
import type { LedgerArchive } from '#guardrails/audit/ledger-archive.ts';

/**
 * The ledger as whoever signs it must read it: alone. Two that sign at once would each read a head and then the checkpoints, and the
 * one that was overtaken would take the newer checkpoint for another history. Throws Failure `unavailable` when another process signs
 * and does not end.
 */
export function oneSigner({ pool }: Database, archive: LedgerArchive): LedgerArchive {
  const alone = oneAtATime(pool);
  return {
    async within(tenant, work) {
      const done = await alone(`sign:${tenant}`, async () => ({ result: await archive.within(tenant, work) }));
      if (done === undefined) throw new Failure('unavailable', 'Another process is signing this ledger and has not ended. Try again.');
      return done.result;
    },
  };
}
