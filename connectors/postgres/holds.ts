import type { Hold, Holds } from '#guardrails/retention/holds.ts';
import { present, type Transaction } from './transaction.ts';

const MOMENT = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const COLUMNS = `id, encounter, reason, placed_by as "placedBy", ${MOMENT('placed_at')} as "placedAt", released_by as "releasedBy",
  ${MOMENT('released_at')} as "releasedAt"`;

export function holds({ rows, lockWriters }: Transaction): Holds {
  return {
    async place({ reason, encounter, by }) {
      await lockWriters();
      const [placed] = await rows<Hold>(
        `insert into ledger_hold (number, encounter, reason, placed_by)
         values ((select coalesce(max(number), 0) + 1 from ledger_hold), $1, $2, $3) returning ${COLUMNS}`,
        [encounter, reason, by],
      );
      if (placed === undefined) throw new RangeError('an inserted row was not returned');
      return present(placed);
    },
    async release(id, by) {
      await lockWriters();
      const [released] = await rows<Hold>(
        `update ledger_hold set released_by = $2, released_at = clock_timestamp() where id = $1 and released_at is null returning ${COLUMNS}`,
        [id, by],
      );
      return released && present(released);
    },
    list: async () => (await rows<Hold>(`select ${COLUMNS} from ledger_hold order by number`)).map((row) => present(row)),
  };
}
