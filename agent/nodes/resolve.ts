import type { AgentParts } from '../agent-parts.ts';
import type { Working } from '../working.ts';

/** Finds what the conversation is about, so that "and why not I50.33?" needs no case. */
export async function resolve({ turn, ...working }: Working, { store }: AgentParts): Promise<Pick<Working, 'about'>> {
  const about = await store.within(turn.actor.tenant, (unit) => unit.conversations.find(turn.conversation));
  return { about: about ?? working.about };
}
