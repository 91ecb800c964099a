import type { Entry } from './audit/ledger.ts';
import { digest } from './audit/canonical-json.ts';
import { proposalDigest, type Proposal, type ProposalState } from './proposal.ts';
import type { GuardedUnit } from './unit.ts';

/** Acts after which a proposal no longer waits, with the state that its row has to have then. */
const ENDS: ReadonlyMap<string, ProposalState> = new Map([
  ['proposal.approved', 'approved'],
  ['proposal.rejected', 'rejected'],
  ['proposal.expired', 'expired'],
  ['proposal.superseded', 'superseded'],
  ['proposal.changed', 'superseded'],
  ['proposal.withdrawn', 'withdrawn'],
]);

/**
 * Whether a proposal is no longer what was proposed: its digest does not fit what the row holds, under the policy that the row
 * names, or the ledger has another digest, maker, end or decision of it, or an entry about it that is not what was written.
 */
export async function isAltered(unit: { readonly ledger: Pick<GuardedUnit['ledger'], 'list'> }, proposal: Proposal): Promise<boolean> {
  if (proposalDigest(proposal, proposal.policy) !== proposal.digest) return true;
  return disagrees(proposal, await unit.ledger.list({ proposal: proposal.id }));
}

function disagrees(proposal: Proposal, entries: readonly Entry[]): boolean {
  const { digest: bound, maker, onBehalfOf, state, decidedBy, escalatedBy, reason, note } = proposal;
  if (entries.some(({ fault }) => fault !== undefined)) return true;
  const made = entries.findLast(({ leaf }) => leaf.act === 'proposal.made')?.leaf;
  if (made === undefined) return false;
  if (made.digest !== bound || made.actor !== maker || made.onBehalfOf !== onBehalfOf) return true;
  const escalated = entries.findLast(({ leaf }) => leaf.act === 'proposal.escalated')?.leaf;
  if (escalated?.actor !== escalatedBy) return true;
  const end = entries.findLast(({ leaf }) => ENDS.has(leaf.act));
  if (end === undefined) return decidedBy !== undefined || state === 'approved' || state === 'rejected';
  if (ENDS.get(end.leaf.act) !== state) return true;
  if (decidedBy === undefined) return false;
  return end.leaf.actor !== decidedBy || end.about.reason !== reason || end.about['note'] !== (note && digest(note));
}
