import type { Block } from '#core/answer/block.ts';
import { isDoubt } from '#guardrails/doubt.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { warningsOf } from '#tools/propose-codes/draft-code.ts';
import { describeProposal, type ShownProposal } from '#tools/show-proposal/describe-proposal.ts';
import { effectRows, storyRows } from '#tools/show-proposal/present-proposal.ts';
import { countInWords, missingInWords } from '#tools/show-proposal/signatures-wanted.ts';
import type { Unit } from '#tools/unit.ts';

/** A proposal after an order, from what stands in its row, in the ledger and in the outbox: never what was meant to happen. */
export interface Told {
  readonly blocks: readonly Block[];
  /** `approved (P-4)`, or for one that waits on, for whom. */
  readonly line: string;
  /** What has to be seen beside that line. */
  readonly beside: readonly Block[];
}

export async function tellOf(proposal: Proposal, unit: Unit): Promise<Told> {
  const shown = await describeProposal(proposal, { unit, policy: await unit.policies.inForce() });
  const { id, state } = proposal;
  const beside = [...warningsStill(proposal).map(warning), ...troubleOf(shown)];
  const title: Block = { kind: 'title', text: `${id}  ${state === 'pending' ? pendingTitle(shown) : state}` };
  return {
    blocks: [title, { kind: 'facts', rows: [...effectRows(shown), ...storyRows(shown)] }, ...sentences(shown), ...beside],
    line: lineOf(shown),
    beside: beside.map((block) => (block.kind === 'note' ? { ...block, text: `${id}: ${block.text}` } : block)),
  };
}

/** Whom it was kept for is told while it waits, and no more once they approved it. */
function warningsStill(proposal: Proposal): readonly string[] {
  if (proposal.state === 'approved') return warningsOf(proposal).filter((one) => !isDoubt(one));
  return proposal.state === 'pending' ? warningsOf(proposal) : [];
}

function pendingTitle({ proposal, signatures }: ShownProposal): string {
  if (signatures.given.length > 0) return `signed, ${countInWords(signatures)}`;
  return proposal.escalatedBy === undefined ? 'pending' : 'escalated';
}

function sentences({ proposal: { state, escalatedBy }, signatures, decide }: ShownProposal): readonly Block[] {
  if (state === 'withdrawn') return [WITHDRAWN];
  if (state !== 'pending') return [];
  if (signatures.given.length > 0)
    return [text(`Nothing is carried out yet: it waits for the signature of ${missingInWords(signatures)}.`)];
  return escalatedBy === undefined ? [] : [text(`Nothing was decided: ${decide.join(' or ')} decides it now.`)];
}

function lineOf({ proposal: { id, state, subject, escalatedBy, replacedBy }, signatures, decide, effect }: ShownProposal): string {
  if (state === 'approved')
    return `${subject}: approved (${id})${effect === undefined || effect.state === 'done' ? '' : `, its effect is ${effect.state}`}`;
  if (state !== 'pending') return `${subject}: ${state} (${id})${replacedBy === undefined ? '' : `, replaced by ${replacedBy}`}`;
  if (signatures.given.length > 0)
    return `${subject}: signed, ${countInWords(signatures)} (${id}); it waits for ${missingInWords(signatures)}`;
  return `${subject}: ${escalatedBy === undefined ? 'pending' : `escalated to ${decide.join(' or ')}`} (${id})`;
}

const WITHDRAWN = text('Whoever asked for it took it back. Nothing was decided or carried out, and it may be proposed again.');

function troubleOf({ proposal: { id }, effect }: ShownProposal): readonly Block[] {
  if (effect?.state === 'failed')
    return [warning(`The decision stands, but the effect of ${id} was not carried out. Tell whoever runs the receiver.`)];
  if (effect?.state === 'unknown')
    return [
      warning(
        `The decision stands, but whether the effect of ${id} was carried out is not known. It is not sent again by itself; look at the receiver.`,
      ),
    ];
  return [];
}

function text(says: string): Block {
  return { kind: 'text', text: says };
}

function warning(says: string): Block {
  return { kind: 'note', tone: 'warning', text: says };
}
