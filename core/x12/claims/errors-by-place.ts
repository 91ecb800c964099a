import type { X12Finding } from '../finding.ts';

/** What keeps a claim from being believed is kept for it; nobody needs more of it than this. */
const MOST_KEPT = 100;
/** Of the transaction, and of no claim in it. What says that the file breaks off is of the last claim too. */
const OF_THE_WHOLE = new Set(['x12.envelope.count', 'x12.envelope.control']);

/** Errors of a transaction, to be told with the claim in whose segments they are. */
export function errorsByPlace() {
  let errors: X12Finding[] = [];
  return {
    note(finding: X12Finding): void {
      if (finding.severity !== 'error' || OF_THE_WHOLE.has(finding.rule)) return;
      errors.push(finding);
      if (errors.length > MOST_KEPT) errors.shift();
    },
    /** Those from this segment on and before that one. Earlier ones are forgotten. */
    take(from: number, before: number): readonly X12Finding[] {
      const mine = errors.filter(({ segment = from }) => segment >= from && segment < before);
      errors = errors.filter(({ segment = from }) => segment >= before);
      return mine;
    },
  };
}
