import { Failure } from '#core/errors.ts';
import { rightToDecide } from '#guardrails/decidable.ts';
import { weightOf } from '#guardrails/effects/weight.ts';
import { tierOf } from '#guardrails/policy/policy.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { signaturesIn, signersOf } from '#guardrails/signatures.ts';
import type { Running } from '../define-tool.ts';

type Asking = Pick<Running, 'unit' | 'actor' | 'policy'>;

/** Those that whoever asks may approve and has not signed yet, by their own right or one lent to them. */
export async function decidableBy(pending: readonly Proposal[], asking: Asking): Promise<Proposal[]> {
  const mine = [];
  for (const proposal of pending) {
    if (await isFor(proposal, asking)) mine.push(proposal);
  }
  return mine;
}

async function isFor(proposal: Proposal, { unit, actor, policy }: Asking): Promise<boolean> {
  try {
    const tier = tierOf(policy, weightOf(proposal));
    if ((await rightToDecide(unit, proposal, actor, policy, 'approve')) instanceof Failure) return false;
    if (tier.signatures === 1) return true;
    const given = signaturesIn(await unit.ledger.list({ proposal: proposal.id }), proposal.digest);
    return !signersOf(given).has(actor.principal.id);
  } catch (thrown) {
    // What cannot be weighed was altered, and waits for nobody.
    if (thrown instanceof Failure && thrown.code === 'bad-input') return false;
    throw thrown;
  }
}
