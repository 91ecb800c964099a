import type { Actor } from '#guardrails/actor.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { decidableBy } from '#tools/list-work/decidable-by.ts';
import { MOST_CARDS } from './cards-of.ts';
import { surfaceOf, type ChatParts } from './chat-parts.ts';
import { derivedId } from './derived-id.ts';
import type { Place } from './event.ts';
import { messageOf, type Saying } from './saying.ts';
import type { ChatUnit } from './store.ts';

const HOME = 'home:';
/** Of those that wait for anybody. The rest is counted once these are decided. */
const MOST_READ = 1_000;

/** Somebody's personal page. It is kept as a message of a place of its own, so it is sent, and made right when a card changes, as any other. */
export function homeOf({ surface, workspace }: Pick<Place, 'surface' | 'workspace'>, user: string): Place {
  return { surface, workspace, channel: `${HOME}${user}`, kind: 'direct' };
}

/** Whose personal page a place is, if it is one. */
export function ownerOf({ channel }: Place): string | undefined {
  return channel.startsWith(HOME) ? channel.slice(HOME.length) : undefined;
}

interface Opened {
  readonly place: Place;
  readonly user: string;
  readonly actor: Actor;
}

/** Puts what waits for this person now on their page. No service may hold anything of a patient there, whatever was listed. */
export async function showHome({ place, user, actor }: Opened, parts: ChatParts): Promise<readonly Saying[]> {
  const { store, tenant } = parts;
  if (surfaceOf(parts, place.surface)?.home === undefined) return [];
  await parts.sweep();
  const home = homeOf(place, user);
  await store.within(tenant, async (unit) => {
    const id = derivedId(tenant, 'home', home.surface, home.workspace, user);
    await unit.messages.put(messageOf(await queueOf(actor, unit), { id, place: home }));
  });
  return [];
}

async function queueOf(actor: Actor, unit: ChatUnit): Promise<Saying> {
  const pending = await unit.proposals.list({ state: 'pending', limit: MOST_READ });
  const mine = (await decidableBy(pending, { unit, actor, policy: await unit.policies.inForce() })).toSorted(byUrgency);
  const asked = pending.filter((one) => askedBy(one, actor) && mine.every(({ id }) => id !== one.id));
  const cards = [...mine, ...asked].slice(0, MOST_CARDS);
  const more = mine.length + asked.length - cards.length;
  const title =
    mine.length === 0 ? 'Nothing waits for you' : `${mine.length} ${mine.length === 1 ? 'proposal waits' : 'proposals wait'} for you`;
  return {
    blocks: [
      { kind: 'title', text: title },
      ...(asked.length === 0 ? [] : [{ kind: 'text' as const, text: `You asked for ${asked.length} more, for others to decide.` }]),
      ...(more === 0 ? [] : [{ kind: 'text' as const, text: `The most urgent are shown; ${more} more.` }]),
    ],
    cards,
    reader: actor.principal.id,
  };
}

function askedBy({ maker, onBehalfOf }: Proposal, { principal: { id } }: Actor): boolean {
  return maker === id || onBehalfOf === id;
}

/** What was escalated first, then what ends first. */
function byUrgency(a: Proposal, b: Proposal): number {
  const up = Number(b.escalatedBy !== undefined) - Number(a.escalatedBy !== undefined);
  return up !== 0 ? up : a.expiresAt.localeCompare(b.expiresAt);
}
