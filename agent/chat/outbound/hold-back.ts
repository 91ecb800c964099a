import { Failure } from '#core/errors.ts';
import type { ChatParts } from '../chat-parts.ts';
import type { ChatUnit, Message } from '../store.ts';
import type { ChatView } from '../view.ts';

type Walled = Pick<ChatParts, 'noted' | 'checkOutbound'>;

/** A message as it may leave: where something of a patient is found in one that may hold none, a sentence with the link, and a fault is noted. */
export async function fitToLeave(view: ChatView, message: Message, unit: ChatUnit, { checkOutbound, noted }: Walled): Promise<ChatView> {
  if (await mayHoldAll(message, unit)) return view;
  const checked = await checkOutbound(bodyOf(view), { encounters: await casesOf(message, unit) }, unit);
  if (checked === 'clean') return view;
  noted(new Failure('broken-promise', 'A message was held back from chat.'), `chat.outbound: ${checked.found.join(', ')}`);
  return { fallback: HELD, parts: [{ kind: 'note', tone: 'warning', text: HELD }], links: view.links };
}

const HELD = 'What was to stand here is held back: it may have held words of a chart. Open the case to read it.';

async function mayHoldAll({ phi, place }: Message, { channels }: ChatUnit): Promise<boolean> {
  return phi === 'full' && (await channels.find(place)).phi === 'full';
}

/** The case of the message and those of its cards. */
async function casesOf({ content: { encounter, cards } }: Message, { proposals }: ChatUnit): Promise<readonly string[]> {
  const cases = new Set(encounter === undefined ? [] : [encounter]);
  for (const { proposal } of cards) {
    const of = (await proposals.find(proposal))?.encounter;
    if (of !== undefined) cases.add(of);
  }
  return [...cases];
}

/** Every text of a view, a line each, so that no two of them are read as one. */
export function bodyOf(view: unknown): string {
  if (typeof view === 'string') return view;
  if (Array.isArray(view)) return view.map(bodyOf).join('\n');
  if (view === null || typeof view !== 'object') return '';
  return Object.values(view).map(bodyOf).join('\n');
}
