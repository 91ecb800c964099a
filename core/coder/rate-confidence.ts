import type { AssertionStatus } from './trace.ts';
import type { SectionWeight } from './documents/section-weight.ts';

/** What confidence is made of; each can be read off the trace. */
export interface Features {
  /** The strongest section that states the condition. */
  readonly section: SectionWeight;
  /** Documents with a statement of their own; copies do not count. */
  readonly documents: number;
  readonly status: AssertionStatus;
  /** True when a document closes the encounter and does not name the condition, which it need not for a status or a history. */
  readonly notFinal: boolean;
  /** Axes that the words leave open. */
  readonly open: number;
  readonly flags: number;
  readonly conflict: boolean;
  /** True when the words are an official title that no index entry carries. */
  readonly fromTitle: boolean;
}

const BASE: Readonly<Record<SectionWeight, number>> = {
  final: 0.9,
  course: 0.82,
  history: 0.7,
  social: 0.7,
  procedure: 0.7,
  family: 0.7,
  finding: 0.5,
  never: 0.3,
};

/**
 * A number between 0.05 and 0.99, to two places: a base for the section, more for each further document, less for doubt,
 * open axes, flags and contradictions. It grows with every sign of support and falls with every sign against. It ranks; it
 * is not a probability until it has been measured against decisions.
 */
export function rateConfidence({ section, documents, status, notFinal, open, flags, conflict, fromTitle }: Features): number {
  const support = BASE[section] + 0.03 * Math.min(Math.max(documents - 1, 0), 3);
  const doubt = status === 'possible' ? 0.2 : status === 'present' ? 0 : 0.05;
  const signs = (notFinal ? 0.12 : 0) + (conflict ? 0.25 : 0) + (fromTitle ? 0.03 : 0);
  const against = doubt + signs + 0.04 * Math.min(open, 3) + 0.08 * Math.min(flags, 3);
  return Math.round(Math.min(0.99, Math.max(0.05, support - against)) * 100) / 100;
}
