import { Failure } from '#core/errors.ts';
import { digest, jsonOf } from '#guardrails/audit/canonical-json.ts';
import { surfaceOf, type ChatParts } from './chat-parts.ts';
import { ownerOf } from './home.ts';
import type { Message } from './store.ts';
import { ChatTrouble, type ChatSurface, type Destination } from './surface.ts';
import { fitToLeave } from './outbound/hold-back.ts';
import type { ChatView } from './view.ts';
import { viewOf } from './view-of-message.ts';

export type SendingParts = Pick<ChatParts, 'store' | 'tenant' | 'surfaces' | 'links' | 'noted' | 'checkOutbound'>;

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

type Settled = { readonly stands: string; readonly shown: string } | { readonly lost: string } | { readonly afterMs: number };

async function outcomeOf(message: Due, parts: SendingParts): Promise<Settled> {
  try {
    const view = await parts.store.within(parts.tenant, async (unit) =>
      fitToLeave(await viewOf(message, unit, parts.links), message, unit, parts),
    );
    const shown = digest(jsonOf(view));
    if (message.posted !== undefined && message.shown === shown) return { stands: message.posted, shown };
    return { stands: await sent(message, view, parts), shown };
  } catch (thrown) {
    return troubleOf(thrown, message, parts);
  }
}

async function sent(message: Due, view: ChatView, parts: SendingParts): Promise<string> {
  const { id, place, only, posted } = message;
  const surface = surfaceOf(parts, place.surface);
  if (surface === undefined) throw new ChatTrouble('wait', `${place.surface} is not connected`, LONGEST_WAIT_MS);
  const user = ownerOf(place);
  if (user !== undefined) return atHome(surface, { workspace: place.workspace, user }, view);
  const { reference } = await parts.store.within(parts.tenant, ({ channels }) => channels.find(place));
  const to: Destination = { place, ...(only !== undefined && { only }), ...(reference !== undefined && { reference }) };
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
