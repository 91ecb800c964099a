/** One row to learn from: values in the order of the names, and whether it holds. */
export interface Row {
  readonly values: readonly number[];
  readonly holds: boolean;
}

export interface Fitted {
  readonly bias: number;
  readonly weights: readonly number[];
}

const ROUNDS = 40;
const CLOSE = 1e-7;

/** Ridge logistic regression by Newton's method over standardised values; the weights come back for the values as they are. */
export function fitLogistic(rows: readonly Row[], ridge = 1): Fitted {
  const width = rows[0]?.values.length ?? 0;
  const { means, spreads } = standards(rows, width);
  const scaled = rows.map(({ values, holds }) => ({
    x: [...values.map((value, at) => (value - (means[at] ?? 0)) / (spreads[at] ?? 1)), 1],
    y: holds ? 1 : 0,
  }));
  const weights: number[] = Array.from({ length: width + 1 }, () => 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const step = newtonStep(scaled, weights, ridge);
    step.forEach((change, at) => {
      weights[at] = (weights[at] ?? 0) - change;
    });
    if (Math.max(...step.map(Math.abs)) < CLOSE) break;
  }
  const plain = weights.slice(0, width).map((weight, at) => weight / (spreads[at] ?? 1));
  const shift = plain.reduce((sum, weight, at) => sum + weight * (means[at] ?? 0), 0);
  return { bias: (weights[width] ?? 0) - shift, weights: plain };
}

function standards(rows: readonly Row[], width: number): { means: number[]; spreads: number[] } {
  const means = Array.from({ length: width }, (_, at) => rows.reduce((sum, { values }) => sum + (values[at] ?? 0), 0) / rows.length);
  const spreads = means.map((mean, at) => {
    const variance = rows.reduce((sum, { values }) => sum + ((values[at] ?? 0) - mean) ** 2, 0) / rows.length;
    return Math.sqrt(variance) + 1e-6;
  });
  return { means, spreads };
}

function newtonStep(
  rows: readonly { readonly x: readonly number[]; readonly y: number }[],
  weights: readonly number[],
  ridge: number,
): number[] {
  const size = weights.length;
  const gradient = new Float64Array(size);
  const hessian = Array.from({ length: size }, () => new Float64Array(size));
  for (const { x, y } of rows) {
    let sum = 0;
    for (let at = 0; at < size; at += 1) sum += (x[at] ?? 0) * (weights[at] ?? 0);
    const share = 1 / (1 + Math.exp(-sum));
    const spread = share * (1 - share);
    for (let at = 0; at < size; at += 1) {
      const value = x[at] ?? 0;
      if (value === 0) continue;
      gradient[at] = (gradient[at] ?? 0) + value * (share - y);
      const row = hessian[at];
      if (row === undefined) continue;
      for (let other = 0; other <= at; other += 1) row[other] = (row[other] ?? 0) + value * (x[other] ?? 0) * spread;
    }
  }
  for (let at = 0; at < size; at += 1) {
    const pull = at === size - 1 ? 1e-6 : ridge;
    gradient[at] = (gradient[at] ?? 0) + (at === size - 1 ? 0 : ridge * (weights[at] ?? 0));
    const row = hessian[at];
    if (row !== undefined) row[at] = (row[at] ?? 0) + pull;
    for (let other = at + 1; other < size; other += 1) {
      if (row !== undefined) row[other] = hessian[other]?.[at] ?? 0;
    }
  }
  return solve(
    hessian.map((row) => [...row]),
    [...gradient],
  );
}

/** Gaussian elimination with the largest pivot. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  for (let column = 0; column < size; column += 1) {
    let pivot = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(matrix[row]?.[column] ?? 0) > Math.abs(matrix[pivot]?.[column] ?? 0)) pivot = row;
    }
    [matrix[column], matrix[pivot]] = [matrix[pivot] ?? [], matrix[column] ?? []];
    [right[column], right[pivot]] = [right[pivot] ?? 0, right[column] ?? 0];
    const lead = matrix[column] ?? [];
    for (let row = column + 1; row < size; row += 1) {
      const own = matrix[row] ?? [];
      const factor = (own[column] ?? 0) / (lead[column] ?? 1);
      if (factor === 0) continue;
      for (let at = column; at < size; at += 1) own[at] = (own[at] ?? 0) - factor * (lead[at] ?? 0);
      right[row] = (right[row] ?? 0) - factor * (right[column] ?? 0);
    }
  }
  const solution = Array.from({ length: size }, () => 0);
  for (let row = size - 1; row >= 0; row -= 1) {
    const own = matrix[row] ?? [];
    let sum = right[row] ?? 0;
    for (let at = row + 1; at < size; at += 1) sum -= (own[at] ?? 0) * (solution[at] ?? 0);
    solution[row] = sum / (own[row] ?? 1);
  }
  return solution;
}
