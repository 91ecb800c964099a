import type { Block } from '#core/answer/block.ts';
import type { Actor } from '#guardrails/actor.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import type { DecideStep } from '../plan.ts';
import type { Reply } from '../turn.ts';
import { cardHere, NO_CARD } from './card-here.ts';
import type { ChatParts } from './chat-parts.ts';
import { conversationOf } from './conversation.ts';
import type { Did, Place } from './event.ts';
import { formFor } from './forms.ts';
import { phiOfAside } from './phi-of-aside.ts';
import { refusedAside, type Saying } from './saying.ts';
import type { Card, ChatUnit } from './store.ts';

type Pressed = Extract<Did, { readonly kind: 'clicked' | 'filled' }>;

export interface Pressing {
  readonly did: Pressed;
  readonly place: Place;
  readonly user: string;
  readonly actor: Actor;
}

/**
 * What was pressed on a card is an order of the person who pressed it, on the very card that was shown. What comes of it is seen on the
 * card itself; a refusal is told to that person alone.
 */
export async function pressCard({ did, place, user, actor }: Pressing, parts: ChatParts): Promise<readonly Saying[]> {
  const { store, tenant, agent } = parts;
  if (did.kind === 'clicked' && (did.button === 'reject' || did.button === 'change')) {
    // The surface opened its form at the click, where there is one to open.
    const form = await formFor({ card: did.card, button: did.button, place, user }, parts);
    return 'why' in form ? [refusedAside(form.why)] : [];
  }
  await parts.sweep();
  const card = await store.within(tenant, (unit) => cardHere(did.card, place, unit));
  if (card === undefined) return [refusedAside(NO_CARD)];
  const order = { ...orderOf(did), proposal: card.proposal, seen: card.seen };
  const conversation = conversationOf(place, actor.principal.id);
  const reply = await agent.ask({ conversation, actor, text: '', orders: [{ tool: 'decide', input: order }] });
  return store.within(tenant, (unit) => toldOf(reply, card, { place, actor }, unit, parts));
}

function orderOf(did: Pressed): Pick<DecideStep['input'], 'verdict' | 'reason' | 'byKey' | 'to'> {
  if (did.kind === 'clicked') return { verdict: did.button };
  const { button, reason, note = '', to } = did;
  const said = note.trim() === '' ? reason : `${reason}, ${note}`;
  return { verdict: button, reason: said, byKey: true, ...(to !== undefined && { to }) };
}

async function toldOf(
  reply: Reply,
  card: Card,
  { place, actor }: Pick<Pressing, 'place' | 'actor'>,
  unit: ChatUnit,
  parts: ChatParts,
): Promise<readonly Saying[]> {
  const { phi } = await unit.channels.find(place);
  const toThem = await phiOfAside(place, unit, parts);
  const fresh = await freshIn(reply, card, unit);
  const instead: readonly Saying[] =
    fresh.length === 0 ? [] : [{ ...insteadOf(card, fresh), phi, ...(place.kind === 'direct' && { reader: actor.principal.id }) }];
  if (reply.refused === undefined) return instead;
  const blocks = fresh.length === 0 ? reply.blocks : aboveCard(reply.blocks);
  // The fresh card stands below for itself.
  const refusal = { ...reply, blocks, proposals: [] };
  return [{ blocks: toThem === 'full' ? blocks : await parts.opaque.answer(refusal, unit), phi: toThem, alone: true }, ...instead];
}

/** Proposals that wait now and that the person has not been shown: put in the place of the one that was pressed. */
async function freshIn({ proposals }: Reply, { seen }: Card, unit: ChatUnit): Promise<readonly Proposal[]> {
  const found: Proposal[] = [];
  for (const id of proposals) {
    const proposal = await unit.proposals.find(id);
    if (proposal?.state === 'pending' && proposal.digest !== seen) found.push(proposal);
  }
  return found;
}

/** It can be changed once it is decided, so it stands where everybody who was shown the first one sees it. */
function insteadOf({ proposal }: Card, fresh: readonly Proposal[]): Saying {
  const encounter = fresh.find((one) => one.encounter !== undefined)?.encounter;
  const title = `In the place of ${proposal}: ${fresh.map(({ id }) => id).join(', ')}`;
  return { blocks: [{ kind: 'title', text: title }], cards: fresh, ...(encounter !== undefined && { encounter }) };
}

/** A refusal without the fresh card beneath it. */
function aboveCard(blocks: readonly Block[]): readonly Block[] {
  const card = blocks.findIndex(({ kind }) => kind === 'title');
  return card < 0 ? blocks : blocks.slice(0, card);
}
