import { chartReadiness } from '#core/chart/readiness.ts';
import { codingDate, type Chart } from '#core/chart/chart.ts';
import { codeChart } from '#core/coder/code-chart.ts';
import type { Trace } from '#core/coder/trace.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import type { Running } from '../define-tool.ts';
import { chartOf } from './chart-of.ts';
import { routeByPolicy } from './route-by-policy.ts';

export interface CodedEncounter {
  readonly chart: Chart;
  readonly edition: CompiledEdition;
  /** Routed as the policy in force says. */
  readonly trace: Trace;
  readonly traceId: string;
  readonly readiness: { readonly ready: boolean; readonly missing: readonly string[] };
}

/** Runs the coder on an encounter with the edition in force on its coding date, and keeps the trace. */
export async function codeEncounter(encounter: string, running: Running): Promise<CodedEncounter> {
  const chart = await chartOf(encounter, running);
  const edition = await running.editions.on(codingDate(chart.encounter), running.unit);
  const trace = codeChart(chart, edition);
  return { chart, edition, trace: routeByPolicy(trace, running.policy), traceId: running.keep(trace), readiness: chartReadiness(chart) };
}
