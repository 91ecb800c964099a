import { cameToNothing } from './effects/came-to-nothing.ts';
import type { Telling } from './effects/carried-out.ts';
import { parsePayload } from './effects/payloads.ts';
import type { Proposal } from './proposal.ts';
import type { EffectKind } from './risk.ts';

/** A code that is accepted, added or put in another's place comes to the same: the diagnosis stands on the encounter. */
const FAMILY: Readonly<Record<EffectKind, string>> = {
  'code.accept': 'code',
  'code.add': 'code',
  'code.change': 'code',
  'query.send': 'query',
  'appeal.submit': 'appeal',
  'patient-message.send': 'patient-message',
  'adjustment.post': 'adjustment',
  'write-off.post': 'write-off',
  'payment-plan.set': 'payment-plan',
  'rule-pack.activate': 'rule-pack',
  'edition.activate': 'edition',
  'policy.change': 'policy',
};

/** Whether one effect may take the place of the other. */
export function isAlike(one: EffectKind, other: EffectKind): boolean {
  return FAMILY[one] === FAMILY[other];
}

/** Whether both are appeals, at different levels: one that was approved does not keep the next from being asked for. */
export function isAnotherLevel(one: Pick<Proposal, 'kind' | 'payload'>, other: Pick<Proposal, 'kind' | 'payload'>): boolean {
  if (one.kind !== 'appeal.submit' || other.kind !== 'appeal.submit') return false;
  return parsePayload(one.kind, one.payload).level !== parsePayload(other.kind, other.payload).level;
}

/** Whether it writes a diagnosis. */
export function isCode(kind: EffectKind): boolean {
  return FAMILY[kind] === 'code';
}

/**
 * How the decisions so far leave a subject: what was approved and did not fail, as the ledger tells it, else what waits, else the latest
 * rejection. `proposals` are those on one encounter, newest first.
 */
export async function standingOn(
  telling: Telling,
  { kind, subject }: { readonly kind: EffectKind; readonly subject: string },
  proposals: readonly Proposal[],
): Promise<Proposal | undefined> {
  const alike = proposals.filter((one) => one.subject === subject && isAlike(one.kind, kind));
  for (const one of alike) if (one.state === 'approved' && !(await cameToNothing(telling, one))) return one;
  return alike.find(({ state }) => state === 'pending') ?? alike.find(({ state }) => state === 'rejected');
}
