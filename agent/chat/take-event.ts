import { createHash } from 'node:crypto';
import { Failure } from '#core/errors.ts';
import type { Actor } from '#guardrails/actor.ts';
import { setChannelShared } from '#guardrails/channels.ts';
import { answerWords } from './chat-turn.ts';
import { readCode } from './codes-said.ts';
import { surfaceOf, type ChatParts } from './chat-parts.ts';
import type { ChatEvent } from './event.ts';
import { burnLink } from './link-identity.ts';
import { greeting } from './greeting.ts';
import { showHome } from './home.ts';
import { whyNotLinked } from './not-linked.ts';
import { pressCard } from './press-card.ts';
import { phiOfAside } from './phi-of-aside.ts';
import { aside, messagesOf, refusedAside, type Saying } from './saying.ts';
import type { ChatUnit } from './store.ts';
import { ChatTrouble } from './surface.ts';
import { takeFiles } from './take-files.ts';
import { actorIn, identityOf, whoIsIt } from './who-is-it.ts';

export type Claimed = ChatEvent & { readonly tries: number };

const MOST_TRIES = 3;

/**
 * Works one event that was claimed from the inbox. What it has to say is written in the transaction that says it was worked, so whatever
 * process dies, it is said once. What a person can cause is answered; what breaks is tried again, and answered at the third time.
 */
export async function takeEvent(event: Claimed, parts: ChatParts): Promise<void> {
  try {
    if (event.tries > MOST_TRIES) throw new Failure('broken-promise', 'Something broke each time that I worked on that.');
    await settle(event, await sayingsOf(event, parts), parts);
  } catch (thrown) {
    if (thrown instanceof ChatTrouble && thrown.kind === 'wait') return await waitFor(thrown, event, parts);
    const failure = parts.noted(thrown, `chat.${event.did.kind}`);
    if (isFault(failure) && event.tries < MOST_TRIES) return await putBack(event, parts);
    await settle(event, [await refusalIn(event, failure, parts)], parts);
  }
}

function isFault({ code }: Failure): boolean {
  return code === 'broken-promise' || code === 'unavailable';
}

function putBack({ key, tries }: Claimed, { store, tenant }: ChatParts): Promise<void> {
  return store.within(tenant, ({ inbox }) => inbox.putBack(key, 2 ** tries));
}

const LONGEST_WAIT_SECONDS = 300;

/** A service that is down is no fault of the event: it waits, and that is no try. What comes of it too late is told so. */
function waitFor({ afterMs }: ChatTrouble, { key, tries }: Claimed, { store, tenant }: ChatParts): Promise<void> {
  const seconds = afterMs > 0 ? Math.ceil(afterMs / 1_000) : 2 ** tries;
  return store.within(tenant, ({ inbox }) => inbox.putBack(key, Math.min(seconds, LONGEST_WAIT_SECONDS), 'no try'));
}

async function settle(event: Claimed, says: readonly Saying[], parts: ChatParts): Promise<void> {
  const { store, tenant } = parts;
  await store.within(tenant, async (unit) => {
    for (const message of messagesOf(says, event, { tenant })) await unit.messages.put(message);
    await unit.messages.sweep();
    if (mayChange(event, says)) await noteWorked(event, unit, parts);
    await unit.inbox.done(event.key);
  });
}

async function refusalIn({ place }: ChatEvent, { code, says }: Failure, parts: ChatParts): Promise<Saying> {
  const { store, tenant, opaque } = parts;
  return store.within(tenant, async (unit) => {
    const phi = await phiOfAside(place, unit, parts);
    return { ...refusedAside(phi === 'full' ? says : await opaque.sentence(says, unit, code)), phi };
  });
}

/** Of what nobody else saw, nothing is said to others. */
async function sayingsOf(event: Claimed, parts: ChatParts): Promise<readonly Saying[]> {
  const says = await answersOf(event, parts);
  return event.alone === true ? says.map((one) => (one.to === undefined ? { ...one, alone: true } : one)) : says;
}

async function answersOf(event: Claimed, parts: ChatParts): Promise<readonly Saying[]> {
  const { place, user, did, reference, shared } = event;
  const { store, tenant } = parts;
  const known = await store.within(tenant, async (unit) => {
    if (reference !== undefined) await unit.channels.refer(place, reference);
    if (shared !== undefined) await setChannelShared(unit, { place, shared, tenant });
    return { ...(await whoIsIt(event, unit, parts)), worked: await wasWorked(event, unit), burnt: await burntIn(event, unit, parts) };
  });
  if (known.worked) {
    parts.noted(new Failure('broken-promise', AGAIN), 'chat.inbox');
    return [];
  }
  if (known.burnt > 0) return [refusedAside(BURNT)];
  const code = did.kind === 'said' ? readCode(did.text) : undefined;
  if (code !== undefined && isHeardByOthers(event)) return [refusedAside(NOT_HERE)];
  if (code?.verb === 'link') return [aside(await parts.link(code.code, identityOf({ place, user })))];
  if ('unknown' in known) return whyNotLinked(event, known.unknown, parts);
  if (code !== undefined) return [aside(await parts.signIn(code.code, actorIn(place, tenant, known.person)))];
  if (isOld(event, parts)) return [refusedAside(TOO_OLD)];
  return work(event, actorIn(place, tenant, known.person), parts);
}

const AGAIN = 'An event of chat that was worked was put back in the database beside the program. It was not worked again.';
const BURNT =
  'A code that links somebody to a person here stood in that, where others can read it, so it holds no longer. An administrator can give another: write that one to me directly.';

function isHeardByOthers({ place, alone }: ChatEvent): boolean {
  return place.kind !== 'direct' && alone !== true;
}

/** A code that was said where others read it is anybody's: it ends there, wherever in the words it stands. */
function burntIn(event: ChatEvent, unit: ChatUnit, { tenant }: ChatParts): Promise<number> {
  const { place, user, did } = event;
  if (!isHeardByOthers(event) || (did.kind !== 'said' && did.kind !== 'dropped')) return Promise.resolve(0);
  return burnLink(unit, { text: did.text, by: { at: place.surface, id: identityOf({ place, user }).id }, tenant });
}

const MAY_CHANGE: ReadonlySet<ChatEvent['did']['kind']> = new Set(['said', 'dropped', 'clicked', 'filled']);

/** Whatever was not a question alone could decide something, were it worked again. */
function mayChange({ did }: ChatEvent, says: readonly Saying[]): boolean {
  return MAY_CHANGE.has(did.kind) && !(did.kind === 'said' && says.some(({ onlyRead }) => onlyRead === true));
}

/** The row that says an event was worked can be changed by whoever owns the database. The ledger cannot, without its being seen. */
async function wasWorked({ key }: ChatEvent, { ledger }: ChatUnit): Promise<boolean> {
  const entries = await ledger.list({ event: digestOf(key), acts: ['chat.worked'] });
  return entries.some(({ fault }) => fault === undefined);
}

async function noteWorked(event: ChatEvent, unit: ChatUnit, parts: ChatParts): Promise<void> {
  // Whose identity was altered is told so, and did nothing: that MUST NOT keep the event from being done.
  const known = await whoIsIt(event, unit, parts).catch(() => undefined);
  if (known === undefined || 'unknown' in known || (await wasWorked(event, unit))) return;
  const { place, key } = event;
  const { id: actor } = known.person;
  await unit.ledger.append({ tenant: parts.tenant, act: 'chat.worked', actor, channel: place.surface, about: { event: digestOf(key) } });
}

function digestOf(key: string): string {
  return createHash('sha256').update(`countersign chat event v1\n${key}`, 'utf8').digest('hex');
}

/** What was said an hour ago was said of something else: whoever could put an event back must gain nothing by it. */
const OLDEST_MS = 3_600_000;
const TOO_OLD = 'That came to me more than an hour after you said it, so nothing was done. Say it again if you still mean it.';

function isOld({ at, did }: ChatEvent, { now }: ChatParts): boolean {
  return did.kind !== 'opened-home' && did.kind !== 'came' && now() - Date.parse(at) > OLDEST_MS;
}

const NOT_HERE = 'Codes are for you and me alone: write that to me directly. If others have read this one, ask for another.';

function work(event: Claimed, actor: Actor, parts: ChatParts): Promise<readonly Saying[]> {
  const { place, user, did, alone } = event;
  switch (did.kind) {
    case 'said':
      showsWork(event, parts);
      return answerWords({ text: did.text, place, actor, early: sooner(event, parts), ...(alone === true && { alone: user }) }, parts);
    case 'dropped':
      showsWork(event, parts);
      return takeFiles(did, { place, actor, early: sooner(event, parts) }, parts);
    case 'clicked':
    case 'filled':
      return pressCard({ did, place, user, actor }, parts);
    case 'rated':
      return rate(event, did, actor, parts);
    case 'opened-home':
      return showHome({ place, user, actor }, parts);
    case 'came':
      return Promise.resolve([greeting(place, actor)]);
  }
}

/** A sign at once that something is under way. Nobody waits for it, and nothing depends on it. */
function showsWork({ place, reference }: ChatEvent, parts: ChatParts): void {
  void surfaceOf(parts, place.surface)
    ?.status({ place, ...(reference !== undefined && { reference }) }, 'Looking at that …')
    .catch(() => undefined);
}

/** What is said before the event was worked. It is said once more, whole, when it was; so what breaks here is noted, and keeps nobody from that. */
function sooner(event: Claimed, { store, tenant, noted }: ChatParts): (saying: Saying) => Promise<void> {
  return async (saying) => {
    const [message] = messagesOf([saying], event, { tenant });
    if (message === undefined) return;
    await store.within(tenant, ({ messages }) => messages.put(message)).catch((thrown: unknown) => void noted(thrown, 'chat.early'));
  };
}

type Rated = Extract<ChatEvent['did'], { readonly kind: 'rated' }>;

async function rate({ place }: ChatEvent, did: Rated, actor: Actor, { store, tenant }: ChatParts): Promise<readonly Saying[]> {
  await store.within(tenant, async ({ messages, feedback }) => {
    const there = (await messages.find(did.message))?.place;
    const here = there?.surface === place.surface && there.workspace === place.workspace;
    if (here) await feedback.put({ message: did.message, by: actor.principal.id, good: did.good });
  });
  return [];
}
