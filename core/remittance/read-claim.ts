import { withoutUnseen } from '../plain-line.ts';
import { centsAt, dayAt, keepFirst, quantityAt, requiredAt, requiredCentsAt } from '../x12/element-values.ts';
import type { Find } from '../x12/finding.ts';
import { elementOf, givenOf, type Segment } from '../x12/segment.ts';
import { takeAdjustments } from './read-adjustments.ts';
import { openLine, takeOfLine, type OpenLine } from './read-line.ts';
import type { RemittedClaim, RemittedPerson } from './remittance.ts';
import { checkCode } from './told-code.ts';

/** A claim as it is being read, and the sum of its own adjustments. */
export interface OpenClaim {
  readonly claim: RemittedClaim;
  readonly lines: OpenLine[];
  adjustedCents: number;
  /** An amount of it could not be read, so that no sum of it counts. */
  isUnsound: boolean;
}

/** Claim status codes of CLP02: of 5010, and those of 4010. */
const STATUSES = new Set(['1', '2', '3', '4', '5', '10', '13', '15', '16', '17', '19', '20', '21', '22', '23', '25', '27']);

/** Starts a claim with its CLP. */
export function openClaim(segment: Segment, find: Find): OpenClaim {
  const status = requiredAt(segment, 2, find);
  if (status !== '' && !STATUSES.has(status)) find(oddStatus(segment));
  const claim: RemittedClaim = {
    claimId: requiredAt(segment, 1, find),
    payerClaimId: withoutUnseen(givenOf(segment, 7)),
    status,
    billedCents: requiredCentsAt(segment, 3, find),
    paidCents: requiredCentsAt(segment, 4, find),
    patientResponsibilityCents: centsAt(segment, 5, find) ?? 0,
    filing: givenOf(segment, 6),
    facilityType: givenOf(segment, 8),
    frequency: givenOf(segment, 9),
    drg: givenOf(segment, 11),
    adjustments: [],
    remarks: [],
    amounts: {},
    lines: [],
    balanced: true,
    differenceCents: 0,
    segment: segment.number,
  };
  return { claim, lines: [], adjustedCents: 0, isUnsound: false };
}

/** Reads a segment of a claim's loop or of its newest line's; false where it belongs elsewhere. */
export function takeOfClaim(open: OpenClaim, segment: Segment, find: Find): boolean {
  const name = segment.name;
  if (name === 'SVC') {
    const line = openLine(segment, find);
    open.lines.push(line);
    open.claim.lines.push(line.line);
    return true;
  }
  const line = open.lines.at(-1);
  if (line !== undefined && takeOfLine(line, segment, find)) return true;
  const { claim } = open;
  switch (name) {
    case 'CAS':
      open.adjustedCents += takeAdjustments(segment, claim.adjustments, find);
      return true;
    case 'NM1':
      takeName(claim, segment);
      return true;
    case 'MIA':
      return takeRemarks(claim, segment, [5, 20, 21, 22, 23], find);
    case 'MOA':
      return takeRemarks(claim, segment, [3, 4, 5, 6, 7], find);
    case 'DTM':
      takeDate(claim, segment, find);
      return true;
    default:
      return takeDetail(claim, segment, find);
  }
}

function takeDetail(claim: RemittedClaim, segment: Segment, find: Find): boolean {
  const qualifier = elementOf(segment, 1);
  switch (segment.name) {
    case 'REF':
      keepFirst((claim.references ??= {}), qualifier, elementOf(segment, 2));
      return true;
    case 'AMT': {
      const cents = centsAt(segment, 2, find);
      if (cents !== undefined) keepFirst(claim.amounts, qualifier, cents);
      return true;
    }
    case 'QTY': {
      const quantity = quantityAt(segment, 2, find);
      if (quantity !== undefined) keepFirst((claim.quantities ??= {}), qualifier, quantity);
      return true;
    }
    case 'PER':
      return true;
    default:
      return false;
  }
}

function takeName(claim: RemittedClaim, segment: Segment): void {
  switch (elementOf(segment, 1)) {
    case 'QC':
      claim.patient ??= personOf(segment);
      return;
    case 'IL':
      claim.subscriber ??= personOf(segment);
      return;
    case '74':
      claim.correctedPatient ??= personOf(segment);
      return;
    case '82':
      if (elementOf(segment, 8) === 'XX') claim.renderingNpi ??= givenOf(segment, 9);
      return;
    case 'TT':
      claim.crossedOverTo ??= withoutUnseen(givenOf(segment, 3));
      return;
    case 'PR':
      claim.priorityPayer ??= withoutUnseen(givenOf(segment, 3));
      return;
    default:
  }
}

function personOf(segment: Segment): RemittedPerson {
  return {
    last: withoutUnseen(elementOf(segment, 3)) ?? '',
    first: withoutUnseen(givenOf(segment, 4)),
    id: withoutUnseen(givenOf(segment, 9)),
  };
}

function takeRemarks(claim: RemittedClaim, segment: Segment, places: readonly number[], find: Find): true {
  for (const at of places) {
    const remark = givenOf(segment, at);
    if (remark === undefined) continue;
    checkCode(remark, segment, at, find);
    claim.remarks.push(remark);
  }
  return true;
}

/** DTM*232 and 233 are the first and last day of the claim, 050 the day on which the payer received it. */
function takeDate(claim: RemittedClaim, segment: Segment, find: Find): void {
  const qualifier = elementOf(segment, 1);
  if (qualifier !== '232' && qualifier !== '233' && qualifier !== '050') return;
  const day = dayAt(segment, 2, find);
  if (day === undefined) return;
  if (qualifier === '232') claim.from ??= day;
  else if (qualifier === '233') claim.to ??= day;
  else claim.received ??= day;
}

function oddStatus(segment: Segment) {
  return {
    severity: 'warning',
    rule: '835.claim.status',
    segment: segment.number,
    element: 'CLP02',
    says: 'CLP02 is no claim status that is known here. It was kept as it is.',
  } as const;
}
