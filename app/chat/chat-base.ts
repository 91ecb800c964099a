import type { ChatParts } from '#agent/chat/chat-parts.ts';
import { opaqueOf } from '#agent/chat/opaque/opaque-of.ts';
import { checkOutbound } from '#agent/chat/outbound/check-outbound.ts';
import { tryLink } from '#agent/chat/try-link.ts';
import type { ConsoleBase } from '#connectors/console/console-parts.ts';
import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import type { Store } from '#guardrails/unit.ts';
import type { ToolContext } from '#tools/define-tool.ts';
import { consoleBase } from '../console-base.ts';
import { signInSaid } from '../desks/console-desk.ts';
import { emergenciesFor } from '../people/emergencies.ts';
import { importDropped, importDroppedX12 } from './import-dropped.ts';

/** What chat takes of a running Countersign, whatever surfaces there are. */
export type ChatBase = Pick<
  ChatParts,
  'tenant' | 'store' | 'agent' | 'sweep' | 'importFiles' | 'importX12' | 'link' | 'signIn' | 'above' | 'opaque' | 'checkOutbound' | 'letter'
> & {
  /** What the pages behind the links take of it. */
  readonly console: ConsoleBase;
};

interface Parts extends Pick<ChatParts, 'tenant' | 'agent' | 'sweep'>, Pick<ToolContext, 'editions' | 'notice'> {
  readonly store: Store<SetUpUnit>;
  readonly letterhead?: readonly string[] | undefined;
}

export function chatBase({ store, tenant, agent, sweep, editions, notice, letterhead }: Parts): ChatBase {
  const pages = consoleBase({ store, tenant, agent, sweep, editions, letterhead, ...(notice !== undefined && { notice }) });
  return {
    console: pages,
    letter: (proposal, actor) => pages.letter(proposal, 'pdf', actor),
    signIn: (code, actor) => signInSaid({ store, tenant }, code, actor),
    ...{ store, tenant, agent, sweep },
    importFiles: (files, actor) => importDropped(store, files, actor),
    importX12: (files, actor) => importDroppedX12(store, files, actor),
    async link(code, identity) {
      const { name } = await tryLink({ store, tenant }, code, identity);
      return `You are ${name} here now. Ask me what is waiting for you.`;
    },
    opaque: opaqueOf({ editions }),
    checkOutbound: checkOutbound({ editions }),
    above: (actor) => emergenciesFor(store, actor),
  };
}
