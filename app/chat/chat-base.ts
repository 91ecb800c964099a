import type { ChatParts } from '#agent/chat/chat-parts.ts';
import { opaqueOf } from '#agent/chat/opaque/opaque-of.ts';
import { linkIdentity } from '#agent/chat/link-identity.ts';
import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import type { Store } from '#guardrails/unit.ts';
import type { ToolContext } from '#tools/define-tool.ts';
import type { Editions } from '#tools/unit.ts';
import { emergenciesFor } from '../emergencies.ts';
import { importDropped } from './import-dropped.ts';

/** What chat takes of a running Countersign, whatever surfaces there are. */
export type ChatBase = Pick<ChatParts, 'tenant' | 'store' | 'agent' | 'sweep' | 'importFiles' | 'link' | 'above' | 'opaque'>;

interface Parts extends Pick<ChatParts, 'tenant' | 'agent' | 'sweep'> {
  readonly store: Store<SetUpUnit>;
  readonly editions: Editions;
}

export function chatBase({ store, tenant, agent, sweep, editions }: Parts): ChatBase {
  return {
    ...{ store, tenant, agent, sweep },
    importFiles: (files, actor) => importDropped(store, files, actor),
    async link(code, identity) {
      const { name } = await store.within(tenant, (unit) => linkIdentity(unit, code, identity, tenant));
      return `You are ${name} here now. Ask me what is waiting for you.`;
    },
    opaque: opaqueOf({ editions }),
    above: (actor) => emergenciesFor(store, actor),
  };
}
