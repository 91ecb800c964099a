import type { Block } from '#core/answer/block.ts';
import type { Principal } from '#guardrails/actor.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { decidableBy } from '#tools/list-work/decidable-by.ts';
import { surfaceOf, type ChatParts } from './chat-parts.ts';
import { everyPending } from './every-pending.ts';
import { derivedId } from './derived-id.ts';
import { messageOf } from './saying.ts';
import { ChatTrouble } from './surface.ts';
import { actorIn, userOf, type ChatUser } from './who-is-it.ts';
import type { ChatUnit } from './store.ts';

export type TellingParts = Pick<ChatParts, 'store' | 'tenant' | 'now' | 'surfaces' | 'soleWorkspace' | 'noted'>;

const MINUTE = 60_000;
const HOUR = 3_600_000;
/** Nobody is written to more often than this without having asked; what is left is counted in the next message. */
const MOST_AN_HOUR = 10;
const MOST_READ = 1_000;
const MOST_SHOWN = 10;

/** What somebody is to hear of without asking. */
interface News {
  readonly person: Principal;
  readonly user: ChatUser;
  readonly escalated: readonly Proposal[];
  readonly failed: readonly Proposal[];
}

/** Writes to people directly: what was escalated to them, and what they approved and was not carried out. Returns how many messages it put. */
export async function tellPeople(parts: TellingParts): Promise<number> {
  const { store, tenant } = parts;
  let told = 0;
  for (const news of await store.within(tenant, (unit) => newsFor(unit, parts))) {
    if (await tell(news, parts)) told += 1;
  }
  return told;
}

async function newsFor(unit: ChatUnit, parts: TellingParts): Promise<readonly News[]> {
  const escalated = await Array.fromAsync(everyPending(unit, { escalated: true }));
  const failed = await failedOf(unit);
  if (escalated.length + failed.length === 0) return [];
  const names = parts.surfaces.map(({ name }) => name);
  const all: News[] = [];
  for (const { id, kind, active } of await unit.principals.list()) {
    if (kind !== 'person' || !active || !(await isHeard(id, unit, parts))) continue;
    const person = await soundly(unit, id);
    const user = person?.active === true ? userOf(person, names, parts) : undefined;
    if (person === undefined || user === undefined) continue;
    const news = await newsOf(person, user, { escalated, failed }, unit, parts);
    if (news.escalated.length + news.failed.length > 0) all.push(news);
  }
  return all;
}

/** Whoever's record was changed beside the program is written to by nobody. */
function soundly({ principals }: ChatUnit, id: string): Promise<Principal | undefined> {
  return principals.find(id).catch(() => undefined);
}

async function failedOf({ outbox, proposals }: ChatUnit): Promise<readonly Proposal[]> {
  const found: Proposal[] = [];
  for (const { proposal: id } of await outbox.list({ states: ['failed'], limit: MOST_READ })) {
    const proposal = await proposals.find(id);
    if (proposal?.decidedBy !== undefined) found.push(proposal);
  }
  return found;
}

type Known = Pick<News, 'escalated' | 'failed'>;

async function newsOf(person: Principal, user: ChatUser, known: Known, unit: ChatUnit, { tenant }: TellingParts): Promise<News> {
  const policy = await unit.policies.inForce();
  const up = known.escalated.filter(({ kind, escalatedBy }) => {
    return escalatedBy !== person.id && policy.effects[kind].escalateTo.some((role) => person.roles.includes(role));
  });
  const own = known.failed.filter(({ decidedBy }) => decidedBy === person.id);
  const untold = new Set(await unit.notices.untold(keyOf(person.id), [...up.map(asEscalated), ...own.map(asFailed)]));
  const actor = actorIn(user.place, tenant, person);
  const fresh = up.filter((one) => untold.has(asEscalated(one)));
  return {
    ...{ person, user },
    escalated: await decidableBy(fresh, { unit, actor, policy }),
    failed: own.filter((one) => untold.has(asFailed(one))),
  };
}

const keyOf = (person: string): string => `person ${person}`;
const asEscalated = ({ id }: Proposal): string => `escalated ${id}`;
const asFailed = ({ id }: Proposal): string => `failed ${id}`;

/** Whether they may be written to now. What comes close together comes in one message. */
async function isHeard(person: string, { notices }: ChatUnit, { now }: TellingParts): Promise<boolean> {
  const since = (ms: number) => notices.since(keyOf(person), new Date(now() - ms).toISOString());
  return (await since(MINUTE)) === 0 && (await since(HOUR)) < MOST_AN_HOUR;
}

async function tell(news: News, parts: TellingParts): Promise<boolean> {
  const { person, user, escalated, failed } = news;
  const { store, tenant, now, noted } = parts;
  const surface = surfaceOf(parts, user.place.surface);
  if (surface === undefined) return false;
  try {
    const place = await surface.direct({ workspace: user.place.workspace, user: user.user });
    await store.within(tenant, async (unit) => {
      const at = new Date(now()).toISOString();
      const what = [...escalated.map(asEscalated), ...failed.map(asFailed)];
      const id = derivedId(tenant, 'told', person.id, ...what);
      const cards = [...failed, ...escalated].slice(0, MOST_SHOWN);
      await unit.notices.told(keyOf(person.id), what, at);
      await unit.messages.put(messageOf({ blocks: newsBlocks(news, cards.length), cards, reader: person.id }, { id, place }));
    });
    return true;
  } catch (thrown) {
    // They are told at the next call: nothing was noted as told.
    if (!(thrown instanceof ChatTrouble && thrown.kind === 'wait')) noted(thrown, 'chat.tell');
    return false;
  }
}

function newsBlocks({ escalated, failed }: News, shown: number): readonly Block[] {
  const parts = [
    ...(failed.length === 0 ? [] : [`${failed.length} that you approved ${failed.length === 1 ? 'was' : 'were'} not carried out`]),
    ...(escalated.length === 0 ? [] : [`${escalated.length} ${escalated.length === 1 ? 'was' : 'were'} escalated to you`]),
  ];
  const more = escalated.length + failed.length - shown;
  return [
    { kind: 'title', text: parts.join(', ') },
    ...(more <= 0 ? [] : [{ kind: 'text' as const, text: `${shown} are shown; ${more} more. Ask me what is waiting for you.` }]),
  ];
}
