import type { Place } from './event.ts';
import type { Card, ChatUnit } from './store.ts';

export const NO_CARD = 'That card is not known here any more. Ask what is waiting for you, and decide on the card that you are given.';

/** A card of this workspace. Its id leads to it, and gives no right to anything. */
export async function cardHere(id: string, place: Pick<Place, 'surface' | 'workspace'>, unit: ChatUnit): Promise<Card | undefined> {
  const found = await unit.messages.card(id);
  const there = found?.message.place;
  return there?.surface === place.surface && there.workspace === place.workspace ? found?.card : undefined;
}
