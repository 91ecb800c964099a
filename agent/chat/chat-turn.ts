import type { Actor } from '#guardrails/actor.ts';
import type { Reply } from '../turn.ts';
import { answerAlone } from './answer-alone.ts';
import { cardsOf, withoutCarded } from './cards-of.ts';
import type { ChatParts } from './chat-parts.ts';
import { handleHint, readCase, type CalledCase } from './case-words.ts';
import { aboutNow, conversationOf, inherit, readsOnly } from './conversation.ts';
import type { Place } from './event.ts';
import { lettersBeneath } from './share-letter.ts';
import type { Saying } from './saying.ts';
import type { ChatUnit } from './store.ts';

export interface Asked {
  readonly text: string;
  readonly place: Place;
  readonly actor: Actor;
  /** Who asked, as the surface calls them, where nobody else is to see the answer. */
  readonly alone?: string;
  /** Says the first form of the answer at once. */
  readonly early: (saying: Saying) => Promise<void>;
}

/**
 * A person's words: one turn of the agent, and what of its answer stands in this place. Where a model words the answer, what was found stands there
 * meanwhile; no wording is asked for where none would be shown.
 */
export async function answerWords({ text, place, actor, alone, early }: Asked, parts: ChatParts): Promise<readonly Saying[]> {
  const { store, tenant, agent } = parts;
  await parts.sweep();
  const plain = (await store.within(tenant, ({ channels }) => channels.find(place))).phi === 'none';
  const asked = await store.within(tenant, async (unit) => {
    const words = await readCase(text, unit.handles);
    await inherit(unit.conversations, { place, text: words, actor });
    return words;
  });
  const reply = await agent.ask({
    ...{ conversation: conversationOf(place, actor.principal.id), actor, text: asked, plain },
    early: async ({ blocks }) => (alone === undefined ? early({ blocks, phi: 'full', as: 'answer' }) : undefined),
  });
  const above = (await parts.above?.(actor)) ?? [];
  const answer = await store.within(tenant, async (unit) => {
    const made = await answerIn({ place, actor, alone }, reply, unit, parts);
    return withHint(made, { text, person: actor.principal.id }, unit);
  });
  const said =
    alone === undefined
      ? [answer, ...(await lettersBeneath(answer, reply, { place, actor }, parts))]
      : await answerAlone(answer, { place, user: alone, person: actor.principal.id }, parts);
  return [...(above.length === 0 ? [] : [{ blocks: above, alone: true }]), ...said];
}

type Answering = Pick<Asked, 'place' | 'actor'> & { readonly alone: string | undefined };

async function answerIn({ place, actor, alone }: Answering, reply: Reply, unit: ChatUnit, parts: ChatParts): Promise<Saying> {
  const about = await aboutNow(unit.conversations, place, actor.principal.id);
  const { encounter } = about;
  const cards = await cardsOf(reply, about, actor, unit);
  const { phi } = await unit.channels.find(place);
  // Where the cards stand elsewhere, the lines of their proposals stand for them.
  const shown = alone === undefined ? { ...reply, blocks: withoutCarded(reply.blocks, cards) } : reply;
  const blocks = phi === 'full' ? shown.blocks : await parts.opaque.answer(shown, unit);
  const suggests = cards.length === 0 && encounter !== undefined && reply.plan.steps.some(({ tool }) => tool === 'suggest_codes');
  const prompts = suggests ? [`Propose the codes of ${await unit.handles.of(encounter)}`] : undefined;
  const onlyRead = reply.proposals.length === 0 && readsOnly(reply.plan);
  return {
    blocks,
    phi,
    cards,
    as: 'answer',
    rated: true,
    onlyRead,
    ...(place.kind === 'direct' && { reader: actor.principal.id }),
    ...(encounter !== undefined && { encounter }),
    ...(prompts !== undefined && { prompts }),
  };
}

/** Where a case was called by its own id and only its handle may stand, that it has one. */
async function withHint(saying: Saying, typed: Omit<CalledCase, 'encounter'>, unit: ChatUnit): Promise<Saying> {
  const { encounter, phi, blocks } = saying;
  if (phi !== 'none' || encounter === undefined) return saying;
  return { ...saying, blocks: [...blocks, ...(await handleHint({ ...typed, encounter }, unit))] };
}
