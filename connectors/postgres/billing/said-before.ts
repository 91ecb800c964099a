import type { RemittanceBook } from '#tools/billing/records.ts';
import type { Transaction } from '../transaction.ts';

/** Without blanks, marks, case and leading zeros, as `plainNumber` has it: a payer writes one number in several forms. */
const plain = (column: string) => `ltrim(regexp_replace(upper(${column}), '[^[:alnum:]]', '', 'g'), '0')`;

/** What a claim was billed and paid, whichever way round. */
const cents = (of: string, what: 'billedCents' | 'paidCents') => `abs((${of}.content ->> '${what}')::bigint)`;

/**
 * Posted remittances that say again, under the payer's own numbers, all that an unfinished one says: the same amounts of the same claims, none
 * of them taken back since. What moves no money may be said again on another day: a refusal that an appeal did not change.
 */
const SAID_BEFORE = `
  with mine as (
    select ${plain('m.payer_claim_id')} as number, m.about, m.day, m.content ->> 'billedCents' as billed, m.content ->> 'paidCents' as paid,
      m.reversal
    from remitted_claim m join remittance r on r.number = m.remittance where r.id = $1
  ), twins as (
    select mine.*, r.id as twin from mine left join remitted_claim t
      on t.about = mine.about and ${plain('t.payer_claim_id')} = mine.number and t.reversal = mine.reversal
      and t.content ->> 'billedCents' = mine.billed and t.content ->> 'paidCents' = mine.paid
      and (t.day is not distinct from mine.day or mine.paid <> '0')
      and not exists (select from remitted_claim u join remittance v on v.number = u.remittance and v.state = 'posted'
        where u.about = t.about and ${plain('u.payer_claim_id')} = mine.number and u.reversal and not t.reversal
          and (u.content ->> 'paidCents')::bigint = -mine.paid::bigint)
    left join remittance r on r.number = t.remittance and r.state = 'posted'
  )
  select distinct twin as id from twins
  where twin is not null and not exists (
    select from mine where not exists (
      select from twins where twins.twin is not null and (twins.number, twins.about, twins.billed, twins.paid, twins.reversal)
        = (mine.number, mine.about, mine.billed, mine.paid, mine.reversal)))
  order by 1`;

/**
 * Claims that an unfinished remittance pays, and that were paid as much already under the same number of the payer more often than that was taken
 * back, be it in this remittance itself.
 */
const PAID_BEFORE = `
  with mine as (
    select distinct m.about, ${plain('m.payer_claim_id')} as number, ${cents('m', 'billedCents')} as billed, ${cents('m', 'paidCents')} as paid
    from remitted_claim m join remittance r on r.number = m.remittance
    where r.id = $1 and not m.reversal and (m.content ->> 'paidCents')::bigint > 0
  )
  select mine.about as claim, (array_agg(r.id order by r.number desc) filter (where not t.reversal))[1] as id
  from mine join remitted_claim t on t.about = mine.about and ${plain('t.payer_claim_id')} = mine.number
    and ${cents('t', 'billedCents')} = mine.billed and ${cents('t', 'paidCents')} = mine.paid
  join remittance r on r.number = t.remittance and (r.state = 'posted' or (r.id = $1 and t.reversal))
  group by mine.about, mine.number, mine.billed, mine.paid
  having count(*) filter (where not t.reversal) > count(*) filter (where t.reversal)
  order by 1`;

export function saidBefore({ rows }: Transaction): Pick<RemittanceBook, 'saidBefore' | 'paidBefore'> {
  return {
    async saidBefore(id) {
      const found = await rows<{ id: string }>(SAID_BEFORE, [id]);
      return found.map((one) => one.id);
    },
    paidBefore: (id) => rows<{ claim: string; id: string }>(PAID_BEFORE, [id]),
  };
}
