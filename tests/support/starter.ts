import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { assembleCharts } from '#connectors/charts-in/assemble-charts.ts';
import { readPath } from '#connectors/charts-in/read-path.ts';
import { readStarter } from '#connectors/reference-data/read-starter.ts';
import type { Chart } from '#core/chart/chart.ts';
import { compileEdition } from '#core/terminology/compile-edition.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import type { EditionSource } from '#core/terminology/edition-source.ts';

const pathOf = (relative: string): string => fileURLToPath(new URL(`../../${relative}`, import.meta.url));

/** The starter edition as it is written down. */
export function starterSource(): EditionSource {
  return readStarter(pathOf('starter/icd10cm'));
}

let compiled: CompiledEdition | undefined;

export function starterEdition(): CompiledEdition {
  if (compiled === undefined) {
    const source = starterSource();
    compiled = compileEdition(source, createHash('sha256').update(JSON.stringify(source)).digest('hex'));
  }
  return compiled;
}

/** The charts of the demo hospital, read by the ordinary importer, by encounter. */
export async function demoCharts(): Promise<ReadonlyMap<string, Chart>> {
  const { parts } = await readPath(pathOf('demo/hospital'));
  const { charts } = await assembleCharts(parts, () => Promise.resolve(undefined));
  return new Map(charts.map((chart) => [chart.encounter.id, chart]));
}
