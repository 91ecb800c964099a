import type { Draft } from '../draft.ts';
import { centsAt, elementName, requiredCentsAt } from '../element-values.ts';
import type { Find, X12Finding } from '../finding.ts';
import { referenceOf } from '../party.ts';
import { plainCents } from '../read-amount.ts';
import { readDays } from '../read-day.ts';
import { elementOf, givenOf, lastOf, partOf, type Composite, type Segment } from '../segment.ts';
import type { Claim837, HealthCode } from './claim-837.ts';
import { compositeAt, takeDated } from './read-line-837.ts';

export function claimOf837(kind: Claim837['kind'], segment: Segment, find: Find): Draft<Claim837> {
  const facility = compositeAt(segment, 5, find);
  return {
    kind,
    id: elementOf(segment, 1),
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

const DIAGNOSIS = /^A?B[KFJN]$/;

/** Every entry of an HI: twelve at most, and any number of HI. Files are met whose qualifier and code stand in two elements. */
function takeCodes(claim: Draft<Claim837>, segment: Segment, find: Find): void {
  for (let at = 1; at <= lastOf(segment); at += 1) {
    const text = elementOf(segment, at);
    if (text === '') continue;
    const isSplit = DIAGNOSIS.test(text) && /^[A-Z0-9.]{3,8}$/.test(elementOf(segment, at + 1));
    const entry = isSplit ? { parts: [text, elementOf(segment, at + 1)] } : compositeAt(segment, at, find);
    if (isSplit) find(splitCode(segment, at));
    if (isSplit) at += 1;
    const [qualifier, code] = [partOf(entry, 1), partOf(entry, 2)];
    if (qualifier === undefined || code === undefined) find(halfCode(segment, at));
    else claim.codes.push({ qualifier, code, ...besides(entry) });
  }
}

function besides(entry: Composite): Omit<HealthCode, 'qualifier' | 'code'> {
  const amount = plainCents(partOf(entry, 5) ?? '');
  return {
    days: readDays(partOf(entry, 3) ?? '', partOf(entry, 4) ?? ''),
    amountCents: Number.isNaN(amount) ? undefined : amount,
    onAdmission: partOf(entry, 9),
  };
}

function splitCode(segment: Segment, at: number): X12Finding {
  const element = elementName(segment, at);
  const says = `${element} holds a qualifier alone and the next element its code. They were read as one.`;
  return { severity: 'warning', rule: '837.code.split', segment: segment.number, element, says };
}

function halfCode(segment: Segment, at: number): X12Finding {
  const element = elementName(segment, at);
  const says = `${element} is not a qualifier and a code, and was left out.`;
  return { severity: 'error', rule: '837.code', segment: segment.number, element, says };
}
