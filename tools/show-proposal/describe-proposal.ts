import { z } from 'zod';
import { isAltered } from '#guardrails/altered.ts';
import type { Entry } from '#guardrails/audit/ledger.ts';
import { amountCentsOf } from '#guardrails/effects/payloads.ts';
import { weightOf } from '#guardrails/effects/weight.ts';
import { tierOf, type Policy } from '#guardrails/policy/policy.ts';
import { Proposal } from '#guardrails/proposal.ts';
import { signaturesIn } from '#guardrails/signatures.ts';
import type { ReadingUnit } from '../unit.ts';
import { SignaturesWanted, signaturesWanted } from './signatures-wanted.ts';

export const ShownProposal = z.object({
  proposal: Proposal.omit({ tenant: true }),
  effect: z.object({ state: z.string(), says: z.string().optional() }).optional(),
  /** The money that it moves or claims, in cents. */
  amountCents: z.int().optional(),
  /** Roles that may decide it, and the people who may not because they asked for it. */
  decide: z.array(z.string()),
  /** Further roles that may reject it, change it or escalate it, and not approve it. */
  mayReject: z.array(z.string()).optional(),
  notBy: z.array(z.string()),
  signatures: SignaturesWanted,
  /** The sentence of the policy's menu for the reason that was given. */
  reasonSays: z.string().optional(),
  /** How it was changed into the proposal that took its place. */
  changed: z.object({ by: z.string(), at: z.string(), reason: z.string(), says: z.string().optional() }).optional(),
  /** The policy that is in force now, where it is another than the one it was proposed under. */
  policyNow: z.string().optional(),
  /** Names of the people who occur in it, by their ids. */
  people: z.record(z.string(), z.string()),
  /** Its row in the database is no longer what was proposed, so nothing in it can be relied on. */
  altered: z.boolean(),
});
export type ShownProposal = z.infer<typeof ShownProposal>;

interface Describing {
  readonly unit: Pick<ReadingUnit, 'ledger' | 'outbox' | 'policies' | 'principals'>;
  /** The policy in force. */
  readonly policy: Policy;
}

/** All that is on record about a proposal. What was decided is weighed under the policy that it was decided under. */
export async function describeProposal(found: Proposal, { unit, policy: now }: Describing): Promise<ShownProposal> {
  const { tenant: _, ...proposal } = found;
  const altered = await isAltered(unit, found);
  const entries = await unit.ledger.list({ proposal: found.id });
  const own = found.policy === now.version ? now : ((await unit.policies.find(found.policy))?.policy ?? now);
  const weighed = altered ? UNWEIGHED : weigh(found, entries, found.state === 'pending' ? now : own);
  const effect = await unit.outbox.stateOf(found.id);
  const reasonSays = found.reason === undefined ? undefined : own.effects[found.kind].reasons.reject[found.reason];
  const changed = changeIn(entries, own, found);
  const signers = weighed.signatures.given.flatMap(({ by, for: lender }) => [by, lender]);
  return {
    proposal,
    ...weighed,
    altered,
    people: await peopleIn([found.maker, found.onBehalfOf, found.decidedBy, found.escalatedBy, changed?.by, ...signers], unit),
    ...(effect && { effect: { ...effect } }),
    ...(reasonSays !== undefined && { reasonSays }),
    ...(changed && { changed }),
    ...(found.state === 'pending' && found.policy !== now.version && { policyNow: now.version }),
  };
}

type Weighed = Pick<ShownProposal, 'amountCents' | 'decide' | 'mayReject' | 'notBy' | 'signatures'>;

/** What cannot be relied on is put up to nobody. */
const UNWEIGHED: Weighed = { decide: [], notBy: [], signatures: { wanted: 1, roles: [], given: [] } };

function weigh(found: Proposal, entries: readonly Entry[], policy: Policy): Weighed {
  const tier = tierOf(policy, weightOf(found));
  const amountCents = amountCentsOf(found.kind, found.payload);
  return {
    decide: [...tier.roles],
    ...(tier.mayReject && { mayReject: [...tier.mayReject] }),
    notBy: tier.makerMayDecide ? [] : [found.maker, found.onBehalfOf].filter((one) => one !== undefined),
    signatures: signaturesWanted(tier, signaturesIn(entries, found.digest)),
    ...(amountCents !== undefined && { amountCents }),
  };
}

function changeIn(entries: readonly Entry[], policy: Policy, { kind }: Proposal): ShownProposal['changed'] {
  const entry = entries.findLast(({ leaf, fault }) => leaf.act === 'proposal.changed' && fault === undefined);
  const reason = entry?.about.reason;
  if (entry === undefined || reason === undefined) return undefined;
  const says = policy.effects[kind].reasons.change?.[reason];
  return { by: entry.leaf.actor, at: entry.leaf.at, reason, ...(says !== undefined && { says }) };
}

async function peopleIn(ids: readonly (string | undefined)[], { principals }: Describing['unit']): Promise<Record<string, string>> {
  const wanted = new Set(ids.filter((id) => id !== undefined));
  return Object.fromEntries((await principals.list()).flatMap(({ id, name }) => (wanted.has(id) ? [[id, name] as const] : [])));
}
