import type { Trace } from '#core/coder/trace.ts';
import { Failure } from '#core/errors.ts';
import type { Actor } from '#guardrails/actor.ts';
import { mayUse } from '#guardrails/policy/policy.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Unit } from '#tools/unit.ts';

/** A whole trace, which quotes its chart: for those who may have codes explained, and each reading or refusal an entry of the ledger. */
export async function readTrace(store: Store<Unit>, id: string, actor: Actor): Promise<Trace> {
  const read = await store.within(actor.tenant, async (unit) => {
    const policy = await unit.policies.inForce();
    const trace = await unit.traces.find(id);
    const failure = !mayUse(policy, 'explain_code', actor)
      ? ('not-allowed' as const)
      : trace === undefined
        ? ('not-found' as const)
        : undefined;
    await unit.ledger.append({
      tenant: actor.tenant,
      act: failure === undefined ? 'tool.read' : 'tool.refused',
      actor: actor.principal.id,
      channel: actor.channel,
      tool: 'read_trace',
      policy: policy.version,
      ...(failure !== undefined && { failure }),
      about: trace === undefined ? {} : { trace: id, encounter: trace.input.encounter },
    });
    return failure === 'not-allowed' ? { policy } : { trace };
  });
  if ('policy' in read)
    throw new Failure(
      'not-allowed',
      `Your roles may not read traces: it takes those of explain_code. Policy ${read.policy.version} says who may.`,
    );
  if (read.trace === undefined) throw new Failure('not-found', `There is no trace ${id}. Every answer about codes names its trace.`);
  return read.trace;
}
