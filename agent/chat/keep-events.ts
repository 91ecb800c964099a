import type { Failure } from '#core/errors.ts';
import { whyNot } from '#guardrails/why-not.ts';
import { cardHere } from './card-here.ts';
import type { ChatParts } from './chat-parts.ts';
import { derivedId } from './derived-id.ts';
import type { ChatEvent } from './event.ts';
import { messageOf, refusedAside } from './saying.ts';
import type { ChatUnit } from './store.ts';
import { whoIsIt } from './who-is-it.ts';

type KeepingParts = Pick<ChatParts, 'store' | 'tenant' | 'soleWorkspace' | 'opaque' | 'noted'>;

/**
 * Keeps what came in, to be worked later, and returns the keys that are new. A press that came before is not worked again: where it was
 * decided meanwhile, whoever pressed is told by whom and when.
 */
export async function keepEvents(events: readonly ChatEvent[], parts: KeepingParts): Promise<readonly string[]> {
  const { store, tenant, noted } = parts;
  const kept = await store.within(tenant, ({ inbox }) => inbox.accept(events));
  const fresh = new Set(kept);
  const again = events.filter(({ key }) => !fresh.has(key));
  // What was kept is to be acknowledged, whatever becomes of this.
  for (const event of again) await tellAgain(event, parts).catch((thrown: unknown) => void noted(thrown, 'chat.again'));
  return kept;
}

/** Once for a press, however often it comes: whoever plays one again MUST NOT make somebody be written to as often. */
async function tellAgain(event: ChatEvent, { store, tenant, soleWorkspace, opaque }: KeepingParts): Promise<void> {
  const { key, place, user } = event;
  const id = derivedId(tenant, 'chat again', key);
  await store.within(tenant, async (unit) => {
    const why = await whyNotAgain(event, unit, { soleWorkspace });
    if (why === undefined || (await unit.messages.find(id)) !== undefined) return;
    await unit.messages.put(messageOf(refusedAside(await opaque.sentence(why.says, unit, why.code)), { id, place, user }));
  });
}

async function whyNotAgain(event: ChatEvent, unit: ChatUnit, sole: Pick<ChatParts, 'soleWorkspace'>): Promise<Failure | undefined> {
  const { did, place } = event;
  if ((did.kind !== 'clicked' && did.kind !== 'filled') || 'unknown' in (await whoIsIt(event, unit, sole))) return undefined;
  const card = await cardHere(did.card, place, unit);
  const proposal = card && (await unit.proposals.find(card.proposal));
  return proposal === undefined || proposal.state === 'pending' ? undefined : whyNot(unit, proposal.id);
}
