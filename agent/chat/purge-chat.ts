import type { TenantId } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';
import type { ChatUnit, Purged } from './store.ts';

const MOST_AT_ONCE = 500;

export interface Purging {
  readonly store: Store<ChatUnit>;
  readonly tenant: TenantId;
  /** How long what was said in chat is kept. */
  readonly days: number;
}

/**
 * Deletes what was said in chat longer ago than it is kept: messages on which nothing waits, with their cards, and events that nobody could work. How much
 * it was is an entry of the ledger. Returns that.
 */
export async function purgeChat({ store, tenant, days }: Purging): Promise<Purged> {
  const total = { messages: 0, cards: 0, events: 0 };
  for (;;) {
    const purged = await store.within(tenant, async (unit) => {
      await unit.lockWriters();
      const some = await unit.chatPurge.purge(days, MOST_AT_ONCE);
      if (some.messages + some.events > 0)
        await unit.ledger.append({ tenant, act: 'chat.purged', actor: 'countersign', channel: 'system', about: { days, ...some } });
      return some;
    });
    total.messages += purged.messages;
    total.cards += purged.cards;
    total.events += purged.events;
    if (purged.messages < MOST_AT_ONCE && purged.events < MOST_AT_ONCE) return total;
  }
}
