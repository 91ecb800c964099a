import type { Tier } from './trace.ts';

/** The confidence from which a suggestion may be decided in a batch, and the one below which someone senior looks. */
export interface Thresholds {
  readonly straightforwardFrom: number;
  readonly seniorBelow: number;
}

/** What holds where a policy says nothing. */
export const THRESHOLDS: Thresholds = { straightforwardFrom: 0.85, seniorBelow: 0.55 };

interface Signs {
  /** True when the chart contradicts itself, or two codes exclude each other. */
  readonly conflict: boolean;
  readonly flags: number;
  readonly status: string;
}

/** Who looks at a suggestion. A contradiction is for someone senior, and a warning or a doubt is looked at, however high the confidence. */
export function tierOf(confidence: number, { conflict, flags, status }: Signs, thresholds: Thresholds = THRESHOLDS): Tier {
  if (conflict || confidence < thresholds.seniorBelow) return 'senior';
  return confidence >= thresholds.straightforwardFrom && flags === 0 && status !== 'possible' ? 'straightforward' : 'look';
}
