import { Failure, type FailureCode } from '#core/errors.ts';
import { inMinutes } from '#core/moment.ts';
import { mustStillStand } from './account/stands.ts';
import { TenantId, type Actor } from './actor.ts';
import { digest } from './audit/canonical-json.ts';
import type { Act, ActDraft } from './audit/ledger.ts';
import { authorityFor, type Authority } from './authority.ts';
import { decidable, type Decidable } from './decidable.ts';
import { closeLapsed } from './lapse.ts';
import { isPerson } from './policy/policy.ts';
import { mustStillStandAsLetter } from './letter-stands.ts';
import { BY_KEY, readReason, type Reason } from './policy/reasons.ts';
import type { Proposal } from './proposal.ts';
import { areEnough, signaturesIn, signersOf, type Signature } from './signatures.ts';
import { standingOn } from './standing.ts';
import type { GuardedUnit } from './unit.ts';
import { whyNot } from './why-not.ts';

export interface DecisionRequest {
  readonly proposal: string;
  readonly verdict: 'approved' | 'rejected';
  /** The digest of the card that the person saw. Absent when the person names the proposal by id. */
  readonly seen?: string;
  /** A rejection takes one of the policy's reasons: its key, or its words, and a note after it. */
  readonly reason?: string;
  /** Whether only a key of the menu will do for that. */
  readonly byKey?: boolean;
  /** How many decisions the person sent at once. */
  readonly batch?: number;
}

export type Decision =
  | { readonly status: 'decided'; readonly proposal: Proposal }
  /** Signed, and it takes more signatures. */
  | { readonly status: 'signed'; readonly proposal: Proposal; readonly signatures: readonly Signature[]; readonly wanted: number }
  | { readonly status: 'refused'; readonly failure: FailureCode; readonly says: string };

/**
 * The only way to a decision. One transaction holds the checks, the one UPDATE that decides, the ledger entry and, for an
 * approval, the effect that is now owed. A refusal is an entry too.
 *
 * It is no tool and is bound to no model, client or queue: a surface calls it with a person whom it has authenticated.
 */
export async function decide(unit: GuardedUnit, request: DecisionRequest, actor: Actor): Promise<Decision> {
  await unit.lockWriters();
  await closeLapsed(unit, actor.tenant);
  try {
    const found = await decidable(unit, request, actor, request.verdict === 'rejected' ? 'reject' : 'approve');
    return request.verdict === 'rejected' ? await reject(unit, request, found, actor) : await sign(unit, request, found, actor);
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code === 'broken-promise') throw thrown;
    await unit.ledger.append({ ...entry('decision.refused', request, actor), failure: thrown.code });
    return { status: 'refused', failure: thrown.code, says: thrown.says };
  }
}

async function reject(unit: GuardedUnit, request: DecisionRequest, found: Decidable, actor: Actor): Promise<Decision> {
  const { proposal: before, policy } = found;
  const said = readReason(policy.effects[before.kind].reasons.reject, request.reason, request.byKey === true ? BY_KEY : undefined);
  const proposal = await unit.proposals.decide({
    id: before.id,
    digest: before.digest,
    verdict: 'rejected',
    by: actor.principal.id,
    ...said,
  });
  if (proposal === undefined) throw await whyNot(unit, before.id);
  await unit.ledger.append(entry('proposal.rejected', request, actor, found, said));
  return { status: 'decided', proposal };
}

async function sign(unit: GuardedUnit, request: DecisionRequest, found: Decidable, actor: Actor): Promise<Decision> {
  const { proposal: before, tier, authority, policy } = found;
  await refuseSecond(unit, before);
  await mustStillStand(unit, before, policy);
  await mustStillStandAsLetter(unit, before);
  const earlier = await standingSignatures(unit, found);
  refuseTwice(earlier, actor, found);
  const signatures = [...earlier, { by: actor.principal.id, at: '', role: authority.role }];
  if (!areEnough(signatures, tier)) {
    refuseUnlessReachable(signatures, found);
    const { leaf } = await unit.ledger.append(entry('proposal.signed', request, actor, found));
    const last = { by: actor.principal.id, at: leaf.at, role: authority.role };
    return { status: 'signed', proposal: before, signatures: [...earlier, last], wanted: tier.signatures };
  }
  const proposal = await unit.proposals.decide({ id: before.id, digest: before.digest, verdict: 'approved', by: actor.principal.id });
  if (proposal === undefined) throw await whyNot(unit, before.id);
  await unit.ledger.append(entry('proposal.approved', request, actor, found));
  await owe(unit, proposal);
  return { status: 'decided', proposal };
}

/** The same code may wait twice, suggested and added. Approving both would write the diagnosis twice. */
async function refuseSecond(unit: GuardedUnit, proposal: Proposal): Promise<void> {
  if (proposal.encounter === undefined) return;
  const stands = await standingOn(unit, proposal, await unit.proposals.standing(proposal.encounter));
  if (stands?.state !== 'approved') return;
  const { id, decidedBy = 'someone', decidedAt = stands.createdAt } = stands;
  const says = `${proposal.subject} was already approved on ${proposal.encounter} by ${decidedBy} at ${inMinutes(decidedAt)}, under ${id}.`;
  throw new Failure('already-decided', `${says} ${proposal.id} was not decided.`);
}

/** Those signatures that the tier names, whose people are still active and have the role, by their own right or by authority that still stands. */
async function standingSignatures(unit: GuardedUnit, { proposal, policy, tier }: Decidable): Promise<readonly Signature[]> {
  const standing: Signature[] = [];
  for (const signature of signaturesIn(await unit.ledger.list({ proposal: proposal.id }), proposal.digest)) {
    if (!tier.roles.includes(signature.role)) continue;
    const principal = await unit.principals.find(signature.by);
    const actor = principal && { tenant: TenantId.parse(proposal.tenant), principal, channel: 'system' as const };
    const rights = actor !== undefined && isPerson(actor) ? await authorityFor(unit, actor, [signature.role], policy) : [];
    if (rights.length > 0) standing.push(signature);
  }
  return standing;
}

/** One human, one signature: through whatever channel, and whether in their own name or with what another lent them. */
function refuseTwice(earlier: readonly Signature[], { principal }: Actor, { proposal, authority }: Decidable): void {
  const used = signersOf(earlier);
  const lender = authority.grant?.from;
  if (used.has(principal.id))
    throw new Failure('already-decided', `You have signed ${proposal.id} already. It waits for somebody else's signature.`);
  if (lender !== undefined && used.has(lender))
    throw new Failure(
      'already-decided',
      `${lender}, whose authority you have, counts under ${proposal.id} already. It waits for somebody else's.`,
    );
}

/** The last signature but for the wanted role would leave a proposal that nobody could ever complete. */
function refuseUnlessReachable(signatures: readonly Signature[], { proposal, tier }: Decidable): void {
  if (signatures.length < tier.signatures || tier.including === undefined) return;
  throw new Failure('not-allowed', `${proposal.id} still needs the signature of ${tier.including}.`);
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

/** What the ledger is told of a decision. What a person wrote beside the reason may hold anything, so only its digest is. */
function entry(
  act: Extract<Act, 'proposal.signed' | 'proposal.approved' | 'proposal.rejected' | 'decision.refused'>,
  { proposal: id, verdict, batch }: DecisionRequest,
  actor: Actor,
  found?: Decidable,
  said?: Reason,
): ActDraft {
  const proposal = found?.proposal;
  // What is rejected may wait under an older policy; by what right, the one in force says.
  const policy = act === 'proposal.rejected' ? found?.policy.version : proposal?.policy;
  return {
    tenant: actor.tenant,
    act,
    actor: actor.principal.id,
    ...(actor.onBehalfOf && { onBehalfOf: actor.onBehalfOf.id }),
    channel: actor.channel,
    proposal: id,
    ...(proposal && policy !== undefined && { digest: proposal.digest, policy }),
    about: {
      verdict,
      batch,
      ...(found && aboutRight(found.authority)),
      reason: said?.reason,
      note: said?.note === undefined ? undefined : digest(said.note),
      encounter: proposal?.encounter,
      code: proposal?.subject,
      trace: proposal?.trace,
    },
  };
}

/** By what right somebody acted: the role, and what lent it to them. */
export function aboutRight({ role, grant }: Authority) {
  return { role, grant: grant?.id, for: grant?.from, glass: grant?.how === 'taken' ? true : undefined };
}
