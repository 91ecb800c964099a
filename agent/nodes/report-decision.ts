import type { Block } from '#core/answer/block.ts';
import { TenantId } from '#guardrails/actor.ts';
import type { AgentParts } from '../agent-parts.ts';
import { tellOf } from '../decided-blocks.ts';
import type { State } from '../state.ts';

interface Report {
  readonly blocks: readonly Block[];
  /** What is still undecided. */
  readonly waitingFor: readonly string[];
}

/** Reads the rows of the proposals that a turn waits for, and says what became of those that wait no longer. */
export async function reportDecision({ tenant, waitingFor }: State, { store }: AgentParts): Promise<Report> {
  return store.within(TenantId.parse(tenant), async (unit) => {
    const blocks: Block[] = [];
    const still: string[] = [];
    for (const id of waitingFor) {
      const proposal = await unit.proposals.find(id);
      if (proposal?.state === 'pending') still.push(id);
      if (proposal === undefined || proposal.state === 'pending') continue;
      blocks.push(...(await tellOf(proposal, unit)).blocks);
    }
    return { blocks, waitingFor: still };
  });
}
