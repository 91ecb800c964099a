import { AccountRecord } from '#core/billing/account.ts';
import type { Accounts } from '#tools/billing/records.ts';
import { nearest } from '../nearest.ts';
import type { Sealed } from '../sealed-entries.ts';
import type { Transaction } from '../transaction.ts';
import { CONTENT, mustAgree, sealedContent, type ContentRow } from './sealed-content.ts';

/** Of a tenant with more accounts than this, `near` looks at the first. */
const NEAR_AMONG = 20_000;

export function accounts(transaction: Transaction, sealed: Sealed): Accounts {
  const { rows, lockWriters } = transaction;
  const kept = sealedContent(transaction, sealed, 'account', { schema: AccountRecord, named: ([id = '']) => `Account ${id}` });
  return {
    async find(id) {
      const [row] = await rows<ContentRow & { encounter: string | null }>(`select encounter, ${CONTENT} from account where id = $1`, [id]);
      if (row === undefined) return undefined;
      const account = await kept.read([id], row);
      mustAgree(`Account ${id}`, [row.encounter], [account.encounter]);
      return account;
    },
    async near(typed, limit) {
      const length = typed.trim().length;
      const ids = await rows<{ id: string }>(`select id from account where length(id) between $1 and $2 order by id limit ${NEAR_AMONG}`, [
        length - 2,
        length + 2,
      ]);
      return nearest(
        typed,
        ids.map(({ id }) => id),
        limit,
      );
    },
    async put(account) {
      await lockWriters();
      const { content, version, seal } = await kept.write([account.id], account);
      await rows(
        `insert into account (id, encounter, content, version, seal) values ($1, $2, $3, $4, $5)
         on conflict (tenant, id) do update set encounter = excluded.encounter, content = excluded.content,
           version = excluded.version, seal = excluded.seal`,
        [account.id, account.encounter, content, version, seal],
      );
    },
  };
}
