import { takeAdjustments } from '../../remittance/read-adjustments.ts';
import type { Draft } from '../draft.ts';
import { centsAt, quantityAt, requiredCentsAt } from '../element-values.ts';
import type { Find } from '../finding.ts';
import { referenceOf } from '../party.ts';
import { readDays } from '../read-day.ts';
import { compositeOf, elementOf, givenOf, partOf, type Composite, type Segment } from '../segment.ts';
import type { Adjudication, Dated, Line837 } from './claim-837.ts';

export function lineOf(segment: Segment, before: number): Draft<Line837> {
  const said = elementOf(segment, 1);
  return {
    number: /^\d{1,6}$/.test(said) && Number(said) > 0 ? Number(said) : before + 1,
    modifiers: [],
    chargeCents: 0,
    pointers: [],
    dates: [],
    references: [],
    amounts: [],
    notes: [],
    drugs: [],
    providers: [],
    adjudications: [],
  };
}

/** Reads a segment that says more of a line. */
export function takeOfLine837(line: Draft<Line837>, segment: Segment, find: Find): void {
  switch (segment.name) {
    case 'SV1':
      takeProcedure(line, compositeAt(segment, 1, find));
      line.chargeCents = requiredCentsAt(segment, 2, find);
      [line.unit, line.units, line.place] = [givenOf(segment, 3), quantityAt(segment, 4, find), givenOf(segment, 5)];
      line.pointers = compositeAt(segment, 7, find)
        .parts.filter((one) => /^\d{1,2}$/.test(one))
        .map(Number);
      return;
    case 'SV2':
      line.revenue = givenOf(segment, 1);
      if (givenOf(segment, 2) !== undefined) takeProcedure(line, compositeAt(segment, 2, find));
      line.chargeCents = requiredCentsAt(segment, 3, find);
      [line.unit, line.units] = [givenOf(segment, 4), quantityAt(segment, 5, find)];
      return;
    case 'DTP':
      return takeDated(line.dates, segment, find);
    case 'REF':
      line.references.push(referenceOf(segment));
      return;
    case 'AMT':
      line.amounts.push({ qualifier: elementOf(segment, 1), cents: centsAt(segment, 2, find) ?? 0 });
      return;
    case 'NTE':
      line.notes.push(referenceOf(segment));
      return;
    default:
  }
}

function takeProcedure(line: Draft<Line837>, procedure: Composite): void {
  line.qualifier = partOf(procedure, 1);
  line.code = partOf(procedure, 2);
  line.modifiers = procedure.parts.slice(2, 6).filter((one) => one !== '');
  line.description = partOf(procedure, 7);
}

/** Reads a segment of a line's drug (2410). */
export function takeOfDrug(line: Draft<Line837>, segment: Segment, find: Find): void {
  const drug = line.drugs.at(-1);
  if (segment.name === 'LIN') line.drugs.push({ qualifier: elementOf(segment, 2), code: elementOf(segment, 3), references: [] });
  else if (segment.name === 'CTP' && drug !== undefined) {
    drug.quantity = quantityAt(segment, 4, find);
    drug.unit = partOf(compositeOf(segment, 5), 1);
  } else if (segment.name === 'REF' && drug !== undefined) drug.references.push(referenceOf(segment));
}

/** Reads a segment of what another payer decided (2430). */
export function takeOfAdjudication(line: Draft<Line837>, segment: Segment, find: Find): void {
  const adjudication = line.adjudications.at(-1);
  if (segment.name === 'SVD') line.adjudications.push(adjudicationOf(segment, find));
  else if (adjudication === undefined) return;
  else if (segment.name === 'CAS') takeAdjustments(segment, adjudication.adjustments, find);
  else if (segment.name === 'DTP' && elementOf(segment, 1) === '573') adjudication.paidOn = daysAt(segment, find)?.from;
}

function adjudicationOf(segment: Segment, find: Find): Draft<Adjudication> {
  const procedure = compositeAt(segment, 3, find);
  return {
    payerId: elementOf(segment, 1),
    paidCents: requiredCentsAt(segment, 2, find),
    code: partOf(procedure, 2),
    modifiers: procedure.parts.slice(2, 6).filter((one) => one !== ''),
    revenue: givenOf(segment, 4),
    units: quantityAt(segment, 5, find),
    adjustments: [],
  };
}

/** The days of a DTP; one that is none is found and left out. */
export function daysAt(segment: Segment, find: Find): ReturnType<typeof readDays> {
  const days = readDays(elementOf(segment, 2), elementOf(segment, 3));
  const isTime = elementOf(segment, 2) === 'TM';
  if (days === undefined && !isTime) {
    const says = `${segment.name}03 is no day of the calendar in the format that ${segment.name}02 names, and was left out.`;
    find({ severity: 'warning', rule: 'x12.day', segment: segment.number, element: `${segment.name}03`, says });
  }
  return days;
}

export function takeDated(into: Draft<Dated>[], segment: Segment, find: Find): void {
  const days = daysAt(segment, find);
  if (days !== undefined) into.push({ qualifier: elementOf(segment, 1), ...days });
}

/** A composite, with a warning where it uses another separator than the interchange names. */
export function compositeAt(segment: Segment, at: number, find: Find): Composite {
  const composite = compositeOf(segment, at);
  if (composite.foreign !== undefined) {
    const element = `${segment.name}${String(at).padStart(2, '0')}`;
    const says = `${element} separates its parts by another mark than ISA16 names. It was read by what it plainly is.`;
    find({ severity: 'warning', rule: 'x12.composite.separator', segment: segment.number, element, says });
  }
  return composite;
}
