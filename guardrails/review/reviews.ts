import { z } from 'zod';
import { Failure } from '#core/errors.ts';
import type { Actor } from '../actor.ts';
import { digest } from '../audit/canonical-json.ts';
import type { Entry } from '../audit/ledger.ts';
import { mayUse, type Policy } from '../policy/policy.ts';
import { menuInWords, readReason } from '../policy/reasons.ts';
import type { Proposal } from '../proposal.ts';
import type { GuardedUnit } from '../unit.ts';
import { noProposal } from '../why-not.ts';
import { decisionsIn, DECIDING_ACTS } from './decisions-in.ts';
import { pickSample, type Decided } from './pick-sample.ts';

/** What the policy calls the right to look at decisions a second time. */
const RIGHT = 'review_decisions';
const SHORTEST_SEED = 8;

const Verdict = z.enum(['agree', 'disagree']);
export type Verdict = z.infer<typeof Verdict>;

/** A decided proposal that was picked for a second look, and what came of that. */
export interface Review {
  readonly proposal: string;
  readonly pickedAt: string;
  readonly pickedBy: string;
  readonly recorded?: { readonly by: string; readonly at: string; readonly verdict: Verdict; readonly reason?: string };
}

/** Every second look that the entries tell of, in the order in which they were picked. */
export function reviewsIn(entries: readonly Entry[]): readonly Review[] {
  const reviews = new Map<string, Review>();
  for (const { leaf, about, fault } of entries) {
    const { proposal, at, actor: by } = leaf;
    if (fault !== undefined || proposal === undefined) continue;
    if (leaf.act === 'review.sampled') reviews.set(proposal, { proposal, pickedAt: at, pickedBy: by, ...keep(reviews.get(proposal)) });
    const review = reviews.get(proposal);
    if (leaf.act === 'review.recorded' && review !== undefined)
      reviews.set(proposal, {
        ...review,
        recorded: { by, at, verdict: Verdict.parse(about['verdict']), ...(about.reason !== undefined && { reason: about.reason }) },
      });
  }
  return [...reviews.values()];
}

function keep(before: Review | undefined): Partial<Review> {
  return before ?? {};
}

/** Throws Failure `not-allowed` for whoever may not look at decisions a second time. */
export async function mayReview(unit: Pick<GuardedUnit, 'policies'>, actor: Actor): Promise<Policy> {
  const policy = await unit.policies.inForce();
  if (!mayUse(policy, RIGHT, actor))
    throw new Failure('not-allowed', `Your roles may not review decisions: it is for ${(policy.tools[RIGHT] ?? ['nobody']).join(', ')}.`);
  return policy;
}

export interface Sample {
  /** Decided in that time. */
  readonly decided: number;
  readonly picked: readonly string[];
  /** Of those, what had been picked before and is not picked again. */
  readonly before: readonly string[];
}

/** Picks decisions of a time for a second look and enters each. `from` is included, `until` is not; both are moments in UTC. */
export async function sampleDecisions(
  unit: GuardedUnit,
  { from, until, share, seed }: { readonly from?: string; readonly until?: string; readonly share: number; readonly seed: string },
  actor: Actor,
): Promise<Sample> {
  await unit.lockWriters();
  const policy = await mayReview(unit, actor);
  if (!(share > 0 && share <= 1)) throw new Failure('bad-input', 'The share is above 0 and at most 100%, such as 5%.');
  if (seed.length < SHORTEST_SEED)
    throw new Failure(
      'bad-input',
      `The seed has at least ${SHORTEST_SEED} characters, so that nobody who decides can guess what will be picked.`,
    );
  const decided = await decidedIn(unit, { from, until });
  if (decided.some(({ deciders }) => deciders.includes(actor.principal.id)))
    throw new Failure('not-allowed', 'You decided in that time yourself, so somebody else picks what is looked at again.');
  const there = new Set(reviewsIn(await unit.ledger.list({ matter: 'review' })).map(({ proposal }) => proposal));
  const picked = pickSample(decided, { share, seed });
  const fresh = picked.filter((id) => !there.has(id));
  for (const id of fresh) {
    const proposal = await unit.proposals.find(id);
    const about = { review: 'sampled', encounter: proposal?.encounter, code: proposal?.subject, seed: digest(seed), share, from, until };
    await unit.ledger.append({ ...said(actor, policy), act: 'review.sampled', proposal: id, about });
  }
  return { decided: decided.length, picked: fresh, before: picked.filter((id) => there.has(id)) };
}

/** What was approved or rejected in that time, with everybody who signed. What nobody decided, or was changed, is not among it. */
async function decidedIn(
  unit: GuardedUnit,
  time: { readonly from: string | undefined; readonly until: string | undefined },
): Promise<readonly Decided[]> {
  const ends = decisionsIn(await unit.ledger.list({ acts: ['proposal.approved', 'proposal.rejected'], ...time }));
  const found: Decided[] = [];
  for (const { proposal } of ends) {
    const deciders = decisionsIn(await unit.ledger.list({ proposal })).map(({ by }) => by);
    found.push({ proposal, deciders: [...new Set(deciders)] });
  }
  return found;
}

/** Records a second look. It changes nothing of the decision. Throws the Failure that says why it was not recorded. */
export async function recordReview(
  unit: GuardedUnit,
  request: { readonly proposal: string; readonly verdict: Verdict; readonly reason?: string | undefined },
  actor: Actor,
): Promise<Review> {
  await unit.lockWriters();
  const policy = await mayReview(unit, actor);
  const { proposal: id, verdict } = request;
  const proposal = await unit.proposals.find(id);
  if (proposal === undefined) throw noProposal(id);
  const entries = await unit.ledger.list({ proposal: id });
  const review = reviewsIn(entries).find((one) => one.proposal === id);
  if (review === undefined)
    throw new Failure('not-found', `${id} was not picked for a second look. "countersign review list" shows what was.`);
  if (review.recorded !== undefined)
    throw new Failure(
      'already-decided',
      `${id} was looked at again by ${review.recorded.by} at ${review.recorded.at}: ${review.recorded.verdict}.`,
    );
  refuseOwn(proposal, entries, actor);
  const { reason, note } = reasonFor(policy, proposal, request);
  const about = { review: 'recorded', encounter: proposal.encounter, code: proposal.subject, verdict, reason, note: note && digest(note) };
  const { leaf } = await unit.ledger.append({
    ...said(actor, policy),
    act: 'review.recorded',
    proposal: id,
    digest: proposal.digest,
    about,
  });
  return { ...review, recorded: { by: leaf.actor, at: leaf.at, verdict, ...(reason !== undefined && { reason }) } };
}

/** A second look is somebody else's: not of whoever decided, in whoever's name, nor of whoever asked. */
function refuseOwn({ id, maker, onBehalfOf }: Proposal, entries: readonly Entry[], { principal }: Actor): void {
  const deciding = entries.filter(({ leaf }) => DECIDING_ACTS.includes(leaf.act));
  const hands = decisionsIn(deciding).flatMap(({ by, for: lender }) => [by, lender]);
  if (hands.includes(principal.id)) throw new Failure('not-allowed', `You had a hand in deciding ${id}, so somebody else must look at it.`);
  if ([maker, onBehalfOf].includes(principal.id))
    throw new Failure('not-allowed', `You asked for ${id}, so somebody else must look at it.`);
}

/** Why somebody disagrees is one of the policy's reasons to reject. Why they agree need not be said. */
function reasonFor(
  policy: Policy,
  { kind }: Proposal,
  { verdict, reason }: { readonly verdict: Verdict; readonly reason?: string | undefined },
): { readonly reason?: string; readonly note?: string } {
  if (verdict === 'agree') return reason === undefined ? {} : { note: reason };
  const menu = policy.effects[kind].reasons.reject;
  if (reason === undefined)
    throw new Failure('bad-input', `Nothing was recorded: say with --reason why. The reasons are ${menuInWords(menu)}.`);
  return readReason(menu, reason, { nothing: 'Nothing was recorded', give: 'say with --reason why' });
}

function said(actor: Actor, { version }: Policy) {
  return { tenant: actor.tenant, actor: actor.principal.id, channel: actor.channel, policy: version };
}
