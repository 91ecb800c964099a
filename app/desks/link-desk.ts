import { offerLink } from '#agent/chat/link-identity.ts';
import type { LinkDesk } from '#agent/link-desk.ts';
import type { Principal, TenantId } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';
import { terminalActor } from '../people/principals.ts';

interface Parts {
  readonly store: Store;
  readonly tenant: TenantId;
  readonly person: (as: string | undefined) => Promise<Principal>;
}

/** What an administrator does so that a person can be told who they are in chat. */
export function linkDesk({ store, tenant, person }: Parts): LinkDesk {
  return {
    async offerLink({ person: id, as }) {
      const actor = terminalActor(tenant, await person(as));
      const offered = await store.within(tenant, (unit) => offerLink(unit, id, actor));
      return { code: offered.code, person: offered.person.id, name: offered.person.name, until: offered.until };
    },
  };
}
