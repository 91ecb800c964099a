import type { Actor } from '#guardrails/actor.ts';
import { rolesOf } from '#guardrails/actor.ts';
import type { Conversations } from '#tools/unit.ts';
import { TOOLS } from '#tools/registry.ts';
import type { About } from '../about.ts';
import type { Plan } from '../plan.ts';
import { rulesPlanner } from '../planners/rules.ts';
import { laneOf, type Place } from './event.ts';

/** What one person and Countersign talk about in one place: what "it" means there rests on that person's words alone. */
export function conversationOf(place: Place, person: string): string {
  return `${laneOf(place)} ${person}`;
}

/**
 * A person's first words in a thread may be about the case that the thread began with, where they only read. A decision never rests on
 * what somebody else spoke of.
 */
export async function inherit(
  conversations: Conversations,
  { place, text, actor }: { readonly place: Place; readonly text: string; readonly actor: Actor },
): Promise<void> {
  const own = conversationOf(place, actor.principal.id);
  if (place.thread === undefined || (await conversations.find(own)) !== undefined) return;
  const { encounter } = (await conversations.find(laneOf(place))) ?? {};
  if (encounter === undefined || !(await onlyReads(text, encounter, actor))) return;
  await conversations.remember(own, { encounter });
}

async function onlyReads(text: string, encounter: string, actor: Actor): Promise<boolean> {
  const { steps } = await rulesPlanner().plan({ text, encounter, roles: rolesOf(actor) });
  return readsOnly({ steps });
}

export function readsOnly({ steps }: Pick<Plan, 'steps'>): boolean {
  return steps.length > 0 && steps.every(({ tool }) => TOOLS.find(({ name }) => name === tool)?.risk === 'read');
}

/** What a conversation is about after a turn. The first case of a thread is kept as what the thread began with. */
export async function aboutNow(conversations: Conversations, place: Place, person: string): Promise<About> {
  const about = (await conversations.find(conversationOf(place, person))) ?? {};
  const { encounter } = about;
  const begins = place.thread !== undefined && encounter !== undefined && (await conversations.find(laneOf(place))) === undefined;
  if (begins) await conversations.remember(laneOf(place), { encounter });
  return about;
}
