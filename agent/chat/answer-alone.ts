import type { ChatEvent } from './event.ts';
import { surfaceOf, type ChatParts } from './chat-parts.ts';
import type { Saying } from './saying.ts';
import { ChatTrouble } from './surface.ts';

type Asked = Pick<ChatEvent, 'place' | 'user'> & { readonly person: string };

const CARDS = 'The cards to decide on are in your messages with me.';

/**
 * An answer to one person among others: its words where they are, and its cards, which have to change once they are decided, in the talk with that person. What
 * they hold is what may stand in each.
 */
export async function answerAlone(answer: Saying, { place, user, person }: Asked, parts: ChatParts): Promise<readonly Saying[]> {
  const { cards = [], rated: _rated, ...words } = answer;
  const alone: Saying = { ...words, alone: true };
  if (cards.length === 0) return [alone];
  const surface = surfaceOf(parts, place.surface);
  if (surface === undefined) throw new ChatTrouble('wait', `${place.surface} is not connected`);
  const to = await surface.direct({ workspace: place.workspace, user });
  const { phi } = await parts.store.within(parts.tenant, ({ channels }) => channels.find(to));
  const title = `${cards.length} ${cards.length === 1 ? 'proposal' : 'proposals'} that you asked for in a channel`;
  return [
    { ...alone, blocks: [...alone.blocks, { kind: 'note', tone: 'plain', text: CARDS }] },
    { blocks: [{ kind: 'title', text: title }], cards, phi, to, reader: person },
  ];
}
