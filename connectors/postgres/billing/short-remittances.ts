import type { Transaction } from '../transaction.ts';
import { alteredRecord } from './sealed-content.ts';

/** Fewer or more of its claims are here than its end counted. */
const IS_SHORT = `r.state <> 'unfinished'
  and (r.tail ->> 'claims')::int <> (select count(*)::int from remitted_claim c where c.remittance = r.number)`;

/** Of remittances, those that speak of a claim. */
export const NAMING = 'r.number in (select n.remittance from remittance_names n where n.claim = $1)';

/**
 * Throws Failure `altered` where a claim was taken out of, or put into, one of these remittances beside the program: any claim may be the one
 * that it spoke of. `which` follows `from remittance r where`, and `$1` is `value`.
 */
export async function mustBeWhole({ rows }: Transaction, which: string, value: unknown): Promise<void> {
  const [short] = await rows<{ id: string }>(`select r.id from remittance r where ${which} and ${IS_SHORT} order by r.number limit 1`, [
    value,
  ]);
  if (short !== undefined) throw alteredRecord(`The list of claims of remittance ${short.id}`);
}

/** All remittances of the tenant that are not whole. This counts every claim that was ever remitted. */
export async function shortRemittances({ rows }: Transaction): Promise<readonly string[]> {
  const found = await rows<{ id: string }>(
    `select r.id from remittance r
     left join (select remittance, count(*)::int as claims from remitted_claim group by remittance) here on here.remittance = r.number
     where r.state <> 'unfinished' and (r.tail ->> 'claims')::int <> coalesce(here.claims, 0) order by r.number`,
  );
  return found.map(({ id }) => id);
}
