import type { Draft } from '../draft.ts';
import { centsAt, requiredAt, requiredCentsAt } from '../element-values.ts';
import type { Find } from '../finding.ts';
import { referenceOf } from '../party.ts';
import { plainCents } from '../read-amount.ts';
import { readDays } from '../read-day.ts';
import { elementOf, givenOf, lastOf, partOf, type Segment } from '../segment.ts';
import type { Claim837 } from './claim-837.ts';
import { compositeAt, takeDated } from './read-line-837.ts';

export function claimOf837(kind: Claim837['kind'], segment: Segment, find: Find): Draft<Claim837> {
  const facility = compositeAt(segment, 5, find);
  return {
    kind,
    id: requiredAt(segment, 1, () => undefined),
    chargeCents: requiredCentsAt(segment, 2, find),
    facility: partOf(facility, 1),
    facilityQualifier: partOf(facility, 2),
    frequency: partOf(facility, 3),
    signature: givenOf(segment, 6),
    assignment: givenOf(segment, 7),
    benefits: givenOf(segment, 8),
    release: givenOf(segment, 9),
    dates: [],
    amounts: [],
    references: [],
    notes: [],
    codes: [],
    providers: [],
    otherPayers: [],
    lines: [],
    segment: segment.number,
  };
}

/** Reads a segment that says more of a claim (2300). */
export function takeOfClaim837(claim: Draft<Claim837>, segment: Segment, find: Find): void {
  switch (segment.name) {
    case 'DTP':
      return takeDated(claim.dates, segment, find);
    case 'CL1':
      claim.admission = { kind: givenOf(segment, 1), source: givenOf(segment, 2), status: givenOf(segment, 3) };
      return;
    case 'AMT':
      claim.amounts.push({ qualifier: elementOf(segment, 1), cents: centsAt(segment, 2, find) ?? 0 });
      return;
    case 'REF':
      claim.references.push(referenceOf(segment));
      return;
    case 'NTE':
      claim.notes.push(referenceOf(segment));
      return;
    case 'HI':
      return takeCodes(claim, segment, find);
    default:
  }
}

/** Every entry of an HI: twelve at most, and any number of HI. */
function takeCodes(claim: Draft<Claim837>, segment: Segment, find: Find): void {
  for (let at = 1; at <= lastOf(segment); at += 1) {
    if (elementOf(segment, at) === '') continue;
    const entry = compositeAt(segment, at, find);
    const [qualifier, code] = [partOf(entry, 1), partOf(entry, 2)];
    if (qualifier === undefined || code === undefined) {
      find(halfCode(segment, at));
      continue;
    }
    const amount = plainCents(partOf(entry, 5) ?? '');
    claim.codes.push({
      qualifier,
      code,
      days: readDays(partOf(entry, 3) ?? '', partOf(entry, 4) ?? ''),
      amountCents: Number.isNaN(amount) ? undefined : amount,
      onAdmission: partOf(entry, 9),
    });
  }
}

function halfCode(segment: Segment, at: number) {
  const element = `HI${String(at).padStart(2, '0')}`;
  const says = `${element} is not a qualifier and a code, and was left out.`;
  return { severity: 'error', rule: '837.code', segment: segment.number, element, says } as const;
}
