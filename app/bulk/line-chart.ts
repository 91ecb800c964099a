import { createHash } from 'node:crypto';
import { Chart, type DocumentType, type Setting } from '#core/chart/chart.ts';
import type { LocalDate } from '#core/codes.ts';
import type { NoteLine } from './note-line.ts';

const DOCUMENT = 'note';

/** What a single note of a setting is taken for. An inpatient's is the last word on the stay, so that guideline II.H can hold. */
const TYPES: Readonly<Record<Setting, DocumentType>> = {
  inpatient: 'discharge-summary',
  outpatient: 'office-visit',
  emergency: 'emergency-note',
  observation: 'discharge-summary',
  behavioural: 'behavioural-health-note',
};

/** The chart of one note that a provider wrote on one day. The line's id is no part of it, so one text has one trace. */
export function lineChart({ text, setting, sex, birthDate }: NoteLine, day: LocalDate): Chart {
  const sha256 = createHash('sha256').update(text, 'utf8').digest('hex');
  return Chart.parse({
    encounter: { id: DOCUMENT, setting, start: day, end: day },
    patient: { id: DOCUMENT, sex, birthDate },
    documents: [
      {
        id: DOCUMENT,
        encounter: DOCUMENT,
        type: TYPES[setting],
        title: 'Note',
        role: 'provider',
        status: 'final',
        date: day,
        sha256,
        text,
      },
    ],
    observations: [],
    claims: [],
    version: sha256,
  });
}
