import type { ChatEvent, Place } from './event.ts';
import { surfaceOf, type ChatParts } from './chat-parts.ts';
import type { Saying } from './saying.ts';
import { ChatTrouble } from './surface.ts';

type Asked = Pick<ChatEvent, 'place' | 'user'> & { readonly person: string };

const CARDS = 'The cards to decide on are in your messages with me.';
const NO_CARDS = 'The cards to decide on could not be put into your messages with me. Ask me there what is waiting for you.';

/**
 * An answer to one person among others: its words where they are, and its cards, which have to change once they are decided, in the talk with that person. What
 * they hold is what may stand in each.
 */
export async function answerAlone(answer: Saying, { place, user, person }: Asked, parts: ChatParts): Promise<readonly Saying[]> {
  const { cards = [], rated: _rated, ...words } = answer;
  const alone: Saying = { ...words, alone: true };
  if (cards.length === 0) return [alone];
  const to = await talkWith({ place, user }, parts);
  if (to === undefined) return [noting(alone, NO_CARDS)];
  const { phi } = await parts.store.within(parts.tenant, ({ channels }) => channels.find(to));
  const title = `${cards.length} ${cards.length === 1 ? 'proposal' : 'proposals'} that you asked for in a channel`;
  return [noting(alone, CARDS), { blocks: [{ kind: 'title', text: title }], cards, phi, to, reader: person }];
}

/** Nothing of what was asked is done again because a service is away: it is said without its cards then. */
async function talkWith({ place, user }: Omit<Asked, 'person'>, parts: ChatParts): Promise<Place | undefined> {
  try {
    return await surfaceOf(parts, place.surface)?.direct({ workspace: place.workspace, user });
  } catch (thrown) {
    if (thrown instanceof ChatTrouble) return undefined;
    throw thrown;
  }
}

function noting(saying: Saying, text: string): Saying {
  return { ...saying, blocks: [...saying.blocks, { kind: 'note', tone: 'plain', text }] };
}
