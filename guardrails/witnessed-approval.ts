import type { Approval, Owed } from './effects/outbox.ts';
import { proposalDigest, type Proposal } from './proposal.ts';
import type { GuardedUnit } from './unit.ts';

/** Who approved an owed effect, if an approved proposal of the same digest, whose approval the ledger holds, stands behind it. */
export async function witnessedApproval(unit: GuardedUnit, owed: Owed): Promise<Approval | undefined> {
  const proposal: Proposal | undefined = await unit.proposals.find(owed.proposal);
  if (proposal?.state !== 'approved' || proposal.digest !== owed.digest) return undefined;
  const asApproved = proposalDigest({ ...proposal, payload: owed.payload as Proposal['payload'] }, proposal.policy);
  if (asApproved !== proposal.digest) return undefined;
  const { decidedBy: by, decidedAt: at } = proposal;
  return by === undefined || at === undefined || !(await isWitnessed(unit, proposal, by)) ? undefined : { by, at };
}

/** Whether the ledger holds the approval: the person who is said to have approved, this very effect, in an unaltered entry. */
async function isWitnessed({ ledger }: GuardedUnit, { id, digest }: Proposal, by: string): Promise<boolean> {
  const entries = await ledger.list({ proposal: id });
  return entries.some(
    ({ leaf, fault }) => fault === undefined && leaf.act === 'proposal.approved' && leaf.actor === by && leaf.digest === digest,
  );
}
