import type { Conversations } from '#tools/unit.ts';
import type { Sealed } from './sealed-entries.ts';
import { present, type Transaction } from './transaction.ts';

interface About {
  readonly encounter: string | null;
  readonly code: string | null;
  readonly claim: string | null;
  readonly account: string | null;
}

interface Row extends About {
  readonly tenant: string;
  readonly id: string;
  readonly at: string;
  readonly seal: string | null;
}

const COLUMNS = `tenant, id, encounter, code, claim, account, seal,
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
      const { encounter, code, claim, account } = found;
      return present({ encounter, code, claim, account });
    },
    async remember(id, { encounter, code, claim, account }) {
      const [kept] = await rows<Row>(
        `insert into conversation (id, encounter, code, claim, account) values ($1, $2, $3, $4, $5)
         on conflict (tenant, id) do update
         set encounter = excluded.encounter, code = excluded.code, claim = excluded.claim, account = excluded.account,
           remembered_at = clock_timestamp()
         returning ${COLUMNS}`,
        [id, encounter, code, claim, account],
      );
      if (kept !== undefined) await rows('update conversation set seal = $2 where id = $1', [id, await sealed.sealOf(record(kept))]);
    },
  };
}

/** Rows from before there were claims bear the seal of the shorter record. */
function record({ tenant, id, encounter, code, claim, account, at }: Row): readonly string[] {
  const about = claim === null && account === null ? [] : [claim ?? '', account ?? ''];
  return ['conversation', tenant, id, encounter ?? '', code ?? '', at, ...about];
}
