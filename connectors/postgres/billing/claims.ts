import { Claim } from '#core/billing/claim.ts';
import type { Claims } from '#tools/billing/records.ts';
import { nearest } from '../nearest.ts';
import type { Sealed } from '../sealed-entries.ts';
import type { Transaction } from '../transaction.ts';
import { CONTENT, mustAgree, sealedContent, type ContentRow } from './sealed-content.ts';

/** Of a tenant with more claims than this, `near` looks at the newest. */
const NEAR_AMONG = 20_000;

type Row = ContentRow & { readonly id: string; readonly columns: readonly (string | null)[] };

/** What claims are found by. */
const COLUMNS = 'array[account, encounter, payer, from_day::text, total_cents::text] as columns';

export function claims(transaction: Transaction, sealed: Sealed): Claims {
  const { rows, lockWriters } = transaction;
  const kept = sealedContent(transaction, sealed, 'billed-claim', { schema: Claim, named: ([id = '']) => `Claim ${id}` });
  async function believed({ id, columns, ...row }: Row): Promise<Claim> {
    const claim = await kept.read([id], row);
    const { account, encounter, payer, from, totalCents } = claim;
    mustAgree(`Claim ${id}`, columns, [account, encounter, payer.id, from, String(totalCents)]);
    return claim;
  }
  const read = async (rest: string, values: readonly unknown[]) => {
    const found = await rows<Row>(`select id, ${COLUMNS}, ${CONTENT} from billed_claim ${rest}`, values);
    return Promise.all(found.map(believed));
  };

  return {
    find: async (id) => (await read('where id = $1', [id]))[0],
    findAll: (ids) => read('where id = any($1)', [ids]),
    async near(typed, limit) {
      const length = typed.trim().length;
      const ids = await rows<{ id: string }>(
        `select id from billed_claim where length(id) between $1 and $2 order by from_day desc, id limit ${NEAR_AMONG}`,
        [length - 2, length + 2],
      );
      return nearest(
        typed,
        ids.map(({ id }) => id),
        limit,
      );
    },
    list: ({ account, encounter, payer, from, totalCents, limit }) =>
      read(
        // A claim that was moved away from its account beside the program is found by what its content says, and then refused.
        `where ($1::text is null or account = $1 or sealed_account = $1)
           and ($2::text is null or encounter = $2 or sealed_encounter = $2)
           and ($3::text is null or payer = $3) and ($4::date is null or from_day = $4) and ($5::bigint is null or total_cents = $5)
         order by from_day desc, id limit $6`,
        [account, encounter, payer, from, totalCents, limit],
      ),
    async put(claim) {
      await lockWriters();
      const { content, version, seal } = await kept.write([claim.id], claim);
      await rows(
        `insert into billed_claim (id, account, encounter, payer, from_day, total_cents, content, version, seal)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         on conflict (tenant, id) do update set account = excluded.account, encounter = excluded.encounter, payer = excluded.payer,
           from_day = excluded.from_day, total_cents = excluded.total_cents, content = excluded.content, version = excluded.version,
           seal = excluded.seal`,
        [claim.id, claim.account, claim.encounter, claim.payer.id, claim.from, claim.totalCents, content, version, seal],
      );
    },
  };
}
