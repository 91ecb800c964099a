import type { Transaction } from './transaction.ts';

const told = (acts: string) =>
  `exists (select from ledger_entry e where e.proposal = p.id and substring(e.leaf from '"act":"([^"]*)"') in (${acts}))`;

/** Of what was purged from the ledger nothing can be said, so only proposals that it still tells of are looked at. */
const UNEXPLAINED = `select p.id from proposal p left join outbox o on o.tenant = p.tenant and o.proposal = p.id
  where exists (select from ledger_entry e where e.proposal = p.id) and (
    (p.state = 'approved' and (o.id is null or not ${told("'proposal.approved'")}))
    or (p.state = 'rejected' and not ${told("'proposal.rejected'")})
    or (p.state = 'withdrawn' and not ${told("'proposal.withdrawn'")})
    or (p.state = 'expired' and not ${told("'proposal.expired'")})
    or (p.state = 'superseded' and not ${told("'proposal.superseded', 'proposal.changed'")})
    or (o.state = 'done' and not ${told("'effect.done'")})
    or (o.state = 'failed' and not ${told("'effect.failed'")})
    or (o.state = 'closed' and not ${told("'effect.closed'")}))
  order by p.number limit $1`;

/** Proposals whose state, or whose effect's, no entry of the ledger tells of, oldest first. */
export async function unexplained({ rows }: Transaction, limit: number): Promise<readonly string[]> {
  return (await rows<{ id: string }>(UNEXPLAINED, [limit])).map(({ id }) => id);
}
