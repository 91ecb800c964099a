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

interface Reading {
  readonly ledger: Pick<GuardedUnit['ledger'], 'list'>;
}

/**
 * Whether a proposal is no longer what was proposed: its digest does not fit what the row holds, under the policy that the row
 * names, or the ledger has another digest, maker, end or decision of it, or an entry about it that is not what was written.
 */
export async function isAltered(unit: Reading, proposal: Proposal): Promise<boolean> {
  if (proposalDigest(proposal, proposal.policy) !== proposal.digest) return true;
  const entries = await unit.ledger.list({ proposal: proposal.id });
  if (entries.length === 0) return proposal.state === 'pending' || !(await wasPurged(unit, proposal));
  return disagrees(proposal, entries);
}

/** Of a proposal whose entries went with their years nothing can be said. One that waits is never that old. */
async function wasPurged({ ledger }: Reading, { createdAt }: Proposal): Promise<boolean> {
  const purges = await ledger.list({ acts: ['ledger.purged'] });
  return purges.some(({ about: { before }, fault }) => fault === undefined && typeof before === 'string' && createdAt < before);
}

function disagrees(proposal: Proposal, entries: readonly Entry[]): boolean {
  const { digest: bound, maker, onBehalfOf, state, decidedBy, escalatedBy, reason, note } = proposal;
  if (entries.some(({ fault }) => fault !== undefined)) return true;
  const made = entries.findLast(({ leaf }) => leaf.act === 'proposal.made')?.leaf;
  if (made === undefined) return true;
  if (made.digest !== bound || made.actor !== maker || made.onBehalfOf !== onBehalfOf) return true;
  const escalated = entries.findLast(({ leaf }) => leaf.act === 'proposal.escalated')?.leaf;
  if (escalated?.actor !== escalatedBy) return true;
  const end = entries.findLast(({ leaf }) => ENDS.has(leaf.act));
  // One past its hour reads as expired before anybody has closed it.
  if (end === undefined) return decidedBy !== undefined || (state !== 'pending' && state !== 'expired');
  if (ENDS.get(end.leaf.act) !== state) return true;
  if (decidedBy === undefined) return false;
  return end.leaf.actor !== decidedBy || end.about.reason !== reason || end.about['note'] !== (note && digest(note));
}
