/** How a set that was predicted compares with the gold one. */
export interface Counts {
  readonly hits: number;
  readonly predicted: number;
  readonly gold: number;
}

export interface Agreement extends Counts {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

export function compare<T>(predicted: ReadonlySet<T>, gold: ReadonlySet<T>): Counts {
  return { hits: [...predicted].filter((one) => gold.has(one)).length, predicted: predicted.size, gold: gold.size };
}

/** Micro: the counts of all documents together. What nothing was predicted of, or is not there to find, counts as 0. */
export function agreement(all: readonly Counts[]): Agreement {
  const sum = (count: (one: Counts) => number): number => all.reduce((total, one) => total + count(one), 0);
  const [hits, predicted, gold] = [sum((one) => one.hits), sum((one) => one.predicted), sum((one) => one.gold)];
  const precision = predicted === 0 ? 0 : hits / predicted;
  const recall = gold === 0 ? 0 : hits / gold;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { hits, predicted, gold, precision, recall, f1 };
}
