import { z } from 'zod';

/** What is wrong with a file, and where. `error` makes a transaction one that is never posted. */
export const X12Finding = z.strictObject({
  severity: z.enum(['error', 'warning', 'note']),
  /** Dotted and stable: `835.claim.balance`. */
  rule: z.string(),
  segment: z.int().positive().optional(),
  /** `CLP03`, `CAS`. */
  element: z.string().optional(),
  /** A sentence with the sums in it and no name of a person. */
  says: z.string(),
});
export type X12Finding = z.infer<typeof X12Finding>;

export type Find = (finding: X12Finding) => void;

const MOST_KEPT = 1_000;

export interface Findings {
  readonly find: Find;
  /** In the order in which they came; of each severity the first thousand, and then one that counts the rest. */
  readonly all: () => X12Finding[];
}

/** Gathers findings without growing with the file. No error is ever crowded out by warnings. */
export function gatherFindings(): Findings {
  const kept: X12Finding[] = [];
  const counts = { error: 0, warning: 0, note: 0 };
  return {
    find(finding) {
      counts[finding.severity] += 1;
      if (counts[finding.severity] <= MOST_KEPT) kept.push(finding);
    },
    all: () => [
      ...kept,
      ...(['error', 'warning', 'note'] as const)
        .filter((severity) => counts[severity] > MOST_KEPT)
        .map((severity) => ({ severity, rule: 'x12.more', says: `${counts[severity] - MOST_KEPT} more of this severity are not listed.` })),
    ],
  };
}
