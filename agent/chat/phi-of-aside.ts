import { surfaceOf, type ChatParts } from './chat-parts.ts';
import type { Place } from './event.ts';
import type { ChatUnit, PhiMode } from './store.ts';

/** What may be said to one person alone among others: what may stand there, where the surface shows it there, and nothing of a chart where it goes elsewhere. */
export async function phiOfAside(place: Place, { channels }: ChatUnit, parts: Pick<ChatParts, 'surfaces'>): Promise<PhiMode> {
  const isThere = place.kind === 'direct' || surfaceOf(parts, place.surface)?.aside !== undefined;
  return isThere ? (await channels.find(place)).phi : 'none';
}
