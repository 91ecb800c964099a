/** Days in UTC, both included, as people give them. */
export interface Days {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The first moment that counts, and the first that does not any more. */
export interface Moments {
  readonly from?: string;
  readonly until?: string;
}

const MS_PER_DAY = 86_400_000;

export function wholeDays({ from, to }: Days): Moments {
  return {
    ...(from !== undefined && { from: `${from}T00:00:00.000Z` }),
    ...(to !== undefined && { until: new Date(Date.parse(`${to}T00:00:00.000Z`) + MS_PER_DAY).toISOString() }),
  };
}
