import { Failure } from '#core/errors.ts';
import type { Actor } from './actor.ts';
import type { Decision } from './approvals.ts';
import { digest as digestOf } from './audit/canonical-json.ts';
import { closeLapsed } from './lapse.ts';
import type { Proposal } from './proposal.ts';
import type { GuardedUnit } from './unit.ts';
import { noProposal, whyNot } from './why-not.ts';

/**
 * Closes a pending proposal for the person who asked for it. It decides nothing: nothing is carried out, and the same may be
 * proposed again. A refusal is an entry of the ledger too.
 */
export async function withdraw(unit: GuardedUnit, request: { proposal: string; reason?: string }, actor: Actor): Promise<Decision> {
  await unit.lockWriters();
  await closeLapsed(unit, actor.tenant);
  const { proposal: id, reason } = request;
  const note = reason && digestOf(reason);
  const entry = {
    tenant: actor.tenant,
    actor: actor.principal.id,
    ...(actor.onBehalfOf && { onBehalfOf: actor.onBehalfOf.id }),
    channel: actor.channel,
    proposal: id,
  };
  try {
    await checked(unit, id, actor);
    const proposal = await unit.proposals.withdraw(id);
    if (proposal === undefined) throw await whyNot(unit, id);
    const { digest, policy, encounter, subject, trace } = proposal;
    await unit.ledger.append({ ...entry, act: 'proposal.withdrawn', digest, policy, about: { note, encounter, code: subject, trace } });
    return { status: 'decided', proposal };
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code === 'broken-promise') throw thrown;
    await unit.ledger.append({ ...entry, act: 'decision.refused', failure: thrown.code, about: { verdict: 'withdrawn', note } });
    return { status: 'refused', failure: thrown.code, says: thrown.says };
  }
}

async function checked(unit: GuardedUnit, id: string, { principal, onBehalfOf }: Actor): Promise<Proposal> {
  const proposal = await unit.proposals.find(id);
  if (proposal === undefined) throw noProposal(id);
  const person = await unit.principals.find(principal.id);
  const may = person?.active === true && person.kind === 'person' && onBehalfOf === undefined;
  const asked = [proposal.maker, proposal.onBehalfOf].filter((one) => one !== undefined);
  if (!may || !asked.includes(principal.id)) {
    throw new Failure('not-allowed', `${id} can be withdrawn only by whoever asked for it: ${asked.at(-1) ?? 'nobody'}.`);
  }
  if (proposal.state !== 'pending') throw await whyNot(unit, id);
  if (proposal.escalatedBy !== undefined && proposal.escalatedBy !== principal.id)
    throw new Failure('not-allowed', `${id} was escalated by ${proposal.escalatedBy}, so those above decide it. It cannot be withdrawn.`);
  return proposal;
}
