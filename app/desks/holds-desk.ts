import type { Desk } from '#agent/desk.ts';
import type { Principal, TenantId } from '#guardrails/actor.ts';
import { mustKeepLedger, placeHold, releaseHold } from '#guardrails/retention/holds.ts';
import type { Store } from '#guardrails/unit.ts';
import { terminalActor } from '../people/principals.ts';

interface Parts {
  readonly store: Store;
  readonly tenant: TenantId;
  readonly person: (as: string | undefined) => Promise<Principal>;
}

/** What may be asked of the holds on the ledger at the terminal. */
export function holdsDesk({ store, tenant, person }: Parts): Pick<Desk, 'holds'> {
  return {
    async holds({ as, ...asked }) {
      const actor = terminalActor(tenant, await person(as));
      return store.within(tenant, async (unit) => {
        switch (asked.act) {
          case 'list':
            await mustKeepLedger(unit, actor);
            return unit.holds.list();
          case 'place':
            return [await placeHold(unit, actor, asked)];
          case 'release':
            return [await releaseHold(unit, actor, asked.id)];
        }
      });
    },
  };
}
