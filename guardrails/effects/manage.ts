import { Failure, type FailureCode } from '#core/errors.ts';
import { inMinutes } from '#core/moment.ts';
import { isOnAccount, remake } from '../account/remake.ts';
import type { Actor } from '../actor.ts';
import { digest } from '../audit/canonical-json.ts';
import type { Act, Entry } from '../audit/ledger.ts';
import { hold } from '../gate.ts';
import { isPerson, mayUse } from '../policy/policy.ts';
import { ProposalDraft, type Proposal } from '../proposal.ts';
import type { GuardedUnit } from '../unit.ts';
import { noProposal } from '../why-not.ts';
import { carriedOut } from './carried-out.ts';
import type { EffectRecord, EffectState } from './outbox.ts';

const TOOL = 'manage_effects';
/** So many are listed at once. */
export const MOST_LISTED = 200;
const LONGEST_REASON = 500;

export type EffectRequest =
  /** Reads the receiver, and sends under the same key what is not there. */
  | { readonly act: 'resend'; readonly proposal: string }
  /** Puts a dead letter away. */
  | { readonly act: 'close'; readonly proposal: string; readonly reason: string }
  /** Puts the same effect up for a new decision, with whoever asks as its maker. */
  | { readonly act: 'repropose'; readonly proposal: string };

export type Managed =
  | { readonly status: 'done'; readonly effect: EffectRecord; readonly proposal?: Proposal }
  | { readonly status: 'refused'; readonly failure: FailureCode; readonly says: string };

export interface EffectStory {
  readonly effect: EffectRecord;
  /** What the ledger holds of it, oldest first. */
  readonly entries: readonly Entry[];
}

/** Effects in these states, oldest first. Throws Failure `not-allowed` for whoever the policy does not name for it. */
export async function listEffects(unit: GuardedUnit, states: readonly EffectState[], actor: Actor): Promise<readonly EffectRecord[]> {
  await allowed(unit, actor);
  return unit.outbox.list({ states, limit: MOST_LISTED });
}

/** One effect and all that happened to it. Throws as `listEffects`, and Failure `not-found`. */
export async function showEffect(unit: GuardedUnit, proposal: string, actor: Actor): Promise<EffectStory> {
  await allowed(unit, actor);
  const effect = await effectOf(unit, proposal);
  const entries = await unit.ledger.list({ proposal: effect.proposal });
  return { effect, entries: entries.filter(({ leaf: { act } }) => act === 'proposal.approved' || act.startsWith('effect.')) };
}

/**
 * What a person does about an effect that did not go through: one transaction with its ledger entry. It sends nothing itself. A refusal
 * is an entry too.
 */
export async function manageEffect(unit: GuardedUnit, request: EffectRequest, actor: Actor): Promise<Managed> {
  await unit.lockWriters();
  const { act, proposal } = request;
  try {
    const now = await allowed(unit, actor);
    const effect = await effectOf(unit, proposal);
    await refuseDone(unit, effect);
    switch (act) {
      case 'resend':
        return await resend(unit, effect, now);
      case 'close':
        return await close(unit, effect, request.reason, now);
      case 'repropose':
        return await repropose(unit, effect, now);
    }
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code === 'broken-promise') throw thrown;
    const entry = { ...entryOf('tool.refused', actor), tool: TOOL, failure: thrown.code, about: { asked: act, of: digest(proposal) } };
    await unit.ledger.append(entry);
    return { status: 'refused', failure: thrown.code, says: thrown.says };
  }
}

async function resend(unit: GuardedUnit, effect: EffectRecord, actor: Actor): Promise<Managed> {
  mustBe(effect, ['failed', 'unknown'], 'sent again');
  must(await unit.outbox.resend(effect.id));
  return done(unit, effect, 'effect.resent', actor, { was: effect.state });
}

async function close(unit: GuardedUnit, effect: EffectRecord, reason: string, actor: Actor): Promise<Managed> {
  mustBe(effect, ['failed', 'unknown'], 'closed');
  const why = reason.trim();
  if (why === '' || why.length > LONGEST_REASON || /\p{Cc}/u.test(why))
    throw new Failure(
      'bad-input',
      `${effect.proposal} was not closed: give a reason, in one line of at most ${LONGEST_REASON} characters.`,
    );
  must(await unit.outbox.close(effect.id, `Closed by ${actor.principal.id}: ${why}`));
  return done(unit, effect, 'effect.closed', actor, { was: effect.state, note: digest(why) });
}

/** What is unknown may have been carried out, and a new proposal has a key of its own: a person closes it first. */
async function repropose(unit: GuardedUnit, effect: EffectRecord, actor: Actor): Promise<Managed> {
  mustBe(effect, ['failed', 'closed'], 'proposed again');
  const before = await unit.proposals.find(effect.proposal);
  if (before === undefined) throw noProposal(effect.proposal);
  const rest = without(unit, before);
  const proposal = await hold(rest, await draftAnew(rest, before), actor, TOOL);
  if (effect.state === 'closed') return { status: 'done', effect, proposal };
  must(await unit.outbox.close(effect.id, `Proposed again as ${proposal.id} by ${actor.principal.id}.`));
  return done(unit, effect, 'effect.closed', actor, { was: effect.state, proposedAgain: proposal.id }, proposal);
}

/** As it is once that proposal is put away, which it is in the same transaction: what takes its place does not weigh with it. */
function without(unit: GuardedUnit, { id }: Proposal): GuardedUnit {
  const list: GuardedUnit['proposals']['list'] = async (filter) => (await unit.proposals.list(filter)).filter((one) => one.id !== id);
  return { ...unit, proposals: { ...unit.proposals, list } };
}

/** The same effect: on an account as the account is now, for its card would not be true any more. */
async function draftAnew(unit: GuardedUnit, before: Proposal): Promise<ProposalDraft> {
  const { kind, payload } = before;
  if (isOnAccount(kind)) return (await remake({ kind, payload }, unit, await unit.policies.inForce())).draft;
  const keys = Object.keys(ProposalDraft.shape) as (keyof ProposalDraft)[];
  return ProposalDraft.parse(Object.fromEntries(keys.map((key) => [key, before[key]])));
}

async function done(
  unit: GuardedUnit,
  effect: EffectRecord,
  act: Act,
  actor: Actor,
  about: Readonly<Record<string, string>>,
  proposal?: Proposal,
): Promise<Managed> {
  const { encounter, id } = effect;
  await unit.ledger.append({ ...entryOf(act, actor), proposal: effect.proposal, about: { encounter, outbox: id, ...about } });
  return { status: 'done', effect: await effectOf(unit, effect.proposal), ...(proposal && { proposal }) };
}

/** The person as their record stands now. Throws Failure `not-allowed` for an agent, a client, and whoever the policy does not name. */
async function allowed(unit: GuardedUnit, actor: Actor): Promise<Actor> {
  const policy = await unit.policies.inForce();
  const principal = (await unit.principals.find(actor.principal.id)) ?? { ...actor.principal, active: false };
  const now = { ...actor, principal };
  if (isPerson(now) && mayUse(policy, TOOL, now)) return now;
  const who = (policy.tools[TOOL] ?? []).join(' or ') || 'nobody';
  throw new Failure('not-allowed', `You may not manage effects: ${who} may, in person. Policy ${policy.version} says so.`);
}

async function effectOf(unit: GuardedUnit, typed: string): Promise<EffectRecord> {
  const id = typed.trim().toUpperCase();
  if (!/^P-[1-9]\d{0,8}$/.test(id)) throw new Failure('bad-input', 'Name an effect by its proposal, such as P-17.');
  const effect = await unit.outbox.find(id);
  if (effect !== undefined) return effect;
  if ((await unit.proposals.find(id)) === undefined) throw noProposal(id);
  throw new Failure('not-found', `${id} has no effect: nothing is owed before it is approved.`);
}

/** Whatever the outbox says of it now: what was carried out is not carried out again, under this proposal or another. */
async function refuseDone(unit: GuardedUnit, { proposal }: EffectRecord): Promise<void> {
  const entry = await carriedOut(unit, proposal);
  if (entry !== undefined)
    throw new Failure(
      'already-decided',
      `The effect of ${proposal} was carried out at ${inMinutes(entry.leaf.at)}: entry ${entry.leaf.index} of the ledger tells it.`,
    );
}

function mustBe({ proposal, state }: EffectRecord, states: readonly EffectState[], what: string): void {
  if (states.includes(state)) return;
  const how = state === 'unknown' ? 'is unknown and may have been carried out: look at the receiver, and close it first' : `is ${state}`;
  throw new Failure(
    'already-decided',
    `${proposal} was not ${what}: its effect ${how}. Only what is ${states.join(' or ')} can be ${what}.`,
  );
}

/** The writers were locked out and the state was looked at: it cannot have moved. */
function must(moved: boolean): void {
  if (!moved) throw new Failure('broken-promise', 'The effect changed under the lock. Nothing was written.');
}

function entryOf(act: Act, actor: Actor) {
  const { tenant, principal, onBehalfOf, channel } = actor;
  return { tenant, act, actor: principal.id, ...(onBehalfOf && { onBehalfOf: onBehalfOf.id }), channel };
}
