import type { Block } from '#core/answer/block.ts';
import { Failure, type FailureCode } from '#core/errors.ts';
import { decide } from '#guardrails/approvals.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { withdraw } from '#guardrails/withdraw.ts';
import type { AgentParts } from '../agent-parts.ts';
import { decidedBlocks } from '../decided-blocks.ts';
import type { DecideStep } from '../plan.ts';
import { proposalFor } from '../proposal-for.ts';
import type { Turn } from '../turn.ts';

interface Decided {
  readonly blocks: readonly Block[];
  readonly decided: readonly string[];
  readonly made: readonly string[];
  readonly refused?: FailureCode;
}

/**
 * Carries out a person's own decision. Whoever is no person, or speaks for one, is refused before anything is looked up; the
 * checks that count are made again in `approvals.ts`, in the transaction of the decision.
 */
export async function decideStep({ input }: DecideStep, turn: Turn, parts: AgentParts): Promise<Decided> {
  const { actor } = turn;
  if (actor.principal.kind !== 'person' || actor.onBehalfOf !== undefined) {
    await witnessRefusal(input, turn, parts);
    return refusal('not-allowed', 'Only a person who has signed in decides. An agent or a client may propose, and a person countersigns.');
  }
  const found = await proposalFor(input, turn, parts);
  if ('blocks' in found) return { ...found, decided: [], made: [] };
  const { reason } = input;
  const request = { proposal: found.proposal, ...(reason !== undefined && { reason }) };
  const verdict = input.verdict === 'accept' ? 'approved' : 'rejected';
  const decision = await parts.store.within(actor.tenant, (unit) =>
    input.verdict === 'withdraw' ? withdraw(unit, request, actor) : decide(unit, { ...request, verdict }, actor, parts.policy),
  );
  if (decision.status === 'refused') return { ...refusal(decision.failure, decision.says), made: found.made ? [found.proposal] : [] };
  if (decision.proposal.state === 'approved') await parts.deliver();
  const after = await reread(decision.proposal, turn, parts);
  return { blocks: after, decided: [decision.proposal.id], made: found.made ? [found.proposal] : [] };
}

/** What the row, the people and the outbox say once the effect was sent: never what was meant to happen. */
async function reread({ id }: Proposal, { actor }: Turn, { store }: AgentParts): Promise<readonly Block[]> {
  return store.within(actor.tenant, async (unit) => {
    const proposal = await unit.proposals.find(id);
    if (proposal === undefined) throw new Failure('broken-promise', `${id} was decided and is not there.`);
    const person = proposal.decidedBy === undefined ? undefined : await unit.principals.find(proposal.decidedBy);
    return decidedBlocks(proposal, { person, effect: await unit.outbox.stateOf(id) });
  });
}

async function witnessRefusal(
  { verdict, proposal, encounter, code }: DecideStep['input'],
  { actor }: Turn,
  { store, policy }: AgentParts,
): Promise<void> {
  await store.within(actor.tenant, (unit) =>
    unit.ledger.append({
      tenant: actor.tenant,
      act: 'decision.refused',
      actor: actor.principal.id,
      ...(actor.onBehalfOf && { onBehalfOf: actor.onBehalfOf.id }),
      channel: actor.channel,
      ...(proposal !== undefined && { proposal }),
      policy: policy.version,
      failure: 'not-allowed',
      about: { verdict, encounter, code },
    }),
  );
}

function refusal(code: FailureCode, says: string): Decided {
  return { blocks: [{ kind: 'note', tone: 'warning', text: says }], decided: [], made: [], refused: code };
}
