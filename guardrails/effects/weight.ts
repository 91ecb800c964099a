import type { Weight } from '../policy/policy.ts';
import type { Proposal, ProposalDraft } from '../proposal.ts';
import { weighedCentsOf } from './payloads.ts';

type Weighed = Pick<ProposalDraft, 'kind' | 'payload' | 'care'> & Pick<Partial<Proposal>, 'escalatedBy'>;

/** What of an effect decides the policy's tier: its kind, the money in the exact payload with what was asked for before it, and the care it takes. */
export function weightOf({ kind, payload, care, escalatedBy }: Weighed): Weight {
  return { kind, amountCents: weighedCentsOf(kind, payload), care, escalatedBy };
}
