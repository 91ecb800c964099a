import { Failure } from '#core/errors.ts';
import { digest, jsonOf } from '#guardrails/audit/canonical-json.ts';
import { surfaceOf, type ChatParts } from './chat-parts.ts';
import { ownerOf } from './home.ts';
import { standingLetter } from './share-letter.ts';
import type { Message } from './store.ts';
import { ChatTrouble, type ChatSurface, type Destination } from './surface.ts';
import { fitToLeave } from './outbound/hold-back.ts';
import type { ChatView } from './view.ts';
import { viewOf } from './view-of-message.ts';

export type SendingParts = Pick<ChatParts, 'store' | 'tenant' | 'surfaces' | 'links' | 'noted' | 'checkOutbound' | 'letter'>;

type Due = Message & { readonly tries: number; readonly shown?: string };

const MOST_AT_ONCE = 20;
/** Longer than sending one message may take, which is three requests of ten seconds. Whoever dies leaves its channel to others after that. */
const LEASE_SECONDS = 35;
/** Slack takes about one message a second in a channel. */
const SPACING_MS = 1_000;
const SHORTEST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 300_000;

const ALTERED = 'A message of chat was written or changed in the database beside the program. It was not sent.';

/** Sends what is due and may be sent now, one message of a channel at a time. Returns how many were taken. */
export async function sendMessages(parts: SendingParts): Promise<number> {
  const { store, tenant, noted } = parts;
  const setAside = () => void noted(new Failure('broken-promise', ALTERED), 'chat.send');
  const due = await store.within(tenant, ({ messages }) => messages.claim(MOST_AT_ONCE, LEASE_SECONDS, SPACING_MS, setAside));
  await Promise.all(due.map((message) => sendOne(message, parts)));
  return due.length;
}

/** Nothing that fails in here keeps the others from being sent, and nothing is lost but what can never stand. */
async function sendOne(message: Due, parts: SendingParts): Promise<void> {
  const { store, tenant } = parts;
  const settled = await outcomeOf(message, parts);
  await store.within(tenant, async ({ messages }) => {
    if ('stands' in settled) await messages.stands(message.id, settled.stands, settled.shown);
    else if ('lost' in settled) await messages.lost(message.id, settled.lost);
    else await messages.later(message.id, settled.afterMs);
  });
}

type Stands = { readonly stands: string; readonly shown: string };
type Settled = Stands | { readonly lost: string } | { readonly afterMs: number };

async function outcomeOf(message: Due, parts: SendingParts): Promise<Settled> {
  try {
    const { place, only } = message;
    const surface = surfaceOf(parts, place.surface);
    if (surface === undefined) throw new ChatTrouble('wait', `${place.surface} is not connected`, LONGEST_WAIT_MS);
    return only === undefined || place.kind === 'direct'
      ? await placed(message, surface, parts)
      : await aside(message, only, surface, parts);
  } catch (thrown) {
    return troubleOf(thrown, message, parts);
  }
}

/**
 * What one person alone is to see stands where they are, where the surface can do that. Else it goes to them directly, and is drawn for that place: it may hold
 * less than the one where they are.
 */
async function aside(message: Due, only: string, surface: ChatSurface, parts: SendingParts): Promise<Stands> {
  const { id, place, posted } = message;
  const to = await destinationOf(message, parts);
  if (posted === undefined && surface.aside !== undefined) {
    const { view, shown } = await drawn(message, parts);
    try {
      return { stands: (await surface.aside({ ...to, only }, view, id)).message, shown };
    } catch (thrown) {
      if (!(thrown instanceof ChatTrouble && thrown.kind === 'gone')) throw thrown;
    }
  }
  const { reference } = to;
  const direct = await surface.direct({ workspace: place.workspace, user: only, ...(reference !== undefined && { reference }) });
  return placed({ ...message, place: direct }, surface, parts, reference);
}

async function placed(message: Due, surface: ChatSurface, parts: SendingParts, metAt?: unknown): Promise<Stands> {
  const { letter } = message.content;
  if (letter !== undefined) return standingLetter(message, letter, { surface, to: await destinationOf(message, parts) }, parts);
  const { view, shown } = await drawn(message, parts);
  if (message.posted !== undefined && message.shown === shown) return { stands: message.posted, shown };
  return { stands: await sent(message, view, surface, await destinationOf(message, parts, metAt)), shown };
}

async function drawn(message: Message, parts: SendingParts): Promise<{ readonly view: ChatView; readonly shown: string }> {
  const { store, tenant, links } = parts;
  const view = await store.within(tenant, async (unit) => fitToLeave(await viewOf(message, unit, links), message, unit, parts));
  return { view, shown: digest(jsonOf(view)) };
}

/** `metAt`: what the place left where somebody was met who left nothing where they are alone. */
async function destinationOf({ place }: Message, { store, tenant }: SendingParts, metAt?: unknown): Promise<Destination> {
  const { reference = metAt } = await store.within(tenant, ({ channels }) => channels.find(place));
  return { place, ...(reference !== undefined && { reference }) };
}

async function sent({ id, place, posted }: Due, view: ChatView, surface: ChatSurface, to: Destination): Promise<string> {
  const user = ownerOf(place);
  if (user !== undefined) return atHome(surface, { workspace: place.workspace, user }, view);
  if (posted === undefined) return (await surface.post(to, view, id)).message;
  await surface.update({ ...to, message: posted }, view);
  return posted;
}

async function atHome(surface: ChatSurface, to: { readonly workspace: string; readonly user: string }, view: ChatView): Promise<string> {
  if (surface.home === undefined) throw new ChatTrouble('refused', 'no-home');
  await surface.home(to, view);
  return 'home';
}

/** A service that is down, or slow, or wants a pause, is tried again for as long as it takes. */
function troubleOf(thrown: unknown, { tries }: Due, { noted }: SendingParts): Settled {
  const backOff = Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** Math.max(0, tries - 1));
  if (!(thrown instanceof ChatTrouble)) {
    noted(thrown, 'chat.send');
    return { afterMs: backOff };
  }
  if (thrown.kind === 'wait') return { afterMs: thrown.afterMs > 0 ? thrown.afterMs : backOff };
  noted(thrown, 'chat.send');
  return { lost: `${thrown.kind}: ${thrown.message}` };
}
