import { aboutAfter } from '../about.ts';
import type { AgentParts } from '../agent-parts.ts';
import type { Working } from '../working.ts';

/** Remembers what the conversation is about now. Returns the proposals of this turn that wait for a person. */
export async function reply(
  { turn, plan, about, outcomes, proposals, decided }: Working,
  { store }: AgentParts,
): Promise<readonly string[]> {
  const now = aboutAfter(turn.text, plan, about);
  const failed = outcomes.some((outcome) => outcome.status === 'refused' && outcome.failure === 'not-found');
  return store.within(turn.actor.tenant, async (unit) => {
    const moved = now.encounter !== about.encounter || now.code !== about.code;
    const known =
      !failed &&
      (now.encounter === about.encounter || now.encounter === undefined || (await unit.charts.find(now.encounter)) !== undefined);
    if (moved && known) await unit.conversations.remember(turn.conversation, now);
    const waiting: string[] = [];
    for (const id of proposals) {
      if (!decided.has(id) && (await unit.proposals.find(id))?.state === 'pending') waiting.push(id);
    }
    return waiting;
  });
}
