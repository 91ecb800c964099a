import type { ConsoleBase, ConsoleUnit } from '#connectors/console/console-parts.ts';
import { Failure } from '#core/errors.ts';
import type { Store } from '#guardrails/unit.ts';
import type { ToolContext } from '#tools/define-tool.ts';
import { invoke } from '#tools/invoke.ts';
import { TOOLS } from '#tools/registry.ts';
import { emergenciesFor } from './emergencies.ts';

interface Parts extends Pick<ConsoleBase, 'tenant' | 'agent' | 'sweep'>, Pick<ToolContext, 'editions' | 'notice'> {
  readonly store: Store<ConsoleUnit>;
}

/** What the pages take of a running Countersign. They read through the one door, and decide through the agent. */
export function consoleBase({ store, tenant, agent, sweep, editions, notice }: Parts): ConsoleBase {
  return {
    ...{ store, tenant, agent, sweep },
    ...(notice !== undefined && { notice }),
    async call(name, input, actor) {
      const tool = TOOLS.find((one) => one.name === name);
      if (tool === undefined) throw new Failure('broken-promise', `There is no tool ${name}.`);
      return invoke(tool, input, { actor, store, editions });
    },
    above: (actor) => emergenciesFor(store, actor),
  };
}
