import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentParts } from '#agent/agent-parts.ts';
import { createAgent } from '#agent/create-agent.ts';
import type { DecideStep } from '#agent/plan.ts';
import { rulesPlanner } from '#agent/planners/rules.ts';
import type { Agent, Reply } from '#agent/turn.ts';
import { folderReceiver } from '#connectors/folder-sink/folder-receiver.ts';
import { openCheckpoints } from '#connectors/langgraph/open-checkpoints.ts';
import type { Chart } from '#core/chart/chart.ts';
import { plainText } from '#core/answer/plain-text.ts';
import type { Entry } from '#guardrails/audit/ledger.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import { holdBorne } from './borne-posting.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import type { Proposal, ProposalDraft } from '#guardrails/proposal.ts';
import { TOOLS } from '#tools/registry.ts';
import { policyFrom } from './a-case.ts';
import { openHospital, type Hospital, type Who } from './hospital.ts';

export interface Asking {
  readonly who?: Who;
  readonly onBehalfOf?: Who;
  readonly conversation?: string;
}

/** The agent over a hospital, and what a test looks at afterwards. */
export interface AskedAgent {
  readonly hospital: Hospital;
  readonly parts: AgentParts;
  readonly agent: Agent;
  readonly ask: (text: string, by?: Asking) => Promise<Reply>;
  /** Orders as a command or a button gives them. */
  readonly order: (orders: readonly DecideStep['input'][], by?: Asking) => Promise<Reply>;
  readonly effects: () => number;
  readonly proposal: (id: string | undefined) => Promise<Proposal | undefined>;
  readonly entries: (id: string) => Promise<readonly Entry[]>;
  readonly acts: (id: string) => Promise<readonly string[]>;
  /** The last entry of the ledger. */
  readonly last: () => Promise<Entry | undefined>;
  readonly hold: (draft: ProposalDraft, by: Who) => Promise<Proposal>;
  readonly adopt: (policy?: string) => Promise<void>;
}

/** What a person reads, on one line. */
export function saidIn({ blocks }: Pick<Reply, 'blocks'>): string {
  return plainText(blocks).replaceAll(/\s+/g, ' ').trim();
}

export async function openAskedAgent(encounters: readonly string[], charts: readonly Chart[] = []): Promise<AskedAgent> {
  const hospital = await openHospital(encounters, charts);
  const { store, tenant } = hospital;
  const folder = mkdtempSync(join(tmpdir(), 'countersign-effects-'));
  let ids = 0;
  const parts: AgentParts = {
    ...{ store, editions: hospital.as('coder').editions, tools: TOOLS, planner: rulesPlanner() },
    ...(await openCheckpoints(hospital.database.pool)),
    deliver: async () => void (await deliverOwed(store, tenant, [folderReceiver(folder)])),
    newId: () => `turn-${(ids += 1)}`,
  };
  const agent = createAgent(parts);
  const turn = (text: string, { who = 'coder', onBehalfOf, conversation = `c-${(ids += 1)}` }: Asking) => ({
    conversation,
    actor: hospital.as(who, onBehalfOf).actor,
    text,
  });
  const entries = (proposal: string) => store.within(tenant, (unit) => unit.ledger.list({ proposal }));
  return {
    hospital,
    parts,
    agent,
    ask: (text, by = {}) => agent.ask(turn(text, by)),
    order: (orders, by = {}) => agent.ask({ ...turn('', by), orders: orders.map((input) => ({ tool: 'decide', input })) }),
    effects: () => readdirSync(folder).length,
    proposal: (id = '') => store.within(tenant, (unit) => unit.proposals.find(id)),
    entries,
    acts: async (id) => (await entries(id)).map(({ leaf }) => leaf.act),
    last: () => store.within(tenant, async (unit) => (await unit.ledger.list({ last: 1 })).at(-1)),
    hold: (draft, by) => store.within(tenant, (unit) => holdBorne(unit, draft, hospital.as(by).actor)),
    adopt: (text) => store.within(tenant, (unit) => adoptPolicy(unit, policyFrom(text), { tenant, actor: 'countersign' })),
  };
}
