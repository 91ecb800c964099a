import { END, START, StateGraph, type LangGraphRunnableConfig } from '@langchain/langgraph';
import type { Block } from '#core/answer/block.ts';
import type { AgentParts } from './agent-parts.ts';
import { act } from './nodes/act.ts';
import { awaitDecision } from './nodes/await-decision.ts';
import { compose } from './nodes/compose.ts';
import { ground } from './nodes/ground.ts';
import { plan } from './nodes/plan.ts';
import { reply } from './nodes/reply.ts';
import { reportDecision } from './nodes/report-decision.ts';
import { resolve } from './nodes/resolve.ts';
import { State } from './state.ts';
import type { Working } from './working.ts';

/** What this process holds of the turns that run now, beside the graph's state. */
export interface Desktop {
  readonly turns: ReadonlyMap<string, Working>;
  /** Blocks of a report, by the id of the call that asked for it. */
  readonly reports: Map<string, readonly Block[]>;
}

export type TurnGraph = ReturnType<typeof turnGraph>;

/**
 * One turn: receive → resolve → plan → act* → compose → ground → reply, and where proposals wait, → awaitDecision →
 * reportDecision until none does.
 *
 * A node does nothing unless the turn it belongs to is running in this process. So a thread that is resumed, replayed from an
 * old checkpoint or invented can read proposals and report on them, and can do nothing else.
 */
export function turnGraph(parts: AgentParts, { turns, reports }: Desktop) {
  /** Runs a node on the turn's working. What it throws is kept beside the state, because LangGraph would write it down. */
  const during =
    (work: (working: Working) => Promise<Partial<State>>) =>
    async (state: State): Promise<Partial<State>> => {
      const working = turns.get(state.turn);
      if (working === undefined || working.thrown !== undefined) return {};
      try {
        return await work(working);
      } catch (thrown) {
        working.thrown = thrown;
        return { waitingFor: [] };
      }
    };

  return new StateGraph(State)
    .addNode('receive', ({ tenant, turn }: State) => ({ tenant, turn, done: 0, steps: 0, waitingFor: [] }))
    .addNode(
      'resolve',
      during(async (working) => keep(working, await resolve(working, parts))),
    )
    .addNode(
      'plan',
      during(async (working) => {
        working.plan = await plan(working, parts);
        return { steps: working.plan.steps.length };
      }),
    )
    .addNode('act', async (state: State) =>
      during(async (working) => {
        const step = working.plan.steps[state.done];
        if (step !== undefined) await act(working, step, parts);
        return { done: state.done + 1 };
      })(state),
    )
    .addNode(
      'compose',
      during(async (working) => keep(working, await compose(working, parts))),
    )
    .addNode(
      'ground',
      during(async (working) => keep(working, { blocks: ground(working) })),
    )
    .addNode(
      'reply',
      during(async (working) => ({ waitingFor: await reply(working, parts) })),
    )
    .addNode('awaitDecision', awaitDecision)
    .addNode('reportDecision', async (state: State, config: LangGraphRunnableConfig) => {
      const { blocks, waitingFor } = await reportDecision(state, parts);
      const call: unknown = config.configurable?.['call'];
      if (typeof call === 'string') reports.set(call, [...(reports.get(call) ?? []), ...blocks]);
      return { waitingFor };
    })
    .addEdge(START, 'receive')
    .addEdge('receive', 'resolve')
    .addEdge('resolve', 'plan')
    .addConditionalEdges('plan', nextStep, ['act', 'compose'])
    .addConditionalEdges('act', nextStep, ['act', 'compose'])
    .addEdge('compose', 'ground')
    .addEdge('ground', 'reply')
    .addConditionalEdges('reply', nextWait, ['awaitDecision', END])
    .addEdge('awaitDecision', 'reportDecision')
    .addConditionalEdges('reportDecision', nextWait, ['awaitDecision', END])
    .compile({ checkpointer: parts.checkpointer, name: 'turn' });

  function nextStep({ turn, done, steps }: State): 'act' | 'compose' {
    const failed = turns.get(turn)?.thrown !== undefined;
    return !failed && turns.has(turn) && done < steps ? 'act' : 'compose';
  }
}

function nextWait({ waitingFor }: State): 'awaitDecision' | typeof END {
  return waitingFor.length > 0 ? 'awaitDecision' : END;
}

/** Keeps the words of a turn beside the state, which gets nothing of them. */
function keep(working: Working, kept: Partial<Working>): Partial<State> {
  Object.assign(working, kept);
  return {};
}
