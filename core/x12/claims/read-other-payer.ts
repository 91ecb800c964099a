import { takeAdjustments } from '../../remittance/read-adjustments.ts';
import type { Draft } from '../draft.ts';
import { centsAt } from '../element-values.ts';
import type { Find } from '../finding.ts';
import { elementOf, givenOf, type Segment } from '../segment.ts';
import type { Insured, OtherPayer } from './claim-837.ts';
import { daysAt } from './read-line-837.ts';

export function insuredOf(segment: Segment): Draft<Insured> {
  return {
    order: elementOf(segment, 1),
    relationship: givenOf(segment, 2),
    group: givenOf(segment, 3),
    groupName: givenOf(segment, 4),
    filing: givenOf(segment, 9),
  };
}

export function otherPayerOf(segment: Segment): Draft<OtherPayer> {
  return { ...insuredOf(segment), adjustments: [], amounts: [], remarks: [], providers: [] };
}

const REMARKS: Readonly<Record<string, readonly number[]>> = { MIA: [5, 20, 21, 22, 23], MOA: [3, 4, 5, 6, 7] };

/** Reads a segment that says more of another payer (2320), or the day on which it paid (2330B). */
export function takeOfOtherPayer(other: Draft<OtherPayer>, segment: Segment, find: Find): void {
  switch (segment.name) {
    case 'CAS':
      takeAdjustments(segment, other.adjustments, find);
      return;
    case 'AMT':
      other.amounts.push({ qualifier: elementOf(segment, 1), cents: centsAt(segment, 2, find) ?? 0 });
      return;
    case 'OI':
      [other.benefits, other.release] = [givenOf(segment, 3), givenOf(segment, 6)];
      return;
    case 'MIA':
    case 'MOA':
      for (const at of REMARKS[segment.name] ?? []) {
        const remark = givenOf(segment, at);
        if (remark !== undefined) other.remarks.push(remark);
      }
      return;
    case 'DTP':
      if (elementOf(segment, 1) === '573') other.paidOn ??= daysAt(segment, find)?.from;
      return;
    default:
  }
}
