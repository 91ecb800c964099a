export interface Rated {
  readonly confidence: number;
  readonly right: boolean;
}

export interface ReliabilityBin {
  readonly size: number;
  readonly confidence: number;
  readonly right: number;
}

export interface Calibration {
  /** Expected calibration error: the mean distance of confidence and share of right ones, weighed by the size of the bins. */
  readonly error: number;
  readonly bins: readonly ReliabilityBin[];
}

/**
 * Calibration over bins of equal mass. The same confidence may stand in several bins, which would set its own scatter against it: so
 * a bin ends only where the confidence changes.
 */
export function calibration(all: readonly Rated[], count = 10): Calibration {
  const sorted = all.toSorted((a, b) => a.confidence - b.confidence);
  const bins: ReliabilityBin[] = [];
  let from = 0;
  while (from < sorted.length) {
    const left = Math.max(1, count - bins.length);
    let to = Math.min(sorted.length, from + Math.ceil((sorted.length - from) / left));
    while (to < sorted.length && sorted[to]?.confidence === sorted[to - 1]?.confidence) to += 1;
    bins.push(binOf(sorted.slice(from, to)));
    from = to;
  }
  const error = bins.reduce((sum, bin) => sum + (bin.size / all.length) * Math.abs(bin.confidence - bin.right), 0);
  return { error, bins };
}

function binOf(rated: readonly Rated[]): ReliabilityBin {
  const size = rated.length;
  return {
    size,
    confidence: rated.reduce((sum, { confidence }) => sum + confidence, 0) / size,
    right: rated.filter(({ right }) => right).length / size,
  };
}
