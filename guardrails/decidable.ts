import { Failure } from '#core/errors.ts';
import type { Actor } from './actor.ts';
import { isAltered } from './altered.ts';
import { authorityFor, type Authority, type ReadingAuthority } from './authority.ts';
import { weightOf } from './effects/weight.ts';
import { isPerson, tierOf, type DecisionTier, type Policy } from './policy/policy.ts';
import type { Proposal } from './proposal.ts';
import { aRole, doubtIn } from './doubt.ts';
import { unfounded } from './unfounded.ts';
import type { GuardedUnit } from './unit.ts';
import { noProposal, stale, whyNot } from './why-not.ts';

/** A proposal that may be decided now, by this person, and by what right. */
export interface Decidable {
  readonly proposal: Proposal;
  readonly policy: Policy;
  readonly tier: DecisionTier;
  readonly authority: Authority;
}

/** What somebody wants to do. `reject` stands for an escalation too. What can be approved no more can still be rejected, and not changed. */
type Deed = 'approve' | 'reject' | 'change';

/**
 * Everything that has to hold before anything is decided: who decides, that the proposal waits, that it is what was proposed and what was
 * shown, and, unless it is rejected, that what it rests on has not changed. Throws the Failure that says what does not hold.
 */
export async function decidable(
  unit: GuardedUnit,
  { proposal: id, seen }: { readonly proposal: string; readonly seen?: string },
  actor: Actor,
  deed: Deed,
): Promise<Decidable> {
  const proposal = await unit.proposals.find(id);
  if (proposal === undefined) throw noProposal(id);
  const policy = await unit.policies.inForce();
  const tier = tierOf(policy, weightOf(proposal));
  const authority = await rightToDecide(unit, proposal, actor, policy, deed);
  if (authority instanceof Failure) throw authority;
  await mustWait(unit, proposal, seen);
  if (deed !== 'reject') await mustBeFounded(unit, proposal, policy);
  return { proposal, policy, tier, authority };
}

/** Throws the Failure that says why a proposal does not wait as it was proposed, shown and founded. */
export async function checkUnchanged(unit: GuardedUnit, proposal: Proposal, policy: Policy): Promise<void> {
  await mustWait(unit, proposal);
  await mustBeFounded(unit, proposal, policy);
}

async function mustWait(unit: GuardedUnit, proposal: Proposal, seen?: string): Promise<void> {
  const { id } = proposal;
  if (proposal.state !== 'pending') throw await whyNot(unit, id);
  if (await isAltered(unit, proposal)) throw altered(id);
  if (seen !== undefined && seen !== proposal.digest) throw stale(id, 'it is no longer what you were shown');
}

async function mustBeFounded(unit: GuardedUnit, proposal: Proposal, policy: Policy): Promise<void> {
  const why = await unfounded(proposal, policy, unit);
  if (why !== undefined) throw stale(proposal.id, why);
}

/** By what right a person may approve a proposal, or reject it, or why not. */
export async function rightToDecide(
  unit: ReadingAuthority,
  proposal: Proposal,
  actor: Actor,
  policy: Policy,
  deed: Deed,
): Promise<Authority | Failure> {
  const { id, maker, onBehalfOf } = proposal;
  const tier = tierOf(policy, weightOf(proposal));
  const { roles, mayReject = [] } = tier;
  // The record of the person is read again here: rights held when the conversation began may have been taken away.
  const person = await unit.principals.find(actor.principal.id);
  const now: Actor = { ...actor, principal: person ?? { ...actor.principal, active: false } };
  const rightsOf = (wanted: readonly string[]) => (isPerson(now) ? authorityFor(unit, now, wanted, policy) : Promise.resolve([]));
  const rights = await rightsOf(deed === 'approve' ? roles : [...roles, ...mayReject]);
  if (rights.length === 0) {
    return deed === 'approve' && (await rightsOf(mayReject)).length > 0
      ? onlyRejects(proposal, roles)
      : mayNot(proposal, actor.principal.name, roles);
  }
  const asked = [maker, onBehalfOf].filter((one) => one !== undefined);
  const askers = tier.makerMayDecide ? [] : asked;
  if (askers.includes(actor.principal.id)) {
    return new Failure('not-allowed', `You asked for ${id}, so another ${roles.join(' or ')} must decide it.`);
  }
  // Authority that is not one's own never signs for what one asked for oneself, or the lender did.
  const clear = rights.filter(({ grant }) => grant === undefined || !asked.some((one) => one === actor.principal.id || one === grant.from));
  // The role that the tier wants among the signers, where the person has it.
  const right = clear.find(({ role }) => role === tier.including) ?? clear[0];
  return (
    right ??
    new Failure('not-allowed', `You or whoever lent you the authority asked for ${id}, so another ${roles.join(' or ')} must decide it.`)
  );
}

function mayNot({ id, kind, escalatedBy }: Proposal, name: string, roles: readonly string[]): Failure {
  const above = escalatedBy === undefined ? '' : ', to whom it was escalated';
  return new Failure('not-allowed', `${name} may not decide ${id}: ${kind} is decided by ${roles.join(' or ')}${above}.`);
}

function onlyRejects({ id, subject, preview }: Proposal, roles: readonly string[]): Failure {
  const why = doubtIn(preview);
  const needs = `${subject} (${id}) needs ${aRole(roles)}${why === undefined ? '.' : `: ${why}`}`;
  return new Failure('not-allowed', `${needs} Nothing was decided. "escalate ${id}" puts it up to one; you may reject it as well.`);
}

function altered(id: string): Failure {
  return new Failure(
    'altered',
    `${id} was not decided: what was proposed was changed in the database after it was made. Tell whoever keeps the database, and ask for it again.`,
  );
}
