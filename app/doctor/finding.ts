import type { Block } from '#core/answer/block.ts';

/** `look`: it works, and somebody should look at it. */
export type Verdict = 'ok' | 'look' | 'fails';

/** What one check found. It never holds a secret, nor a word of a chart. */
export interface Finding {
  readonly check: string;
  readonly verdict: Verdict;
  /** What was found, and where something is wrong, how to mend it. */
  readonly says: string;
}

export function ok(check: string, says: string): Finding {
  return { check, verdict: 'ok', says };
}

export function look(check: string, says: string): Finding {
  return { check, verdict: 'look', says };
}

export function fails(check: string, says: string): Finding {
  return { check, verdict: 'fails', says };
}

export function findingBlocks(findings: readonly Finding[]): readonly Block[] {
  const count = (verdict: Verdict): number => findings.filter((one) => one.verdict === verdict).length;
  const [failing, looks] = [count('fails'), count('look')];
  const rest = looks === 0 ? '' : `, ${looks} to look at`;
  return [
    { kind: 'title', text: failing === 0 ? `Nothing fails${rest}` : `${failing} of ${findings.length} checks fail${rest}` },
    { kind: 'table', columns: ['', 'Check', 'Found'], rows: findings.map(({ check, verdict, says }) => [verdict, check, says]) },
  ];
}
