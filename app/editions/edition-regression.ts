import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { assembleCharts } from '#connectors/charts-in/assemble-charts.ts';
import { readPath } from '#connectors/charts-in/read-path.ts';
import { Chart } from '#core/chart/chart.ts';
import { codeChart } from '#core/coder/code-chart.ts';
import { LocalDate } from '#core/codes.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import type { IndexEntry } from '#core/terminology/edition-source.ts';

export interface Regression {
  readonly against: string;
  readonly cases: number;
  /** Each case whose codes differ, with what came and went. */
  readonly changed: readonly { readonly name: string; readonly gone: readonly string[]; readonly come: readonly string[] }[];
}

const DAY = LocalDate.parse('2026-01-15');
const MOST_PHRASES = 400;

/**
 * Codes a fixed set under two editions and says what changed: the demo charts, and phrases of the index that ships, each as the one
 * assessment of a visit. Dates are set aside, so that editions of different years can be compared.
 */
export async function runRegression(
  before: CompiledEdition,
  now: CompiledEdition,
  { root, index }: { readonly root: string; readonly index: readonly IndexEntry[] },
): Promise<Regression> {
  const cases = [...(await demoCharts(root)), ...phraseCharts(index)];
  const [earlier, later] = [undated(before), undated(now)];
  const changed = cases.flatMap(({ name, chart }) => {
    const [had, has] = [codesUnder(chart, earlier), codesUnder(chart, later)];
    const gone = had.filter((code) => !has.includes(code));
    const come = has.filter((code) => !had.includes(code));
    return gone.length + come.length === 0 ? [] : [{ name, gone, come }];
  });
  return { against: before.head.id, cases: cases.length, changed };
}

interface Case {
  readonly name: string;
  readonly chart: Chart;
}

async function demoCharts(root: string): Promise<Case[]> {
  const { parts } = await readPath(join(root, 'demo', 'hospital'));
  const { charts } = await assembleCharts(parts, () => Promise.resolve(undefined));
  return charts.map((chart) => ({ name: chart.encounter.id, chart })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function phraseCharts(index: readonly IndexEntry[]): Case[] {
  const phrases = index.flatMap(({ say }) => say.find((phrase) => !phrase.includes('[')) ?? []);
  const step = Math.max(1, Math.ceil(phrases.length / MOST_PHRASES));
  return phrases.filter((_, at) => at % step === 0).map((phrase, at) => ({ name: `"${phrase}"`, chart: visit(phrase, at) }));
}

function visit(phrase: string, at: number): Chart {
  const text = `Assessment: ${phrase}.\n`;
  const sha256 = createHash('sha256').update(text).digest('hex');
  return Chart.parse({
    encounter: { id: `R-${at}`, setting: 'outpatient', start: DAY, end: DAY },
    patient: { id: 'R', sex: 'unknown' },
    documents: [
      {
        ...{ id: `R-${at}-1`, encounter: `R-${at}`, type: 'office-visit', title: 'Office visit' },
        ...{ role: 'provider', status: 'final', date: DAY, sha256, text },
      },
    ],
    observations: [],
    claims: [],
    version: sha256,
  });
}

function undated(edition: CompiledEdition): CompiledEdition {
  return { ...edition, head: { ...edition.head, from: LocalDate.parse('1900-01-01'), to: LocalDate.parse('2999-12-31') } };
}

function codesUnder(chart: Chart, edition: CompiledEdition): readonly string[] {
  return codeChart(chart, edition).suggestions.map(({ code }) => code);
}
