import type { ConsoleBase, ConsoleUnit } from '#connectors/console/console-parts.ts';
import { Failure } from '#core/errors.ts';
import type { Store } from '#guardrails/unit.ts';
import type { ToolContext } from '#tools/define-tool.ts';
import { invoke } from '#tools/invoke.ts';
import { TOOLS } from '#tools/registry.ts';
import { emergenciesFor } from './people/emergencies.ts';
import { letterSheet } from './letter-sheet.ts';

interface Parts extends Pick<ConsoleBase, 'tenant' | 'agent' | 'sweep'>, Pick<ToolContext, 'editions' | 'notice'> {
  readonly store: Store<ConsoleUnit>;
  readonly letterhead?: readonly string[] | undefined;
}

/** What the pages take of a running Countersign. They read through the one door, and decide through the agent. */
export function consoleBase({ store, tenant, agent, sweep, editions, notice, letterhead }: Parts): ConsoleBase {
  return {
    ...{ store, tenant, agent, sweep },
    ...(notice !== undefined && { notice }),
    async call(name, input, actor) {
      const tool = TOOLS.find((one) => one.name === name);
      if (tool === undefined) throw new Failure('broken-promise', `There is no tool ${name}.`);
      return invoke(tool, input, { actor, store, editions });
    },
    async letter(proposal, kind, actor) {
      const sheet = await letterSheet({ proposal, letterhead, packet: false }, { actor, store, editions });
      // What lays a letter out takes long to load, and most who start the program never want one.
      if (kind === 'pdf') return (await import('#connectors/letters/letter-pdf.ts')).letterPdf(sheet);
      return (await import('#connectors/letters/letter-docx.ts')).letterDocx(sheet);
    },
    above: (actor) => emergenciesFor(store, actor),
  };
}
