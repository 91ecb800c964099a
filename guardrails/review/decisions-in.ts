import type { Act, Entry } from '../audit/ledger.ts';

/** How a person left a proposal. A signature that was not the last one accepts as well. */
export type Choice = 'accepted' | 'changed' | 'rejected' | 'escalated';

const CHOICES: ReadonlyMap<Act, Choice> = new Map<Act, Choice>([
  ['proposal.signed', 'accepted'],
  ['proposal.approved', 'accepted'],
  ['proposal.changed', 'changed'],
  ['proposal.rejected', 'rejected'],
  ['proposal.escalated', 'escalated'],
]);
export const DECIDING_ACTS: readonly Act[] = [...CHOICES.keys()];

/** What a person did with a proposal, as the ledger has it. */
export interface DecisionMade {
  readonly proposal: string;
  readonly by: string;
  readonly at: string;
  readonly choice: Choice;
  /** How many decisions were sent at once. */
  readonly batch: number;
  /** Whose authority it was, where it was lent. */
  readonly for?: string;
}

/** Every decision among the entries, oldest first. An entry that is not what was written is none. */
export function decisionsIn(entries: readonly Entry[]): readonly DecisionMade[] {
  return entries.flatMap(({ leaf, about, fault }) => {
    const choice = CHOICES.get(leaf.act);
    if (choice === undefined || fault !== undefined || leaf.proposal === undefined) return [];
    const { batch, for: lender } = about;
    return [
      {
        proposal: leaf.proposal,
        by: leaf.actor,
        at: leaf.at,
        choice,
        batch: typeof batch === 'number' ? batch : 1,
        ...(typeof lender === 'string' && { for: lender }),
      },
    ];
  });
}
