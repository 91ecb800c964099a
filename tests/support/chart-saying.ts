import { Chart } from '#core/chart/chart.ts';
import { codeChart } from '#core/coder/code-chart.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';

/** A visit of one note. */
export function chartSaying(text: string, setting: 'inpatient' | 'outpatient' | 'emergency' = 'outpatient'): Chart {
  return Chart.parse({
    encounter: { id: 'E-1', setting, start: '2026-03-10', end: '2026-03-10' },
    patient: { id: 'P-1', sex: 'unknown' },
    documents: [
      {
        id: 'D-1',
        encounter: 'E-1',
        type: setting === 'inpatient' ? 'discharge-summary' : 'office-visit',
        title: 'Note',
        role: 'provider',
        status: 'final',
        date: '2026-03-10',
        sha256: '0'.repeat(64),
        text,
      },
    ],
    observations: [],
    claims: [],
    version: '0'.repeat(64),
  });
}

export function codesOf(chart: Chart, edition: CompiledEdition): string[] {
  return codeChart(chart, edition).suggestions.map(({ code }) => code);
}
