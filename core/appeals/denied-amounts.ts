import type { Claim, ClaimLine } from '../billing/claim.ts';
import type { AdjustmentWords } from '../denials/codes/adjustment-words.ts';
import type { DenialFamily } from '../denials/denial-family.ts';
import { causesAmong, familyOf, isDenial } from '../denials/families.ts';
import type { Adjustment, RemittedClaim, RemittedLine } from '../remittance/remittance.ts';
import type { DeniedAmount, RemarkAt } from './letter/grounds/ground.ts';

/** CLP02 of a claim that was denied, and of one that is taken back. */
const DENIED = '4';
export const REVERSED = '22';

export interface DenialOfFamily {
  readonly family: DenialFamily;
  readonly amounts: readonly DeniedAmount[];
  readonly cents: number;
}

/**
 * What a payer refused of a claim, by family, the most money first. An amount whose reason is not held counts as refused only
 * where the payer calls the claim denied.
 */
export function deniedAmounts(remitted: RemittedClaim, claim: Claim, words: AdjustmentWords): readonly DenialOfFamily[] {
  const families = new Map<DenialFamily, DeniedAmount[]>();
  const add = (adjustment: Adjustment, at: Omit<DeniedAmount, 'adjustment'>): void => {
    const refused = isDenial(words, adjustment) ?? remitted.status === DENIED;
    if (!refused || adjustment.amountCents <= 0) return;
    const family =
      familyOf(
        words,
        adjustment,
        at.remarks.map(({ code }) => code),
      ) ?? 'other';
    families.set(family, [...(families.get(family) ?? []), { ...at, adjustment }]);
  };
  const { segment } = remitted;
  const remarks = remarksAt(remitted);
  const beside = (line: RemittedLine): readonly RemarkAt[] => {
    const own = remarksAt(line);
    return causesAmong(words, line.remarks).length > 0 ? own : [...own, ...remarks];
  };
  for (const [at, one] of remitted.adjustments.entries()) add(one, { segment, remarks, place: at + 1 });
  for (const line of remitted.lines) {
    const claimLine = claimLineOf(line, claim);
    for (const [at, one] of line.adjustments.entries())
      add(one, { segment: line.segment, remarks: beside(line), place: at + 1, line, claimLine });
  }
  return [...families]
    .map(([family, amounts]) => ({ family, amounts, cents: amounts.reduce((sum, one) => sum + one.adjustment.amountCents, 0) }))
    .toSorted((one, other) => other.cents - one.cents || (one.family < other.family ? -1 : 1));
}

function remarksAt({ segment, remarks }: Pick<RemittedClaim, 'segment' | 'remarks'>): readonly RemarkAt[] {
  return remarks.map((code, at) => ({ code, segment, place: at + 1 }));
}

/** The line of the claim that a line of the remittance answers: by the number that came back, else the only one that fits. */
export function claimLineOf(line: RemittedLine, { lines }: Claim): ClaimLine | undefined {
  const code = line.submittedCode ?? line.code;
  const billed = (one: ClaimLine): string | undefined => one.code ?? one.revenue;
  const byNumber = lines.find(({ number }) => String(number) === line.control);
  if (byNumber !== undefined && billed(byNumber) === code) return byNumber;
  const same = lines.filter((one) => billed(one) === code && (line.from === undefined || one.date === line.from));
  const exact = same.filter(({ modifiers }) => modifiers.join() === line.modifiers.join());
  if (exact.length === 1) return exact[0];
  return same.length === 1 ? same[0] : undefined;
}
