import type { Adjustment } from '../../remittance/remittance.ts';
import { segment } from '../write-interchange.ts';
import { amountText, daysText, quantityText } from '../write-values.ts';
import type { AmountSaid, Dated } from './claim-837.ts';

/** `DTP*472*D8*20260314`, or of two days an RD8. */
export function dateSegment({ qualifier, from, to }: Dated): string {
  return segment('DTP', qualifier, ...daysText({ from, to }));
}

export function amountSegments(amounts: readonly AmountSaid[]): readonly string[] {
  return amounts.map(({ qualifier, cents }) => segment('AMT', qualifier, amountText(cents)));
}

/** CAS segments of six triplets at most, in the order of the adjustments. */
export function adjustmentSegments(adjustments: readonly Adjustment[]): readonly string[] {
  const groups: Adjustment[][] = [];
  for (const adjustment of adjustments) {
    const last = groups.at(-1);
    if (last !== undefined && last.length < 6 && last[0]?.group === adjustment.group) last.push(adjustment);
    else groups.push([adjustment]);
  }
  return groups.map((group) => {
    const triplets = group.flatMap(({ reason, amountCents, quantity }) => [reason, amountText(amountCents), quantityText(quantity)]);
    return segment('CAS', group[0]?.group ?? '', ...triplets);
  });
}
