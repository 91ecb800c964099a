import { Command } from '@langchain/langgraph';
import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import type { AgentParts } from './agent-parts.ts';
import { forbidTracing } from './forbid-tracing.ts';
import { turnGraph, type TurnGraph } from './graph.ts';
import type { Agent, Reply, Turn } from './turn.ts';
import { newWorking, type Working } from './working.ts';

/** Steps of the graph that a turn may take: the longest plan, one node each, and the nodes around it. */
const MOST_NODES = 60;
/** Decisions that a person may send at once. */
const MOST_ORDERS = 40;

export type { AgentParts } from './agent-parts.ts';

/** Makes the agent. Every surface asks it, and none runs a tool or decides in any other way. */
export function createAgent(parts: AgentParts): Agent {
  forbidTracing();
  const turns = new Map<string, Working>();
  const reports = new Map<string, readonly Block[]>();
  const graph = turnGraph(parts, { turns, reports });

  async function ask(turn: Turn): Promise<Reply> {
    refuseTooMany(turn);
    const id = parts.newId();
    const { tenant } = turn.actor;
    const thread = `wait:${tenant}:${id}`;
    const working = newWorking(turn);
    turns.set(id, working);
    try {
      const { waitingFor } = await graph.invoke({ tenant, turn: id }, runOf(thread, id));
      await keepWaiting(parts, tenant, thread, working.thrown === undefined ? waitingFor : []);
    } finally {
      turns.delete(id);
    }
    for (const proposal of working.decided) await tell(proposal, tenant);
    if (working.thrown !== undefined) throw brokenOff(working);
    const { blocks, plan, outcomes, proposals, refusals } = working;
    const [refused] = refusals;
    return { blocks, plan, outcomes, proposals: [...proposals], ...(refused !== undefined && { refused }) };
  }

  async function tell(proposal: string, tenant: Turn['actor']['tenant']): Promise<readonly Block[]> {
    const said: Block[] = [];
    for (const thread of await parts.waiting.threadsOf(tenant, proposal)) {
      const told = await parts.waiting.alone(tenant, thread, () => tellThread(tenant, thread));
      said.push(...(told ?? []));
    }
    return said;
  }

  async function tellThread(tenant: string, thread: string): Promise<readonly Block[]> {
    const call = parts.newId();
    const waitingFor = await resume(graph, thread, call);
    await keepWaiting(parts, tenant, thread, waitingFor);
    const said = reports.get(call) ?? [];
    reports.delete(call);
    return said;
  }

  async function catchUp(tenant: Turn['actor']['tenant']): Promise<void> {
    for (const proposal of await parts.waiting.untold(tenant)) await tell(proposal, tenant);
    for (const thread of await parts.waiting.leftOver(tenant)) await parts.checkpointer.deleteThread(thread);
  }

  return { ask, tell, catchUp, plan: (text, about) => parts.planner.plan({ text, ...about }) };
}

function refuseTooMany({ orders = [] }: Turn): void {
  if (orders.length > MOST_ORDERS)
    throw new Failure(
      'bad-input',
      `At most ${MOST_ORDERS} decisions are taken at once, and these are ${orders.length}. Nothing was decided.`,
    );
}

/** What broke, and of several orders those that were carried out before it: they stand. */
function brokenOff({ thrown, decided }: Working): unknown {
  if (decided.size === 0) return thrown;
  const says = `Something broke inside Countersign. What was decided before that stands: ${[...decided].join(', ')}.`;
  return new Failure('broken-promise', says, { cause: thrown });
}

/** Runs a waiting thread on. What is not waiting in the checkpoints is not started. Returns what it still waits for. */
async function resume(graph: TurnGraph, thread: string, call: string): Promise<readonly string[]> {
  const { next } = await graph.getState(runOf(thread, call));
  if (!next.includes('awaitDecision')) return [];
  const { waitingFor } = await graph.invoke(new Command({ resume: true }), runOf(thread, call));
  return waitingFor;
}

/** Notes whom to tell, or forgets the thread with all its checkpoints when nothing waits any more. */
async function keepWaiting(
  { waiting, checkpointer }: AgentParts,
  tenant: string,
  thread: string,
  waitingFor: readonly string[],
): Promise<void> {
  // First what is noted, last what it notes: a process that dies in between leaves a thread that is found again.
  for (const proposal of waitingFor) await waiting.add(tenant, proposal, thread);
  await (waitingFor.length === 0 ? checkpointer.deleteThread(thread) : waiting.trim(tenant, thread));
  await waiting.remove(tenant, thread, waitingFor);
}

/** Only what is left when the graph stops is written down. */
function runOf(thread: string, call: string) {
  return { configurable: { thread_id: thread, call }, durability: 'exit' as const, recursionLimit: MOST_NODES };
}
