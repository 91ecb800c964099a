import type { FailureCode } from '#core/errors.ts';
import type { AgentParts } from './agent-parts.ts';
import { freshCard } from './fresh-card.ts';
import { refusal, type Ordered } from './ordered.ts';
import type { DecideStep } from './plan.ts';
import { menuFor } from './reason-menu.ts';
import type { Turn } from './turn.ts';

interface Refused {
  readonly code: FailureCode;
  readonly says: string;
  readonly proposal: string;
  readonly made: readonly string[];
}

/** A refusal with what helps on: the menu where a reason was wanting, and today's card where the one that was decided on was stale. */
export async function refusedOrder(
  input: DecideStep['input'],
  { code, says, proposal: id, made }: Refused,
  turn: Turn,
  parts: AgentParts,
): Promise<Ordered> {
  if (code === 'stale') {
    const fresh = await freshCard(id, turn, parts);
    return refusal(input, { code, says, beside: fresh.blocks, made: [...made, ...fresh.made] });
  }
  if (code === 'bad-input') {
    const menu = await parts.store.within(turn.actor.tenant, async ({ proposals, policies }) => {
      const proposal = await proposals.find(id);
      return proposal && menuFor(input, proposal.kind, await policies.inForce(), made);
    });
    if (menu !== undefined) return menu;
  }
  return refusal(input, { code, says, made });
}
