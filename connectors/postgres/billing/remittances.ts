import { RemittanceHead } from '#core/remittance/remittance.ts';
import { isSamePayer, plainNumber } from '#core/remittance/same-payer.ts';
import type { RemittanceBook } from '#tools/billing/records.ts';
import type { Sealed } from '../sealed-entries.ts';
import type { Transaction } from '../transaction.ts';
import { mustBeBorneOut } from './borne-out.ts';
import { REMITTANCE, sealedRemittances, type RemittanceRow } from './remittance-rows.ts';
import { sealedRemitted } from './remitted-rows.ts';
import { saidBefore } from './said-before.ts';
import { mustBeWhole, NAMING, shortRemittances } from './short-remittances.ts';
import { takeRemittancesIn } from './take-remittances-in.ts';

/** The newest word on a claim of a payer: nothing posted later speaks of it. A reversal goes before what corrects it. */
const NEWEST = `not exists (
  select from remitted_claim n join remittance s on s.number = n.remittance and s.state = 'posted'
  where n.about = m.about and n.payer is not distinct from m.payer
    and (coalesce(n.day, '-infinity'), n.remittance, not n.reversal, n.position)
      > (coalesce(m.day, '-infinity'), m.remittance, not m.reversal, m.position))`;

export function remittances(transaction: Transaction, sealed: Sealed): RemittanceBook {
  const { rows } = transaction;
  const remitted = sealedRemitted(transaction, sealed);
  const { read } = sealedRemittances(transaction, sealed);
  const whole = async (rest: string, values: readonly unknown[]) => {
    const found = await rows<RemittanceRow & Record<string, unknown>>(`select ${REMITTANCE} from remittance r ${rest}`, values);
    return Promise.all(found.map(read));
  };

  return {
    find: async (id) => (await whole(`where r.id = $1 and r.state <> 'unfinished'`, [id]))[0],
    list: ({ state, limit }) =>
      whole(`where r.state <> 'unfinished' and ($1::text is null or r.state = $1) order by r.number desc limit $2`, [state, limit]),
    async ofClaim(claim) {
      await mustBeWhole(transaction, NAMING, claim);
      await mustBeBorneOut(transaction, sealed, claim);
      return remitted.read(
        `where m.about = $1 and m.matched = $1 and r.state <> 'unfinished' order by m.day nulls first, m.remittance, m.position`,
        [claim],
      );
    },
    ofRemittance: (id, limit) => remitted.read(`where r.id = $1 and r.state <> 'unfinished' order by m.position limit $2`, [id, limit]),
    adjusted: ({ payer, since, limit }) =>
      remitted.read(
        `where m.denied_cents > 0 and r.state = 'posted' and ($2::date is null or m.day >= $2) and ${NEWEST}
           and ($1::text is null or m.payer = $1 or exists (select from billed_claim c where c.id = m.matched and c.payer = $1))
         order by m.day desc, m.remittance desc, m.position desc limit $3`,
        [payer, since, limit],
      ),
    async everRefused({ payer, limit }) {
      const short = await shortRemittances(transaction);
      const records = await remitted.read(
        `where r.state = 'posted' and m.matched in (
           select c.id from billed_claim c where ($1::text is null or c.payer = $1) and exists (
             select from remitted_claim d join remittance s on s.number = d.remittance and s.state = 'posted'
             where d.about = c.id and d.matched = c.id and d.denied_cents > 0)
             and not exists (select from remittance_names n join remittance s on s.number = n.remittance
               where n.claim = c.id and s.id = any($3))
           order by c.from_day desc, c.id limit $2)
         order by m.day nulls first, m.remittance, m.position`,
        [payer, limit, short],
      );
      return { records, short };
    },
    unmatched: (limit) =>
      remitted.read(`where m.matched is null and r.state = 'posted' order by m.remittance, m.position limit $1`, [limit]),
    ...takeRemittancesIn(transaction, sealed),
    ...knownFrom(transaction),
    ...saidBefore(transaction),
  };
}

/** What earlier remittances already say of a payment and of a payer's own numbers. */
function knownFrom({ rows }: Transaction): Pick<RemittanceBook, 'samePayment' | 'claimsCalled'> {
  return {
    async samePayment({ payer, trace = '', paymentCents }) {
      const found = await rows<{ id: string; trace: string; payer: string }>(
        `select id, trace, (head ->> 'payer') as payer from remittance
         where payment_cents = $1 and trace is not null and state = 'posted' order by number`,
        [paymentCents],
      );
      const number = plainNumber(trace);
      return found
        .filter((one) => plainNumber(one.trace) === number && isSamePayer(payer, RemittanceHead.shape.payer.parse(JSON.parse(one.payer))))
        .map(({ id }) => id);
    },
    async claimsCalled(payerClaimIds) {
      const found = await rows<{ called: string; claims: string[] }>(
        `select m.payer_claim_id as called, array_agg(distinct m.matched order by m.matched) as claims
         from remitted_claim m join remittance r on r.number = m.remittance
         where m.payer_claim_id = any($1) and m.matched is not null and r.state = 'posted' group by 1`,
        [payerClaimIds],
      );
      return new Map(found.map(({ called, claims }) => [called, claims]));
    },
  };
}
