import { Failure } from '#core/errors.ts';
import { decide, type Decision } from '#guardrails/approvals.ts';
import { escalate } from '#guardrails/escalate.ts';
import { withdraw } from '#guardrails/withdraw.ts';
import { isExclusion } from '#tools/propose-codes/contradictions.ts';
import { warningsOf } from '#tools/propose-codes/draft-code.ts';
import type { Unit } from '#tools/unit.ts';
import type { AgentParts } from '../agent-parts.ts';
import { changeCode } from '../change-code.ts';
import { tellOf } from '../decided-blocks.ts';
import { refusal, type Ordered } from '../ordered.ts';
import type { DecideStep } from '../plan.ts';
import { proposalFor } from '../proposal-for.ts';
import { refusedOrder } from '../refused-order.ts';
import type { Turn } from '../turn.ts';

type Input = DecideStep['input'];

/**
 * Carries out a person's own order. Whoever is no person, or speaks for one, is refused before anything is looked up; the
 * checks that count are made again in the guardrails, in the transaction of the decision. `batch` is how many orders were sent at once.
 */
export async function decideStep({ input }: DecideStep, turn: Turn, parts: AgentParts, batch: number): Promise<Ordered> {
  const { actor } = turn;
  if (actor.principal.kind !== 'person' || actor.onBehalfOf !== undefined) {
    await witnessRefusal(input, turn, parts);
    const says = 'Only a person who has signed in decides. An agent or a client may propose, and a person countersigns.';
    return refusal(input, { code: 'not-allowed', says });
  }
  const found = await proposalFor(input, turn, parts);
  if ('refused' in found) return found.refused;
  const made = found.made ? [found.proposal] : [];
  if (input.verdict === 'change') return changeCode(input, { ...found, made }, turn, parts);
  const excluded = input.verdict === 'accept' && batch > 1 ? await exclusionsOn(found.proposal, turn, parts) : [];
  if (excluded.length > 0) return heldBack(input, found.proposal, excluded, made);
  const decision = await parts.store.within(actor.tenant, (unit) => carryOut(unit, input, { proposal: found.proposal, batch }, turn));
  if (decision.status === 'refused')
    return refusedOrder(input, { code: decision.failure, says: decision.says, proposal: found.proposal, made }, turn, parts);
  if (decision.proposal.state === 'approved') await parts.deliver();
  return taken(decision.proposal.id, made, turn, parts);
}

async function exclusionsOn(id: string, { actor }: Turn, { store }: AgentParts): Promise<readonly string[]> {
  const proposal = await store.within(actor.tenant, ({ proposals }) => proposals.find(id));
  return proposal?.state === 'pending' ? warningsOf(proposal).filter(isExclusion) : [];
}

/** That two codes exclude each other is read before the second is signed, and not after it, among others. */
function heldBack(input: Input, id: string, warned: readonly string[], made: readonly string[]): Ordered {
  const says = `${id} was not approved with the others: its card says that another code excludes it. Read it, and approve it by itself: "approve ${id}".`;
  return refusal(input, {
    code: 'bad-input',
    says,
    beside: warned.map((text) => ({ kind: 'note', tone: 'warning', text: `${id}: ${text}` })),
    made,
  });
}

interface Given {
  readonly proposal: string;
  readonly batch: number;
}

function carryOut(unit: Unit, { verdict, reason, byKey, seen }: Input, { proposal, batch }: Given, { actor }: Turn): Promise<Decision> {
  const request = { proposal, ...(reason !== undefined && { reason }), ...(byKey !== undefined && { byKey }) };
  if (verdict === 'withdraw') return withdraw(unit, request, actor);
  if (verdict === 'escalate') return escalate(unit, request, actor);
  const wanted = verdict === 'accept' ? ('approved' as const) : ('rejected' as const);
  return decide(unit, { ...request, verdict: wanted, batch, ...(seen !== undefined && { seen }) }, actor);
}

/** What the row, the people and the outbox say once the effect was sent. One that still waits is told of again when it is decided. */
async function taken(id: string, made: readonly string[], { actor }: Turn, { store }: AgentParts): Promise<Ordered> {
  return store.within(actor.tenant, async (unit) => {
    const proposal = await unit.proposals.find(id);
    if (proposal === undefined) throw new Failure('broken-promise', `${id} was decided and is not there.`);
    const waits = proposal.state === 'pending';
    const told = await tellOf(proposal, unit);
    return { ...told, taken: true, decided: waits ? [] : [id], made: waits ? [id] : made };
  });
}

async function witnessRefusal({ verdict, proposal, encounter, code }: Input, { actor }: Turn, { store }: AgentParts): Promise<void> {
  await store.within(actor.tenant, async (unit) =>
    unit.ledger.append({
      tenant: actor.tenant,
      act: 'decision.refused',
      actor: actor.principal.id,
      ...(actor.onBehalfOf && { onBehalfOf: actor.onBehalfOf.id }),
      channel: actor.channel,
      ...(proposal !== undefined && { proposal }),
      policy: (await unit.policies.inForce()).version,
      failure: 'not-allowed',
      about: { verdict, encounter, code },
    }),
  );
}
