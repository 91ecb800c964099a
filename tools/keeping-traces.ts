import type { Trace } from '#core/coder/trace.ts';
import { digest, jsonOf } from '#guardrails/audit/canonical-json.ts';
import type { Running } from './define-tool.ts';
import type { Unit } from './unit.ts';

/** Does the work, and writes the traces that it keeps in the same transaction. */
export async function keepingTraces<T>({ traces }: Pick<Unit, 'traces'>, work: (keep: Running['keep']) => Promise<T>): Promise<T> {
  const kept = new Map<string, Trace>();
  const done = await work((trace) => {
    const id = traceId(trace);
    kept.set(id, trace);
    return id;
  });
  for (const [id, trace] of kept) await traces.put(id, trace.input.encounter, trace);
  return done;
}

/** `T-` and the start of the SHA-256 of the canonical trace: the same run has the same id. */
export function traceId(trace: Trace): string {
  return `T-${digest(jsonOf(trace)).slice(0, 16)}`;
}
