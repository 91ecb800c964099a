import type { Proposal } from './proposal.ts';
import type { EffectKind } from './risk.ts';

/** A code that is accepted and one that is added come to the same: the diagnosis stands on the encounter. */
const FAMILY: Readonly<Record<EffectKind, 'code' | 'edition'>> = {
  'code.accept': 'code',
  'code.add': 'code',
  'edition.activate': 'edition',
};

/**
 * How the decisions so far leave a subject: what was approved and did not fail, else what waits, else the latest rejection.
 * `proposals` are those on one encounter, newest first.
 */
export function standingOn(
  { kind, subject }: { readonly kind: EffectKind; readonly subject: string },
  proposals: readonly Proposal[],
): Proposal | undefined {
  const alike = proposals.filter((one) => one.subject === subject && FAMILY[one.kind] === FAMILY[kind]);
  return (
    alike.find(({ state, effect }) => state === 'approved' && effect !== 'failed') ??
    alike.find(({ state }) => state === 'pending') ??
    alike.find(({ state }) => state === 'rejected')
  );
}
