import type { Block } from '#core/answer/block.ts';
import { weightOf } from '#guardrails/effects/weight.ts';
import { tierOf, type Policy } from '#guardrails/policy/policy.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import type { ChatParts } from './chat-parts.ts';
import { derivedId } from './derived-id.ts';
import { laneOf, type Place } from './event.ts';
import { messageOf } from './saying.ts';
import type { ChatUnit } from './store.ts';

export type DigestParts = Pick<ChatParts, 'store' | 'tenant' | 'now'>;

/** A place is told of new work at most once in this time, however much of it comes. */
const QUIET_MS = 300_000;
const MOST_READ = 1_000;

/**
 * Tells the places that want it what waits, where something new does: counts, and nothing of any case. Called often, it says little.
 * Returns how many messages it put.
 */
export async function sendDigests({ store, tenant, now }: DigestParts): Promise<number> {
  const at = now();
  return store.within(tenant, async (unit) => {
    const places = (await unit.channels.list()).filter(({ digests }) => digests).map(({ place }) => place);
    if (places.length === 0) return 0;
    const pending = await unit.proposals.list({ state: 'pending', limit: MOST_READ });
    let told = 0;
    for (const place of places) if (await tellPlace(place, pending, unit, { tenant, at })) told += 1;
    return told;
  });
}

interface When {
  readonly tenant: ChatParts['tenant'];
  readonly at: number;
}

async function tellPlace(place: Place, pending: readonly Proposal[], unit: ChatUnit, { tenant, at }: When): Promise<boolean> {
  const to = `place ${laneOf(place)}`;
  const fresh = await unit.notices.untold(
    to,
    pending.map(({ id }) => id),
  );
  if (fresh.length === 0) return false;
  if ((await unit.notices.since(to, new Date(at - QUIET_MS).toISOString())) > 0) return false;
  await unit.notices.told(to, fresh, new Date(at).toISOString());
  const blocks = digestBlocks(pending, fresh.length, await unit.policies.inForce(), at);
  await unit.messages.put(messageOf({ blocks }, { id: derivedId(tenant, 'digest', to, String(at)), place }));
  return true;
}

function digestBlocks(pending: readonly Proposal[], fresh: number, policy: Policy, at: number): readonly Block[] {
  const all = pending.length === MOST_READ ? `${MOST_READ} or more` : String(pending.length);
  const rows = [...countedBy(pending, policy)].map(([what, count]): [string, string] => [String(count), what]);
  const oldest = pending.map(({ createdAt }) => Date.parse(createdAt)).reduce((a, b) => Math.min(a, b), at);
  return [
    { kind: 'title', text: `${all} ${pending.length === 1 ? 'proposal waits' : 'proposals wait'}, ${fresh} new` },
    { kind: 'facts', rows },
    { kind: 'text', text: `The oldest has waited for ${ageInWords(at - oldest)}. Ask me what is waiting for you.` },
  ];
}

/** `code.accept, decided by coder or coding-lead`, most first. */
function countedBy(pending: readonly Proposal[], policy: Policy): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const proposal of pending) {
    const what = `${proposal.kind}, decided by ${deciders(proposal, policy)}`;
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return new Map([...counts].toSorted(([, a], [, b]) => b - a));
}

function deciders(proposal: Proposal, policy: Policy): string {
  try {
    return tierOf(policy, weightOf(proposal)).roles.join(' or ');
  } catch {
    // What cannot be weighed was altered.
    return 'nobody';
  }
}

function ageInWords(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / 60_000));
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}
