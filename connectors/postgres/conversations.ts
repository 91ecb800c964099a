import type { Conversations } from '#tools/unit.ts';
import type { Sealed } from './sealed-entries.ts';
import { present, type Transaction } from './transaction.ts';

interface About {
  readonly encounter: string | null;
  readonly code: string | null;
}

interface Row extends About {
  readonly tenant: string;
  readonly id: string;
  readonly at: string;
  readonly seal: string | null;
}

const COLUMNS = `tenant, id, encounter, code, seal,
  to_char(remembered_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at`;

/**
 * `remember` replaces what was remembered: what it does not name is forgotten. What does not bear the seal was not remembered by the
 * program, and is not given out: a decision may rest on it.
 */
export function conversations({ rows }: Transaction, sealed: Sealed): Conversations {
  return {
    async find(id) {
      const [found] = await rows<Row>(`select ${COLUMNS} from conversation where id = $1`, [id]);
      if (found === undefined || !(await sealed.isSealOf(record(found), found.seal))) return undefined;
      const { encounter, code } = found;
      return present({ encounter, code });
    },
    async remember(id, { encounter, code }) {
      const [kept] = await rows<Row>(
        `insert into conversation (id, encounter, code) values ($1, $2, $3)
         on conflict (tenant, id) do update
         set encounter = excluded.encounter, code = excluded.code, remembered_at = clock_timestamp()
         returning ${COLUMNS}`,
        [id, encounter, code],
      );
      if (kept !== undefined) await rows('update conversation set seal = $2 where id = $1', [id, await sealed.sealOf(record(kept))]);
    },
  };
}

function record({ tenant, id, encounter, code, at }: Row): readonly string[] {
  return ['conversation', tenant, id, encounter ?? '', code ?? '', at];
}
