import { DecideStep } from '#agent/plan.ts';
import type { ProposalsAsked, ProposalsDesk } from '#agent/proposals-desk.ts';
import type { Agent } from '#agent/turn.ts';
import { Failure } from '#core/errors.ts';
import type { Principal, TenantId } from '#guardrails/actor.ts';
import { ProposalId } from '#guardrails/proposal.ts';
import type { ToolContext } from '#tools/define-tool.ts';
import { invoke } from '#tools/invoke.ts';
import { listWork } from '#tools/list-work/tool.ts';
import { showProposal } from '#tools/show-proposal/tool.ts';
import { emergenciesFor } from '../people/emergencies.ts';
import { terminalActor } from '../people/principals.ts';

interface Parts extends Omit<ToolContext, 'actor'> {
  readonly tenant: TenantId;
  readonly agent: Pick<Agent, 'ask'>;
  readonly sweep: () => Promise<void>;
  readonly person: (as: string | undefined) => Promise<Principal>;
}

/** Proposals at the terminal: what is read goes through the one door, and what is ordered through the agent, as in chat. */
export function proposalsDesk({ store, editions, notice, tenant, agent, sweep, person }: Parts): ProposalsDesk {
  return {
    async proposals({ as, ...asked }) {
      const actor = terminalActor(tenant, await person(as));
      await sweep();
      const emergencies = await emergenciesFor(store, actor);
      if (asked.act === 'decide') {
        const conversation = `${actor.principal.id}:proposals`;
        const { blocks, refused } = await agent.ask({ conversation, actor, text: '', orders: ordersOf(asked) });
        return { blocks: [...emergencies, ...blocks], ...(refused !== undefined && { refused }) };
      }
      const context: ToolContext = { actor, store, editions, ...(notice !== undefined && { notice }) };
      const { blocks, ...outcome } = await (asked.act === 'show'
        ? invoke(showProposal, { proposal: asked.proposal }, context)
        : invoke(listWork, filterOf(asked), context));
      return { blocks: [...emergencies, ...blocks], ...(outcome.status === 'refused' && { refused: outcome.failure }) };
    },
  };
}

function filterOf({ state = 'pending', encounter, kind, by, mine }: Extract<ProposalsAsked, { readonly act: 'list' }>): object {
  return { state, encounter, kind, by, mine };
}

type Deciding = Extract<ProposalsAsked, { readonly act: 'decide' }>;

/** One order for each proposal. Throws Failure `bad-input` for what is no proposal's id. */
function ordersOf({ verdict, proposals, to, reason, byKey }: Deciding): readonly DecideStep[] {
  return [...new Set(proposals.map(idOf))].map((proposal) =>
    DecideStep.parse({
      tool: 'decide',
      input: {
        verdict,
        proposal,
        ...(to !== undefined && { to }),
        ...(reason !== undefined && { reason }),
        ...(byKey !== undefined && { byKey }),
      },
    }),
  );
}

function idOf(typed: string): string {
  const id = ProposalId.safeParse(typed.toUpperCase());
  if (id.success) return id.data;
  throw new Failure(
    'bad-input',
    `"${typed}" is no proposal. They are called P-17 and so on; "countersign proposals" lists those that wait. Nothing was decided.`,
  );
}
