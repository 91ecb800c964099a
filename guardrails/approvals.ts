import { Failure, type FailureCode } from '#core/errors.ts';
import type { Actor } from './actor.ts';
import { closeLapsed } from './lapse.ts';
import { mayDecide, type Policy } from './policy/policy.ts';
import { proposalDigest, type Proposal } from './proposal.ts';
import { standingOn } from './standing.ts';
import type { GuardedUnit } from './unit.ts';

export interface DecisionRequest {
  readonly proposal: string;
  readonly verdict: 'approved' | 'rejected';
  /** The digest of the card that the person saw. Absent when the person names the proposal by id. */
  readonly seen?: string;
  readonly reason?: string;
}

export type Decision =
  | { readonly status: 'decided'; readonly proposal: Proposal }
  | { readonly status: 'refused'; readonly failure: FailureCode; readonly says: string };

/**
 * The only way to a decision. One transaction holds the checks, the one UPDATE that decides, the ledger entry and, for an
 * approval, the effect that is now owed. A refusal is an entry too.
 *
 * It is no tool and is bound to no model, client or queue: a surface calls it with a person whom it has authenticated.
 */
export async function decide(unit: GuardedUnit, request: DecisionRequest, actor: Actor, policy: Policy): Promise<Decision> {
  await unit.lockWriters();
  await closeLapsed(unit, actor.tenant);
  try {
    const before = await checked(unit, request, actor, policy);
    const proposal = await unit.proposals.decide({
      id: before.id,
      digest: before.digest,
      verdict: request.verdict,
      by: actor.principal.id,
      ...(request.reason !== undefined && { reason: request.reason }),
    });
    if (proposal === undefined) throw await whyNot(unit, before.id);
    await unit.ledger.append(entry(`proposal.${request.verdict}`, request, actor, proposal));
    if (request.verdict === 'approved') await owe(unit, proposal);
    return { status: 'decided', proposal };
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code === 'broken-promise') throw thrown;
    await unit.ledger.append({ ...entry('decision.refused', request, actor), failure: thrown.code });
    return { status: 'refused', failure: thrown.code, says: thrown.says };
  }
}

async function checked(
  unit: GuardedUnit,
  { proposal: id, seen, verdict }: DecisionRequest,
  actor: Actor,
  policy: Policy,
): Promise<Proposal> {
  const proposal = await unit.proposals.find(id);
  if (proposal === undefined)
    throw new Failure('not-found', `There is no proposal ${id}. "what is waiting for me?" lists those there are.`);
  await checkPerson(unit, proposal, actor, policy);
  if (proposal.state !== 'pending') throw await whyNot(unit, id);
  if (await isAltered(unit, proposal)) throw altered(id);
  if (seen !== undefined && seen !== proposal.digest) throw stale(id, 'it is no longer what you were shown');
  if (policy.version !== proposal.policy) throw stale(id, 'the policy has changed since');
  for (const { id: source, version } of proposal.sources) {
    if ((await unit.sources.version(source)) !== version) throw stale(id, `${source} has changed since`);
  }
  if (verdict === 'approved') await refuseSecond(unit, proposal);
  return proposal;
}

/** The same code may wait twice, suggested and added. Approving both would write the diagnosis twice. */
async function refuseSecond(unit: GuardedUnit, proposal: Proposal): Promise<void> {
  if (proposal.encounter === undefined) return;
  const stands = standingOn(proposal, await unit.proposals.standing(proposal.encounter));
  if (stands?.state !== 'approved') return;
  const { id, decidedBy = 'someone', decidedAt = 'an earlier time' } = stands;
  const says = `${proposal.subject} was already approved on ${proposal.encounter} by ${decidedBy} at ${decidedAt}, under ${id}.`;
  throw new Failure('already-decided', `${says} ${proposal.id} was not decided.`);
}

async function checkPerson(unit: GuardedUnit, proposal: Proposal, actor: Actor, policy: Policy): Promise<void> {
  const { id, kind, maker, onBehalfOf } = proposal;
  // The record of the person is read again here: rights held when the conversation began may have been taken away.
  const person = await unit.principals.find(actor.principal.id);
  const now: Actor = { ...actor, principal: person ?? { ...actor.principal, active: false } };
  if (!mayDecide(policy, kind, now)) {
    throw new Failure(
      'not-allowed',
      `${actor.principal.name} may not decide ${id}: ${kind} is decided by ${policy.effects[kind].decide.join(' or ')}.`,
    );
  }
  if (!policy.effects[kind].makerMayDecide && (maker === actor.principal.id || onBehalfOf === actor.principal.id)) {
    throw new Failure('not-allowed', `You asked for ${id}, so another ${policy.effects[kind].decide.join(' or ')} must decide it.`);
  }
}

/**
 * Whether a proposal is no longer what was proposed: its digest does not fit what the row holds, under the policy that the row
 * names, or the ledger has another digest, maker or decision of it.
 */
export async function isAltered(unit: { readonly ledger: Pick<GuardedUnit['ledger'], 'list'> }, proposal: Proposal): Promise<boolean> {
  if (proposalDigest(proposal, proposal.policy) !== proposal.digest) return true;
  const leaves = (await unit.ledger.list({ proposal: proposal.id })).map(({ leaf }) => leaf);
  const made = leaves.findLast(({ act }) => act === 'proposal.made');
  if (made === undefined) return false;
  if (made.digest !== proposal.digest || made.actor !== proposal.maker || made.onBehalfOf !== proposal.onBehalfOf) return true;
  return (
    proposal.decidedBy !== undefined &&
    !leaves.some(({ act, actor }) => act === `proposal.${proposal.state}` && actor === proposal.decidedBy)
  );
}

function altered(id: string): Failure {
  return new Failure(
    'altered',
    `${id} was not decided: what was proposed was changed in the database after it was made. Tell whoever keeps the database, and ask for the codes again.`,
  );
}

function stale(id: string, why: string): Failure {
  return new Failure('stale', `${id} was not decided: ${why}. Ask for the codes again and decide on the new proposal.`);
}

/** Why a proposal that no longer waits cannot be decided. */
export async function whyNot(unit: GuardedUnit, id: string): Promise<Failure> {
  const now = await unit.proposals.find(id);
  switch (now?.state) {
    case 'approved':
    case 'rejected':
      return new Failure(
        'already-decided',
        `${id} was already ${now.state} by ${now.decidedBy ?? 'someone'} at ${now.decidedAt ?? 'an earlier time'}.`,
      );
    case 'expired':
      return new Failure('expired', `${id} expired at ${now.expiresAt}. Propose it again if it is still wanted.`);
    case 'superseded':
      return new Failure('stale', `${id} was replaced by a newer proposal. "what is waiting for me?" lists it.`);
    case 'withdrawn':
      return new Failure('stale', `${id} was withdrawn by whoever asked for it. Propose it again if it is still wanted.`);
    case 'pending':
      return stale(id, 'it changed while you decided');
    case undefined:
      return new Failure('not-found', `There is no proposal ${id}.`);
  }
}

async function owe(unit: GuardedUnit, proposal: Proposal): Promise<void> {
  await unit.outbox.owe({
    proposal: proposal.id,
    kind: proposal.kind,
    ...(proposal.encounter !== undefined && { encounter: proposal.encounter }),
    payload: proposal.payload,
    digest: proposal.digest,
  });
}

function entry(
  act: 'proposal.approved' | 'proposal.rejected' | 'decision.refused',
  request: DecisionRequest,
  actor: Actor,
  proposal?: Proposal,
) {
  return {
    tenant: actor.tenant,
    act,
    actor: actor.principal.id,
    ...(actor.onBehalfOf && { onBehalfOf: actor.onBehalfOf.id }),
    channel: actor.channel,
    proposal: request.proposal,
    ...(proposal && { digest: proposal.digest, policy: proposal.policy }),
    about: {
      verdict: request.verdict,
      reason: request.reason,
      encounter: proposal?.encounter,
      code: proposal?.subject,
      trace: proposal?.trace,
    },
  };
}
