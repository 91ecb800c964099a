import type { Agent } from '#agent/turn.ts';
import type { ChatUnit } from '#agent/chat/store.ts';
import type { Desk } from '#agent/desk.ts';
import { Failure } from '#core/errors.ts';
import type { Principal, TenantId } from '#guardrails/actor.ts';
import { auditMode } from '#guardrails/audit/audit-mode.ts';
import { mayUse } from '#guardrails/policy/policy.ts';
import type { Receiver } from '#guardrails/effects/receiver.ts';
import type { SigningUnit } from '#guardrails/sign-in/sign-in.ts';
import type { Store } from '#guardrails/unit.ts';
import type { ToolContext } from '#tools/define-tool.ts';
import { invoke } from '#tools/invoke.ts';
import { TOOLS } from '#tools/registry.ts';
import type { Audit } from '../ledger/audit.ts';
import { billingDesk } from '../billing/billing-desk.ts';
import { channelsDesk } from './channels-desk.ts';
import { checkUpDesk } from './check-up-desk.ts';
import { consoleDesk } from './console-desk.ts';
import type { Config } from '../settings/config.ts';
import { editionsDesk } from './editions-desk.ts';
import { effectsDesk } from './effects-desk.ts';
import { emergenciesFor } from '../people/emergencies.ts';
import type { Starter } from '../owner/first-start.ts';
import { holdsDesk } from './holds-desk.ts';
import { importCharts } from '../import-charts.ts';
import { exportsFolder, ledgerDesk } from './ledger-desk.ts';
import { libraryDesk } from './library-desk.ts';
import { linkDesk } from './link-desk.ts';
import { oversightDesk } from './oversight-desk.ts';
import { clientActor, personOf, terminalActor } from '../people/principals.ts';
import type { Planning } from '../planning.ts';
import { proposalsDesk } from './proposals-desk.ts';
import { readTrace } from '../read-trace.ts';
import { VERSION } from '../version.ts';

export interface DeskParts extends Omit<ToolContext, 'actor'> {
  readonly store: Store<ChatUnit & SigningUnit>;
  readonly config: Config;
  readonly tenant: TenantId;
  readonly agent: Agent;
  readonly audit: Audit;
  /** Closes what has lapsed, so that nobody is shown a proposal whose end the ledger does not know. */
  readonly sweep: () => Promise<void>;
  readonly receivers: readonly Receiver[];
  /** Sends what is owed until nothing is. */
  readonly deliver: () => Promise<void>;
  readonly starter: Starter;
  /** Where the program stands, with the demo charts beneath. */
  readonly root: string;
  readonly kind: 'embedded' | 'postgres';
  readonly planning: Planning;
  /** Address of the MCP server, where one runs. */
  readonly http?: () => string | undefined;
}

/** The desk of the process that owns the data. */
export function createDesk(parts: DeskParts): Desk {
  const { agent, planning, store, tenant, config, sweep } = parts;
  const person = (as: string | undefined): Promise<Principal> => personOf(store, tenant, as ?? config.user);
  return {
    async ask({ conversation, text, as }) {
      const actor = terminalActor(tenant, await person(as));
      await sweep();
      const { outcomes: _kept, ...answer } = await agent.ask({ conversation: `${actor.principal.id}:${conversation}`, actor, text });
      const emergencies = await emergenciesFor(store, actor);
      return { ...answer, blocks: [...emergencies, ...answer.blocks] };
    },
    plan: (question) => planning.plan(question),
    async call({ tool, input, channel, as }) {
      const found = TOOLS.find(({ name }) => name === tool);
      if (found === undefined)
        throw new Failure('not-found', `There is no tool ${tool}. The tools are ${TOOLS.map(({ name }) => name).join(', ')}.`);
      const { editions, notice, wording } = parts;
      const actor = clientActor(tenant, await person(as), channel);
      await sweep();
      return invoke(found, input, { actor, store, editions, ...(notice !== undefined && { notice }), ...(wording && { wording }) });
    },
    trace: async ({ id, as }) => readTrace(store, id, terminalActor(tenant, await person(as))),
    async importCharts({ path, as }) {
      const actor = terminalActor(tenant, await person(as));
      const policy = await store.within(tenant, ({ policies }) => policies.inForce());
      if (!mayUse(policy, 'import_charts', actor))
        throw new Failure('not-allowed', `Your roles may not bring charts in. Policy ${policy.version} says who may.`);
      return importCharts(store, tenant, path, { actor: actor.principal.id, channel: actor.channel });
    },
    ...editionsDesk({ ...parts, person }),
    ...effectsDesk({ ...parts, person }),
    ...oversightDesk({ ...parts, person }),
    ...proposalsDesk({ ...parts, person }),
    ...holdsDesk({ ...parts, person }),
    ...billingDesk({ ...parts, person }),
    ...channelsDesk({ ...parts, person }),
    ...checkUpDesk(parts),
    ...linkDesk({ ...parts, person }),
    ...libraryDesk({ ...parts, person }),
    ...consoleDesk({ ...parts, person }),
    ...ledgerDesk({ ...parts, person, exports: exportsFolder(config.dataDir) }),
    status: () => status(parts),
  };
}

async function status({ store, tenant, config, kind, planning, notice, http: served }: DeskParts): ReturnType<Desk['status']> {
  const http = served?.();
  const people = await store.within(tenant, ({ principals }) => principals.list());
  const user = people.find(({ id }) => id === config.user);
  return {
    version: VERSION,
    tenant,
    database: kind,
    auditMode: auditMode({ kind }),
    planner: planning.planner.name,
    user: { id: config.user, name: user?.name ?? config.user, roles: user?.roles ?? [] },
    people: people.filter(({ kind: of, active }) => of === 'person' && active).map(({ id, name, roles }) => ({ id, name, roles })),
    ...(http !== undefined && { http }),
    ...(notice !== undefined && { notice }),
  };
}
