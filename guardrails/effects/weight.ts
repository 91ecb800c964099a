import type { Weight } from '../policy/policy.ts';
import type { Proposal, ProposalDraft } from '../proposal.ts';
import { amountCentsOf } from './payloads.ts';

type Weighed = Pick<ProposalDraft, 'kind' | 'payload' | 'care'> & Pick<Partial<Proposal>, 'escalatedBy'>;

/** What of an effect decides the policy's tier: its kind, the money in the exact payload, and the care it takes. */
export function weightOf({ kind, payload, care, escalatedBy }: Weighed): Weight {
  return { kind, amountCents: amountCentsOf(kind, payload), care, escalatedBy };
}
