import type { Chart, ChartDocument, DocumentType } from './chart.ts';

export interface Readiness {
  readonly ready: boolean;
  /** What a coder would wait for, each as a sentence. */
  readonly missing: string[];
}

const VISIT_NOTES: readonly DocumentType[] = [
  'office-visit',
  'emergency-note',
  'behavioural-health-note',
  'consultation',
  'progress-note',
  'operative-note',
  'discharge-summary',
  'history-and-physical',
];
/** CPT surgery, 10004 to 69990. */
const SURGERY = /^[1-6]\d{4}$/;

/** Whether a chart holds what final coding needs, and what it still lacks. */
export function chartReadiness(chart: Chart): Readiness {
  const { encounter } = chart;
  const final = chart.documents.filter(({ status }) => status === 'final' || status === 'amended');
  const missing: string[] = [];
  if (encounter.end === undefined) missing.push('The encounter has no end date.');
  if (encounter.setting === 'inpatient') {
    if (!has(final, 'discharge-summary')) missing.push('There is no final discharge summary.');
    if (!has(final, 'history-and-physical')) missing.push('There is no final history and physical.');
  } else if (!final.some(({ role, type }) => role === 'provider' && VISIT_NOTES.includes(type))) {
    missing.push('There is no final note of a provider.');
  }
  const surgery = chart.claims.some(({ procedures }) => procedures.some((code) => SURGERY.test(code)));
  if (surgery && encounter.setting === 'inpatient' && !has(final, 'operative-note')) {
    missing.push('A claim has a surgical procedure, and there is no final operative note.');
  }
  for (const { id, type } of chart.documents.filter(({ status }) => status === 'preliminary').toSorted(byId)) {
    missing.push(`${id} (${type}) is preliminary.`);
  }
  return { ready: missing.length === 0, missing };
}

function has(documents: readonly ChartDocument[], type: DocumentType): boolean {
  return documents.some((document) => document.type === type);
}

function byId(a: ChartDocument, b: ChartDocument): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
