import type { Block } from '#core/answer/block.ts';
import { weightOf } from '#guardrails/effects/weight.ts';
import { tierOf, type Policy } from '#guardrails/policy/policy.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import type { ChatParts } from './chat-parts.ts';
import { derivedId } from './derived-id.ts';
import { laneOf } from './event.ts';
import { everyPending } from './every-pending.ts';
import { messageOf } from './saying.ts';
import type { ChatUnit } from './store.ts';

export type DigestParts = Pick<ChatParts, 'store' | 'tenant' | 'now'>;

/** A place is told of new work at most once in this time, however much of it comes. */
const QUIET_MS = 300_000;

/**
 * Tells the places that want it what waits, where something new does: counts, and nothing of any case. Called often, it says little.
 * Returns how many messages it put.
 */
export async function sendDigests({ store, tenant, now }: DigestParts): Promise<number> {
  const at = now();
  return store.within(tenant, async (unit) => {
    const places = (await unit.channels.list()).filter(({ digests }) => digests).map(({ place }) => place);
    let counted: Counted | undefined;
    let told = 0;
    for (const place of places) {
      const to = `place ${laneOf(place)}`;
      const fresh = await newTo(to, unit, at);
      if (fresh.length === 0) continue;
      // All that waits is read only where it is told, which is seldom.
      counted ??= await countPending(unit);
      await unit.notices.told(to, fresh, new Date(at).toISOString());
      const blocks = digestBlocks(counted, fresh.length, at);
      await unit.messages.put(messageOf({ blocks }, { id: derivedId(tenant, 'digest', to, String(at)), place }));
      told += 1;
    }
    return told;
  });
}

/** What a place may be told of now. */
async function newTo(to: string, { notices }: ChatUnit, at: number): Promise<readonly string[]> {
  const fresh = await notices.untoldPending(to);
  if (fresh.length === 0) return [];
  return (await notices.since(to, new Date(at - QUIET_MS).toISOString())) > 0 ? [] : fresh;
}

interface Counted {
  readonly all: number;
  /** `code.accept, decided by coder or coding-lead` */
  readonly byWhat: ReadonlyMap<string, number>;
  /** When the oldest was made. */
  readonly oldest: number;
}

async function countPending(unit: ChatUnit): Promise<Counted> {
  const policy = await unit.policies.inForce();
  const byWhat = new Map<string, number>();
  let all = 0;
  let oldest = Number.POSITIVE_INFINITY;
  for await (const proposal of everyPending(unit)) {
    const what = `${proposal.kind}, decided by ${deciders(proposal, policy)}`;
    byWhat.set(what, (byWhat.get(what) ?? 0) + 1);
    all += 1;
    oldest = Math.min(oldest, Date.parse(proposal.createdAt));
  }
  return { all, byWhat, oldest };
}

/** Most first. */
function digestBlocks({ all, byWhat, oldest }: Counted, fresh: number, at: number): readonly Block[] {
  const rows = [...byWhat].toSorted(([, a], [, b]) => b - a).map(([what, count]): [string, string] => [String(count), what]);
  return [
    { kind: 'title', text: `${all} ${all === 1 ? 'proposal waits' : 'proposals wait'}, ${fresh} new` },
    { kind: 'facts', rows },
    { kind: 'text', text: `The oldest has waited for ${ageInWords(at - oldest)}. Ask me what is waiting for you.` },
  ];
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
