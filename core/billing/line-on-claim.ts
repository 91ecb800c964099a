import type { RemittedClaim, RemittedLine } from '../remittance/remittance.ts';
import type { Claim, ClaimLine } from './claim.ts';

/** The line of the claim that a remitted line is about: by its number, else the only one with its code and charge. */
export function lineOnClaim(claim: Pick<Claim, 'lines'>, line: RemittedLine): ClaimLine | undefined {
  const numbered = claim.lines.find(({ number }) => String(number) === line.control);
  if (numbered !== undefined) return numbered;
  const code = line.submittedCode ?? line.code;
  const alike = claim.lines.filter((one) => (one.code ?? one.revenue) === code);
  const exact = alike.filter(({ chargeCents }) => chargeCents === line.billedCents);
  return exact.length === 1 ? exact[0] : alike.length === 1 ? alike[0] : undefined;
}

/**
 * Whether two words on a claim are about the same charges. A payer may answer a claim in parts: where both name lines, one line in common tells;
 * else they are if together they come to more than the claim.
 */
export function isOfSameCharges(claim: Pick<Claim, 'lines' | 'totalCents'>, one: RemittedClaim, other: RemittedClaim): boolean {
  const [lines, others] = [numbersOf(claim, one), numbersOf(claim, other)];
  if (lines.size > 0 && others.size > 0) return [...lines].some((number) => others.has(number));
  return one.billedCents + other.billedCents > claim.totalCents;
}

function numbersOf(claim: Pick<Claim, 'lines'>, { lines }: RemittedClaim): ReadonlySet<number> {
  return new Set(lines.flatMap((line) => lineOnClaim(claim, line)?.number ?? []));
}
