import type { Telling } from './effects/carried-out.ts';
import type { Approval, Owed } from './effects/outbox.ts';
import { weightOf } from './effects/weight.ts';
import { isAltered } from './altered.ts';
import { tierOf } from './policy/policy.ts';
import { proposalDigest, type Proposal } from './proposal.ts';
import { areEnough, signaturesIn } from './signatures.ts';
import type { GuardedUnit, Policies } from './unit.ts';

export interface Witnesses extends Telling {
  readonly policies: Pick<Policies, 'find'>;
}

/**
 * Who approved an owed effect, if an approved proposal of the same digest stands behind it, and under it in the ledger, sealed, as many
 * signatures as the policy that it was made under wants.
 */
export async function witnessedApproval(unit: GuardedUnit, owed: Owed): Promise<Approval | undefined> {
  const proposal: Proposal | undefined = await unit.proposals.find(owed.proposal);
  if (proposal === undefined || proposal.digest !== owed.digest || proposal.kind !== owed.kind) return undefined;
  const asApproved = proposalDigest({ ...proposal, payload: owed.payload as Proposal['payload'] }, proposal.policy);
  return asApproved === proposal.digest ? approvalOf(unit, proposal) : undefined;
}

/** Who approved a proposal, if it is what was proposed, and the ledger has, sealed, the approval and as many signatures as it took. */
export async function approvalOf(unit: Witnesses, proposal: Proposal): Promise<Approval | undefined> {
  if (proposal.state !== 'approved' || (await isAltered(unit, proposal))) return undefined;
  const kept = await unit.policies.find(proposal.policy);
  if (kept === undefined) return undefined;
  const entries = await unit.ledger.list({ proposal: proposal.id });
  const signatures = signaturesIn(entries, proposal.digest);
  const approval = entries.find(
    ({ leaf, fault }) => fault === undefined && leaf.act === 'proposal.approved' && leaf.digest === proposal.digest,
  );
  const by = proposal.decidedBy;
  const stands = approval !== undefined && approval.leaf.actor === by && areEnough(signatures, tierOf(kept.policy, weightOf(proposal)));
  // When, by the sealed entry and not by the row.
  return stands && by !== undefined ? { by, at: approval.leaf.at } : undefined;
}
