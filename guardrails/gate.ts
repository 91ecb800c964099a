import { Failure } from '#core/errors.ts';
import { inMinutes } from '#core/moment.ts';
import { isOnAccount } from './account/remake.ts';
import { refuseOverAnothers } from './account/replaced-posting.ts';
import { mustStandOnAccount } from './account/stands.ts';
import { TenantId, type Actor } from './actor.ts';
import { mustFit } from './effects/must-fit.ts';
import { mustStand } from './evidence-stands.ts';
import { mustStandAsLetter } from './letter-stands.ts';
import { mayAsk } from './policy/policy.ts';
import { mustBeReadable } from './readable.ts';
import { proposalDigest, ProposalDraft, type Proposal } from './proposal.ts';
import { isAlike, isAnotherLevel, standingOn } from './standing.ts';
import type { GuardedUnit } from './unit.ts';

/**
 * Holds an effect for a person: writes the proposal and its ledger entry in the unit's transaction. It runs nothing, and
 * a gate that throws has held. Throws Failure `already-decided` for what a person has approved on the encounter already, and
 * `bad-input` for a code whose evidence does not stand in the chart, for a letter that is not what its citations come to, for money or
 * words to a patient that the account does not come to, and for words that a patient could not read.
 *
 * What was put up to those above stays there: a new proposal of the same, or one that takes its place (`after`), is escalated too.
 */
export async function hold(unit: GuardedUnit, raw: ProposalDraft, actor: Actor, tool: string, after?: Proposal): Promise<Proposal> {
  const draft = ProposalDraft.parse(raw);
  mustFit(draft);
  mustBeReadable(draft);
  const policy = await unit.policies.inForce();
  if (!mayAsk(policy, draft.kind, actor)) {
    throw new Failure('not-allowed', `Your roles may not ask for ${draft.kind}. Policy ${policy.version} says who may.`);
  }
  await refuseStanding(unit, draft);
  await mustStand(unit, draft);
  await mustStandAsLetter(unit, draft);
  // What was asked for before counts with it, so nobody else may ask in between.
  await unit.lockWriters();
  await refuseOverAnothers(unit, draft, { actor, policy, after });
  await mustStandOnAccount(unit, draft, policy);
  const escalated = after?.escalatedBy === undefined ? await escalatedAlike(unit, draft) : after;
  const digest = proposalDigest(draft, policy.version);
  const { proposal, fresh, closed } = await unit.proposals.make({
    ...draft,
    tenant: actor.tenant,
    digest,
    policy: policy.version,
    maker: actor.principal.id,
    ...(actor.onBehalfOf && { onBehalfOf: actor.onBehalfOf.id }),
    expiresInHours: policy.effects[draft.kind].expiresInHours,
  });
  for (const { id, as } of closed) {
    await unit.ledger.append({ ...asked(proposal, actor, tool), act: `proposal.${as}`, proposal: id });
    if (as === 'superseded' && isOnAccount(draft.kind)) await unit.proposals.supersede(id, proposal.id);
  }
  if (!fresh) return proposal;
  await unit.ledger.append({ ...asked(proposal, actor, tool), act: 'proposal.made', proposal: proposal.id, digest: proposal.digest });
  return escalated === undefined ? proposal : escalateToo(unit, proposal, escalated);
}

/** A proposal of the same that waits with those above. */
async function escalatedAlike(unit: GuardedUnit, { kind, encounter, subject }: ProposalDraft): Promise<Proposal | undefined> {
  const pending =
    encounter === undefined ? await unit.proposals.list({ state: 'pending', limit: 1_000 }) : await unit.proposals.standing(encounter);
  return pending.find(
    (one) => one.state === 'pending' && one.escalatedBy !== undefined && one.subject === subject && isAlike(one.kind, kind),
  );
}

async function escalateToo(unit: GuardedUnit, { id }: Proposal, { id: from, escalatedBy }: Proposal): Promise<Proposal> {
  const proposal = escalatedBy === undefined ? undefined : await unit.proposals.escalate(id, escalatedBy);
  if (proposal === undefined || escalatedBy === undefined) throw new Failure('broken-promise', `${id} was not escalated as ${from} is.`);
  const { tenant, digest, policy, encounter, subject, trace } = proposal;
  await unit.ledger.append({
    tenant: TenantId.parse(tenant),
    act: 'proposal.escalated',
    actor: escalatedBy,
    channel: 'system',
    proposal: id,
    digest,
    policy,
    about: { encounter, code: subject, trace, as: from },
  });
  return proposal;
}

/** MUST look under the lock of the writers: of two that ask at once, the second has to see what the first decided. */
async function refuseStanding(unit: GuardedUnit, draft: ProposalDraft): Promise<void> {
  const { kind, encounter, subject } = draft;
  if (encounter === undefined) return;
  await unit.lockWriters();
  const before = (await unit.proposals.standing(encounter)).filter((one) => !isAnotherLevel(one, draft));
  const stands = await standingOn(unit, { kind, subject }, before);
  if (stands?.state !== 'approved') return;
  const { id, decidedBy = 'someone', decidedAt = stands.createdAt } = stands;
  throw new Failure(
    'already-decided',
    `${subject} was already approved on ${encounter} by ${decidedBy} at ${inMinutes(decidedAt)} (${id}).`,
  );
}

/** What an entry about a new proposal, or about an older one that it closes, has in common. */
function asked({ policy, encounter, subject, trace, editions }: Proposal, actor: Actor, tool: string) {
  return {
    tenant: actor.tenant,
    actor: actor.principal.id,
    ...(actor.onBehalfOf && { onBehalfOf: actor.onBehalfOf.id }),
    channel: actor.channel,
    tool,
    policy,
    about: { encounter, code: subject, trace, editions: [...editions] },
  };
}
