import { Failure } from '#core/errors.ts';
import { dollars } from '#core/money.ts';
import type { Actor } from '../actor.ts';
import { digest, jsonOf } from '../audit/canonical-json.ts';
import { amountCentsOf, parsePayload, type AdjustmentPayload, type WriteOffPayload } from '../effects/payloads.ts';
import type { Policy } from '../policy/policy.ts';
import type { Proposal, ProposalDraft } from '../proposal.ts';
import type { EffectKind } from '../risk.ts';
import { unfounded } from '../unfounded.ts';
import type { Accountable } from './accountable.ts';

/** What waits on a subject, and what of it was asked for. */
interface Ordered {
  readonly kind: EffectKind;
  readonly subject: string;
  readonly order: unknown;
}

const POSTINGS: readonly EffectKind[] = ['adjustment.post', 'write-off.post'];
/** One waits on a subject at a time; more were replaced. */
const MOST = 100;

/** The other order that a posting takes the place of. Asked for once more, however often, it is the one whose place its order took first. */
export async function replacedBy(wanted: Ordered, unit: Pick<Accountable, 'proposals'>): Promise<Proposal | undefined> {
  const { kind, subject } = wanted;
  const [waiting] = await unit.proposals.list({ kind, subject, state: 'pending', limit: 1 });
  if (waiting === undefined || !isSameOrder(waiting, wanted)) return waiting;
  const before = await unit.proposals.list({ kind, subject, state: 'superseded', limit: MOST });
  let replaced: Proposal | undefined = waiting;
  while (replaced !== undefined && isSameOrder(replaced, wanted)) {
    const { id }: Proposal = replaced;
    replaced = before.find(({ replacedBy: by }) => by === id);
  }
  return replaced;
}

/**
 * Throws Failure `already-decided` where a posting would take the place of another order that somebody else asked for and that can still be
 * approved: nobody takes away what another asked for by asking for something else. `after` is one that a person who decides has changed.
 */
export async function refuseOverAnothers(
  unit: Pick<Accountable, 'proposals' | 'sources'>,
  draft: ProposalDraft,
  { actor, policy, after }: { readonly actor: Actor; readonly policy: Policy; readonly after: Proposal | undefined },
): Promise<void> {
  const { kind, subject, payload } = draft;
  if (!POSTINGS.includes(kind)) return;
  const [waiting] = await unit.proposals.list({ kind, subject, state: 'pending', limit: 1 });
  if (waiting === undefined || waiting.id === after?.id || isSameOrder(waiting, { kind, subject, order: payload })) return;
  if (askerOf(waiting) === (actor.onBehalfOf ?? actor.principal).id || (await unfounded(waiting, policy, unit)) !== undefined) return;
  throw new Failure(
    'already-decided',
    `${inWords(waiting)} waits on ${subject}, and only ${askerOf(waiting)} can put another in its place. Have it decided or withdrawn first. Nothing was proposed.`,
  );
}

/** `P-3 of victor.amadi ($30.00, Small balance)` */
export function inWords(proposal: Proposal): string {
  const { id, kind, payload } = proposal;
  const { reason }: WriteOffPayload | AdjustmentPayload =
    kind === 'adjustment.post' ? parsePayload('adjustment.post', payload) : parsePayload('write-off.post', payload);
  return `${id} of ${askerOf(proposal)} (${dollars(amountCentsOf(kind, payload) ?? 0)}, ${reason})`;
}

function askerOf({ maker, onBehalfOf }: Proposal): string {
  return onBehalfOf ?? maker;
}

/** Day and weight are no part of what was asked for. */
function isSameOrder({ payload }: Pick<Proposal, 'payload'>, { order }: Ordered): boolean {
  return orderIn(payload) === orderIn(order);
}

function orderIn(payload: unknown): string {
  const { date: _, withEarlierCents: __, ...order } = Object(payload) as Record<string, unknown>;
  return digest(jsonOf(order));
}
