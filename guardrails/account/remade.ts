import type { Block } from '#core/answer/block.ts';
import type { ProposalDraft } from '../proposal.ts';

/** A draft that was made from the records as they are now. */
export interface Remade {
  readonly draft: ProposalDraft;
  /** Of its card, what holds whatever else is proposed on the account meanwhile. */
  readonly lasting: readonly Block[];
}
