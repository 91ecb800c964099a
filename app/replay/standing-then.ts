import type { Act, Entry } from '#guardrails/audit/ledger.ts';
import type { Proposal, ProposalState } from '#guardrails/proposal.ts';

const ENDS: ReadonlyMap<Act, ProposalState> = new Map<Act, ProposalState>([
  ['proposal.approved', 'approved'],
  ['proposal.rejected', 'rejected'],
  ['proposal.expired', 'expired'],
  ['proposal.superseded', 'superseded'],
  ['proposal.changed', 'superseded'],
  ['proposal.withdrawn', 'withdrawn'],
]);
const STANDING: readonly ProposalState[] = ['approved', 'rejected', 'pending'];
const BY_A_CALL: readonly Act[] = ['proposal.made', 'proposal.superseded', 'proposal.expired'];

/** The call that made a proposal: its first entry, and the one that tells what was asked. */
export interface Call {
  readonly begins: number;
  readonly asked: Entry | undefined;
}

/**
 * Finds the call among the entries of its encounter. A call writes all its entries under one lock, so they stand together: what it
 * made, and at the end what it read.
 */
export function callOf(made: Entry, entries: readonly Entry[]): Call {
  const at = entries.findIndex(({ leaf }) => leaf.index === made.leaf.index);
  const alike = ({ leaf }: Entry) =>
    leaf.tool === made.leaf.tool && leaf.actor === made.leaf.actor && leaf.onBehalfOf === made.leaf.onBehalfOf;
  let first = at;
  while (first > 0 && BY_A_CALL.includes(entries[first - 1]?.leaf.act ?? 'tool.read') && alike(entries[first - 1] ?? made)) first -= 1;
  const asked = entries.slice(at + 1).find((entry) => entry.leaf.act === 'tool.read' && alike(entry));
  return { begins: entries[first]?.leaf.index ?? made.leaf.index, asked };
}

/** How the decisions on an encounter stood before an entry was written, as `Proposals.standing` would have told it, newest first. */
export function standingThen(proposals: readonly Proposal[], entries: readonly Entry[], before: number): readonly Proposal[] {
  const earlier = Map.groupBy(
    entries.filter(({ leaf }) => leaf.index < before && leaf.proposal !== undefined),
    ({ leaf }) => leaf.proposal,
  );
  return proposals.flatMap((proposal) => {
    const told = earlier.get(proposal.id) ?? [];
    if (!told.some(({ leaf }) => leaf.act === 'proposal.made')) return [];
    const then = asItWas(proposal, told);
    return STANDING.includes(then.state) ? [then] : [];
  });
}

function asItWas(proposal: Proposal, told: readonly Entry[]): Proposal {
  const state = ENDS.get(told.findLast(({ leaf }) => ENDS.has(leaf.act))?.leaf.act ?? 'proposal.made') ?? 'pending';
  const { decidedBy, decidedAt, reason, note, effect: _now, ...rest } = proposal;
  const effect = effectThen(told);
  const decided = { ...(decidedBy && { decidedBy }), ...(decidedAt && { decidedAt }), ...(reason && { reason }), ...(note && { note }) };
  return { ...rest, ...(state !== 'pending' && decided), ...(effect && { effect }), state };
}

function effectThen(told: readonly Entry[]): Proposal['effect'] {
  const last = told.findLast(({ leaf }) => leaf.act.startsWith('effect.'))?.leaf.act;
  if (last === undefined) return undefined;
  return last === 'effect.failed' ? 'failed' : last === 'effect.closed' ? 'closed' : 'done';
}
