import { Failure } from '#core/errors.ts';
import type { Actor } from './actor.ts';
import { digest } from './audit/canonical-json.ts';
import { decidable } from './decidable.ts';
import { hold } from './gate.ts';
import { closeLapsed } from './lapse.ts';
import { BY_KEY, readReason } from './policy/reasons.ts';
import { proposalDigest, type Proposal, type ProposalDraft } from './proposal.ts';
import { isAlike } from './standing.ts';
import type { GuardedUnit } from './unit.ts';

/**
 * Puts another effect in the place of a proposed one, for a person who might have rejected it. What they want instead is a proposal of
 * its own, with its own digest, held as any other; the first is closed as superseded and names it. Neither is approved by that.
 *
 * Throws the Failure that says why not; whoever calls it writes the refusal. `tool` is the tool that drafted what takes its place.
 */
export async function change(
  unit: GuardedUnit,
  request: {
    readonly proposal: string;
    readonly seen?: string;
    readonly reason?: string;
    readonly byKey?: boolean;
    readonly draft: ProposalDraft;
  },
  actor: Actor,
  tool: string,
): Promise<{ readonly before: Proposal; readonly after: Proposal }> {
  await unit.lockWriters();
  await closeLapsed(unit, actor.tenant);
  const { proposal: before, policy } = await decidable(unit, request, actor, 'change');
  const { draft } = request;
  if (!isAlike(before.kind, draft.kind) || before.encounter !== draft.encounter)
    throw new Failure('bad-input', `${before.id} can be changed only into another effect of its own kind, on the same case.`);
  const menu = policy.effects[before.kind].reasons.change;
  if (menu === undefined)
    throw new Failure('not-allowed', `${before.kind} cannot be changed, only approved or rejected. Withdraw it and ask again.`);
  const { reason, note } = readReason(menu, request.reason, request.byKey === true ? BY_KEY : undefined);
  if (proposalDigest(draft, policy.version) === before.digest)
    throw new Failure('bad-input', `That is what ${before.id} proposes already.`);
  // What takes the place of one on the same subject closes it by itself.
  const after = await hold(unit, draft, actor, tool, before);
  await unit.proposals.supersede(before.id, after.id);
  await unit.ledger.append({
    tenant: actor.tenant,
    act: 'proposal.changed',
    actor: actor.principal.id,
    channel: actor.channel,
    tool,
    proposal: before.id,
    digest: before.digest,
    policy: before.policy,
    about: { encounter: before.encounter, code: before.subject, trace: before.trace, reason, note: note && digest(note), to: after.id },
  });
  const closed = await unit.proposals.find(before.id);
  if (closed?.state !== 'superseded') throw new Failure('broken-promise', `${before.id} was changed and is not closed.`);
  return { before: closed, after };
}
