import type { Chart } from '#core/chart/chart.ts';
import { codeChart, CODER } from '#core/coder/code-chart.ts';
import type { Trace } from '#core/coder/trace.ts';
import { Failure } from '#core/errors.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { canonicalJson, jsonOf } from '#guardrails/audit/canonical-json.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { traceId } from '#tools/keeping-traces.ts';
import type { Unit } from '#tools/unit.ts';
import { cannot, differs, same, type Check } from './check.ts';
import { storedEdition } from './stored-edition.ts';

const CHART = 'Chart';
const EDITION = 'Edition';
const TRACE = 'Trace';
const CODER_PROGRAM = 'Coder';

/** What a code rests on: the same chart under the same edition, coded again. `coded` is there where that could be done. */
export interface Recoded {
  readonly checks: readonly Check[];
  readonly coded?: { readonly chart: Chart; readonly edition: CompiledEdition; readonly trace: Trace };
}

/** Codes the chart of a proposal again, and compares the trace with the one that was kept. */
export async function checkCoding(unit: Unit, proposal: Proposal & { readonly trace: string }): Promise<Recoded> {
  const kept = await keptTrace(unit, proposal.trace);
  if (!('trace' in kept)) return { checks: [kept] };
  const chart = await chartThen(unit, proposal);
  const edition = await storedEdition(unit, kept.trace.edition);
  const checks = [chart, edition].filter((one) => 'outcome' in one);
  if ('outcome' in chart || 'outcome' in edition) return { checks };
  const found = [
    same(CHART, `version ${chart.version.slice(0, 12)}…, as it was imported`),
    same(EDITION, `${edition.head.id}@${edition.sha256.slice(0, 12)}…`),
  ];
  if (kept.trace.coder !== CODER) return { checks: [...found, cannot(CODER_PROGRAM, otherCoder(kept.trace.coder))] };
  const trace = codeChart(chart, edition);
  const compared = compare(proposal.trace, kept.trace, trace);
  return { checks: [...found, compared], ...(compared.outcome === 'same' && { coded: { chart, edition, trace } }) };
}

function otherCoder(then: string): string {
  return `it was coded by ${then} and this program has ${CODER}; run the release that has ${then} over a copy of the database`;
}

async function keptTrace(unit: Unit, id: string): Promise<{ readonly trace: Trace } | Check> {
  const trace = await unit.traces.find(id).catch((): 'broken' => 'broken');
  if (trace === undefined) return cannot(TRACE, `${id} is no longer kept`);
  if (trace === 'broken' || traceId(trace) !== id)
    return differs(TRACE, `what is stored as ${id} is not what the coder wrote: it was changed in the database`);
  return { trace };
}

/** The chart, where it is still the one that was coded. */
async function chartThen(unit: Unit, { encounter = '', sources }: Proposal): Promise<Chart | Check> {
  const then = sources.find(({ id }) => id === `chart:${encounter}`)?.version;
  try {
    const chart = await unit.charts.find(encounter);
    if (chart === undefined) return cannot(CHART, `there is no chart of ${encounter} any more`);
    if (chart.version === then) return chart;
    return cannot(CHART, `the chart of ${encounter} was imported anew since it was coded, and the words of then are no longer kept`);
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'altered')
      return differs(CHART, `the chart of ${encounter} was changed in the database after it was imported`);
    throw thrown;
  }
}

function compare(id: string, then: Trace, now: Trace): Check {
  if (canonicalJson(jsonOf(now)) === canonicalJson(jsonOf(then))) return same(TRACE, `${id}, byte for byte`);
  const codes = (trace: Trace) => trace.suggestions.map(({ code }) => code);
  const [before, after] = [codes(then), codes(now)];
  const gone = before.filter((code) => !after.includes(code));
  const come = after.filter((code) => !before.includes(code));
  const words = [
    ...(gone.length > 0 ? [`no longer suggested: ${gone.join(', ')}`] : []),
    ...(come.length > 0 ? [`newly suggested: ${come.join(', ')}`] : []),
  ];
  const what = words.length > 0 ? words.join('; ') : 'the same codes by another way';
  return differs(TRACE, `the coder now writes ${traceId(now)} and not ${id} (${what})`);
}
