import { Failure } from '#core/errors.ts';
import { rolesOf } from '#guardrails/actor.ts';
import { rightToDecide } from '#guardrails/decidable.ts';
import { mayUse } from '#guardrails/policy/policy.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import type { Running } from '../define-tool.ts';

type Asking = Pick<Running, 'unit' | 'actor' | 'policy'>;

/** Whether a proposal may be shown: one on a chart only to whoever may read charts, or may decide effects of its kind. */
export async function mayBeShown(proposal: Proposal, asking: Asking): Promise<boolean> {
  if (proposal.encounter === undefined) return true;
  return maySeeKind(proposal.kind, asking) || hasRight(proposal, asking);
}

function maySeeKind(kind: Proposal['kind'], { actor, policy }: Asking): boolean {
  if (mayUse(policy, 'read_document', actor)) return true;
  const { decide, escalateTo } = policy.effects[kind];
  const deciders = [...decide.flatMap(({ roles, mayReject = [] }) => [...roles, ...mayReject]), ...escalateTo];
  return rolesOf(actor).some((role) => deciders.includes(role));
}

/** By authority that was lent to them, or that they took. */
async function hasRight(proposal: Proposal, { unit, actor, policy }: Asking): Promise<boolean> {
  try {
    return !((await rightToDecide(unit, proposal, actor, policy, 'reject')) instanceof Failure);
  } catch (thrown) {
    // What of it cannot be weighed was altered, and is decided by nobody.
    if (thrown instanceof Failure && thrown.code === 'bad-input') return false;
    throw thrown;
  }
}
