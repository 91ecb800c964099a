import type { Block } from '#core/answer/block.ts';
import { cardView } from './card-view.ts';
import type { Links } from './chat-parts.ts';
import type { ChatUnit, Message, PhiMode } from './store.ts';
import { titlesNow } from './title-now.ts';
import type { CardView, ChatView, ViewLink } from './view.ts';

const LONGEST_FALLBACK = 200;
const MOST_NAMED = 3;

/**
 * A message as it is to stand now, from stored rows alone. Words of a chart are in it only where they were allowed when it was written
 * and still are.
 */
export async function viewOf(message: Message, unit: ChatUnit, links?: Links): Promise<ChatView> {
  const { id, content } = message;
  const phi = await phiNow(message, unit);
  const policy = await unit.policies.inForce();
  const cards: CardView[] = [];
  for (const card of content.cards) cards.push(await cardView(card, { unit, phi, policy, links, reader: content.reader }));
  const blocks = phi === message.phi ? titlesNow(content.blocks, cards) : message.posted === undefined ? NOT_HERE : WITHDRAWN;
  return {
    fallback: fallbackOf(phi === 'full' ? await namelessly(message, unit) : blocks, cards),
    parts: [...blocks, ...cards],
    links: await linksOf(message, unit, links),
    ...(content.rated && { rate: id }),
    ...(content.prompts !== undefined && { prompts: content.prompts }),
  };
}

const WITHDRAWN: readonly Block[] = [
  { kind: 'note', tone: 'plain', text: 'What stood here is withheld: this place may hold no words of a chart any more.' },
];

const NOT_HERE: readonly Block[] = [
  { kind: 'note', tone: 'plain', text: 'What I have to say holds words of a chart, and none may stand here. Open the case to read it.' },
];

async function phiNow({ phi, place }: Message, { channels }: ChatUnit): Promise<PhiMode> {
  return phi === 'none' ? 'none' : (await channels.find(place)).phi;
}

async function linksOf({ content: { encounter } }: Message, { handles }: ChatUnit, links: Links | undefined): Promise<readonly ViewLink[]> {
  if (encounter === undefined || links === undefined) return [];
  return [{ label: 'Open the case', url: links.case(await handles.of(encounter)) }];
}

/** What is said of words of a chart where a notification shows it, to whoever sees the screen. */
async function namelessly({ content: { encounter } }: Message, { handles }: ChatUnit): Promise<readonly Block[]> {
  return [{ kind: 'text', text: encounter === undefined ? 'An answer' : `An answer about ${await handles.of(encounter)}` }];
}

/** The first thing that it says, and which proposals stand on it. */
function fallbackOf(blocks: readonly Block[], cards: readonly CardView[]): string {
  const said = blocks.find((block) => block.kind === 'title') ?? blocks.find((block) => block.kind === 'text' || block.kind === 'note');
  const named = cards.slice(0, MOST_NAMED).map(({ proposal, state }) => `${proposal} ${state}`);
  const more = cards.length > MOST_NAMED ? [`${cards.length - MOST_NAMED} more`] : [];
  const text = [...(said === undefined ? [] : [said.text]), ...named, ...more].join(' · ');
  const whole = text === '' ? 'Countersign' : text;
  return whole.length <= LONGEST_FALLBACK ? whole : `${whole.slice(0, LONGEST_FALLBACK - 1)}…`;
}
