import type { Interval } from './scorers/bootstrap.ts';

/** One figure of a run: printed, kept in the baseline and compared with it. */
export interface Figure {
  /** Stable for ever: `I4.f1`. */
  readonly id: string;
  readonly says: string;
  readonly value: number;
  readonly of: number;
  readonly interval?: Interval;
  /** What the bar asks: at least, or for an error at most. */
  readonly bar?: number;
  readonly smallerIsBetter?: true;
  /** How much worse than the baseline it may be before the run fails; absent for what is only told, such as speed. */
  readonly tolerance?: number;
}

/** What a set gives: figures, a table or two in lines of cells, and what was not run. */
export interface SetResult {
  readonly title: string;
  readonly figures: readonly Figure[];
  readonly tables: readonly { readonly caption: string; readonly rows: readonly (readonly string[])[] }[];
  /** The worst misses, with the reason that the trace gives. */
  readonly misses: readonly string[];
}
