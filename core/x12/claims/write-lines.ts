import { partySegments } from '../write-party.ts';
import { component, segment } from '../write-interchange.ts';
import { amountText, quantityText } from '../write-values.ts';
import type { Adjudication, Claim837, Drug, Line837 } from './claim-837.ts';
import { adjustmentSegments, amountSegments, dateSegment } from './write-parts.ts';

/** A service line with all that stands in its loop. */
export function lineSegments(kind: Claim837['kind'], line: Line837): readonly string[] {
  return [
    segment('LX', String(line.number)),
    kind === 'professional' ? professional(line) : institutional(line),
    ...line.dates.map(dateSegment),
    ...line.references.map(({ qualifier, value }) => segment('REF', qualifier, value)),
    ...amountSegments(line.amounts),
    ...line.notes.map(({ qualifier, value }) => segment('NTE', qualifier, value)),
    ...line.drugs.flatMap(drugSegments),
    ...line.providers.flatMap((party) => partySegments(party)),
    ...line.adjudications.flatMap(adjudicationSegments),
  ];
}

function professional(line: Line837): string {
  const { chargeCents, unit = '', units, place = '', pointers } = line;
  const at = component(...pointers.map(String));
  return segment('SV1', procedure(line), amountText(chargeCents), unit, quantityText(units), place, '', at);
}

function institutional(line: Line837): string {
  const { revenue = '', chargeCents, unit = '', units } = line;
  return segment('SV2', revenue, line.code === undefined ? '' : procedure(line), amountText(chargeCents), unit, quantityText(units));
}

function procedure({ qualifier = 'HC', code = '', modifiers, description = '' }: Line837): string {
  return component(qualifier, code, ...[0, 1, 2, 3].map((at) => modifiers[at] ?? ''), description);
}

function drugSegments({ qualifier, code, quantity, unit = '', references }: Drug): readonly string[] {
  const isCounted = quantity !== undefined || unit !== '';
  return [
    segment('LIN', '', qualifier, code),
    ...(isCounted ? [segment('CTP', '', '', '', quantityText(quantity), unit)] : []),
    ...references.map(({ qualifier: kind, value }) => segment('REF', kind, value)),
  ];
}

function adjudicationSegments(decided: Adjudication): readonly string[] {
  const { payerId, paidCents, code, modifiers, revenue = '', units, adjustments, paidOn } = decided;
  const paidFor = code === undefined ? '' : component('HC', code, ...modifiers);
  return [
    segment('SVD', payerId, amountText(paidCents), paidFor, revenue, quantityText(units)),
    ...adjustmentSegments(adjustments),
    ...(paidOn === undefined ? [] : [dateSegment({ qualifier: '573', from: paidOn, to: paidOn })]),
  ];
}
