import { Failure } from '#core/errors.ts';
import type { Actor } from './actor.ts';
import type { Decision } from './approvals.ts';
import { digest } from './audit/canonical-json.ts';
import { checkUnchanged, rightToDecide } from './decidable.ts';
import { isPerson } from './policy/policy.ts';
import type { Proposal } from './proposal.ts';
import { closeLapsed } from './lapse.ts';
import type { GuardedUnit } from './unit.ts';
import { noProposal, whyNot } from './why-not.ts';

/**
 * Puts a proposal up to those above, for a person who might have rejected it or who asked for it: from then on only the roles that the policy escalates to
 * decide. It decides nothing. A refusal is an entry too.
 */
export async function escalate(
  unit: GuardedUnit,
  request: { readonly proposal: string; readonly reason?: string },
  actor: Actor,
): Promise<Decision> {
  await unit.lockWriters();
  await closeLapsed(unit, actor.tenant);
  const { proposal: id, reason } = request;
  const entry = { tenant: actor.tenant, actor: actor.principal.id, channel: actor.channel, proposal: id };
  const said = reason === undefined ? undefined : digest(reason);
  try {
    const before = await escalatable(unit, id, actor);
    if (before.escalatedBy !== undefined) throw new Failure('already-decided', `${id} was escalated already, by ${before.escalatedBy}.`);
    const proposal = await unit.proposals.escalate(id, actor.principal.id);
    if (proposal === undefined) throw await whyNot(unit, id);
    const { digest: bound, policy, encounter, subject, trace } = proposal;
    const about = { encounter, code: subject, trace, note: said };
    await unit.ledger.append({ ...entry, act: 'proposal.escalated', digest: bound, policy, about });
    return { status: 'decided', proposal };
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code === 'broken-promise') throw thrown;
    await unit.ledger.append({ ...entry, act: 'decision.refused', failure: thrown.code, about: { verdict: 'escalated', note: said } });
    return { status: 'refused', failure: thrown.code, says: thrown.says };
  }
}

async function escalatable(unit: GuardedUnit, id: string, actor: Actor): Promise<Proposal> {
  const proposal = await unit.proposals.find(id);
  if (proposal === undefined) throw noProposal(id);
  const policy = await unit.policies.inForce();
  const right = await rightToDecide(unit, proposal, actor, policy, 'reject');
  const person = await unit.principals.find(actor.principal.id);
  const asked =
    [proposal.maker, proposal.onBehalfOf].includes(actor.principal.id) && person !== undefined && isPerson({ ...actor, principal: person });
  if (right instanceof Failure && !asked) throw right;
  await checkUnchanged(unit, proposal, policy);
  return proposal;
}
