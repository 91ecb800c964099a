import { Chart, type ChartDocument } from '#core/chart/chart.ts';
import type { z } from 'zod';

type Loose<T> = { [K in keyof T]?: T[K] extends string | undefined ? string : T[K] };
export type DocumentParts = Loose<z.input<typeof ChartDocument>> & { readonly text: string };

const TYPES = { inpatient: 'discharge-summary', outpatient: 'office-visit', emergency: 'emergency-note' } as const;

/** A chart of one encounter with the notes given: `aChart('inpatient', ['Assessment:\nPneumonia'])`. */
export function aChart(
  setting: keyof typeof TYPES,
  notes: readonly (string | DocumentParts)[],
  patient: { readonly sex?: string; readonly birthDate?: string } = {},
): Chart {
  const documents = notes.map((note, at) => {
    const parts = typeof note === 'string' ? { text: note } : note;
    return {
      id: `D-1-${at + 1}`,
      encounter: 'E-1',
      type: TYPES[setting],
      title: 'Note',
      role: 'provider',
      status: 'final',
      date: `2026-03-${String(10 + at).padStart(2, '0')}`,
      sha256: String(at).padStart(64, '0'),
      ...parts,
    };
  });
  return Chart.parse({
    encounter: { id: 'E-1', setting, start: '2026-03-10', end: '2026-03-14' },
    patient: { id: 'P-1', sex: 'female', ...patient },
    documents,
    observations: [],
    claims: [],
    version: '0'.repeat(64),
  });
}
