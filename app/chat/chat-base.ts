import type { ChatParts } from '#agent/chat/chat-parts.ts';
import { linkIdentity } from '#agent/chat/link-identity.ts';
import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import type { Store } from '#guardrails/unit.ts';
import { emergenciesFor } from '../emergencies.ts';
import { importDropped } from './import-dropped.ts';

/** What chat takes of a running Countersign, whatever surfaces there are. */
export type ChatBase = Pick<ChatParts, 'tenant' | 'store' | 'agent' | 'sweep' | 'importFiles' | 'link' | 'above'>;

interface Parts extends Pick<ChatParts, 'tenant' | 'agent' | 'sweep'> {
  readonly store: Store<SetUpUnit>;
}

export function chatBase({ store, tenant, agent, sweep }: Parts): ChatBase {
  return {
    ...{ store, tenant, agent, sweep },
    importFiles: (files, actor) => importDropped(store, files, actor),
    async link(code, identity) {
      const { name } = await store.within(tenant, (unit) => linkIdentity(unit, code, identity, tenant));
      return `You are ${name} here now. Ask me what is waiting for you.`;
    },
    above: (actor) => emergenciesFor(store, actor),
  };
}
