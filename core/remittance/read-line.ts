import { centsAt, dayAt, keepFirst, quantityAt, requiredCentsAt } from '../x12/element-values.ts';
import type { Find } from '../x12/finding.ts';
import { compositeOf, elementOf, givenOf, partOf, type Segment } from '../x12/segment.ts';
import { takeAdjustments } from './read-adjustments.ts';
import type { RemittedLine } from './remittance.ts';
import { checkCode } from './told-code.ts';

/** A line as it is being read, and the sum of its adjustments. */
export interface OpenLine {
  readonly line: RemittedLine;
  adjustedCents: number;
}

/** Starts a line with its SVC. */
export function openLine(segment: Segment, find: Find): OpenLine {
  const service = compositeOf(segment, 1);
  if (service.foreign !== undefined) find(foreignMark(segment));
  const [qualifier, code] = [partOf(service, 1) ?? '', partOf(service, 2) ?? ''];
  if (code === '') find(noCode(segment));
  const line: RemittedLine = {
    qualifier,
    code,
    modifiers: service.parts.slice(2, 6).filter((one) => one !== ''),
    revenue: givenOf(segment, 4) ?? (qualifier === 'NU' && code !== '' ? code : undefined),
    submittedCode: givenOf(segment, 6) === undefined ? undefined : partOf(compositeOf(segment, 6), 2),
    units: quantityAt(segment, 5, find),
    billedCents: requiredCentsAt(segment, 2, find),
    paidCents: centsAt(segment, 3, find) ?? 0,
    adjustments: [],
    remarks: [],
    balanced: true,
    segment: segment.number,
  };
  return { line, adjustedCents: 0 };
}

/** Reads a segment of a line's loop; false where it belongs elsewhere. */
export function takeOfLine(open: OpenLine, segment: Segment, find: Find): boolean {
  const { line } = open;
  switch (segment.name) {
    case 'CAS':
      open.adjustedCents += takeAdjustments(segment, line.adjustments, find);
      return true;
    case 'DTM':
      takeDate(line, segment, find);
      return true;
    case 'REF':
      if (elementOf(segment, 1) === '6R') line.control ??= givenOf(segment, 2);
      keepFirst((line.references ??= {}), elementOf(segment, 1), elementOf(segment, 2));
      return true;
    case 'AMT': {
      const cents = centsAt(segment, 2, find);
      if (cents === undefined) return true;
      if (elementOf(segment, 1) === 'B6') line.allowedCents ??= cents;
      keepFirst((line.amounts ??= {}), elementOf(segment, 1), cents);
      return true;
    }
    case 'LQ': {
      const remark = givenOf(segment, 2);
      if (remark === undefined || !['HE', 'RX'].includes(elementOf(segment, 1))) return true;
      checkCode(remark, segment, 2, find);
      line.remarks.push(remark);
      return true;
    }
    case 'QTY':
      return true;
    default:
      return false;
  }
}

/** DTM*472 is the day of the service; 150 and 151 its first and last. */
function takeDate(line: RemittedLine, segment: Segment, find: Find): void {
  const qualifier = elementOf(segment, 1);
  if (qualifier !== '472' && qualifier !== '150' && qualifier !== '151') return;
  const day = dayAt(segment, 2, find);
  if (day === undefined) return;
  if (qualifier !== '151') line.from ??= day;
  if (qualifier !== '150') line.to ??= day;
}

function foreignMark(segment: Segment) {
  return {
    severity: 'warning',
    rule: 'x12.composite.separator',
    segment: segment.number,
    element: 'SVC01',
    says: 'SVC01 separates its parts by another mark than ISA16 names. It was read by what it plainly is.',
  } as const;
}

function noCode(segment: Segment) {
  return { severity: 'error', rule: '835.line.code', segment: segment.number, element: 'SVC01', says: 'SVC01 holds no code.' } as const;
}
