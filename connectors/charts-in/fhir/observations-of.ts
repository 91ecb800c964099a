import type { Observation } from '#core/chart/chart.ts';
import { written } from '../json-of-text.ts';
import { dayOf, wordsOf } from './datatypes.ts';
import type { Component, ObservationResource } from './resources.ts';
import type { Taken } from './documents-of.ts';

type Result = Omit<Component, 'code'>;
type Value = Pick<Observation, 'value' | 'unit'>;

const NO_RESULT = ['registered', 'cancelled', 'entered-in-error'];

/** The results of one Observation: its own, and one for each component (`Blood pressure, Systolic`). */
export function observationsOf(observation: ObservationResource): Taken<Observation> {
  const { id, status, code, component } = observation;
  if (NO_RESULT.includes(status)) return { aside: `It is ${status}.` };
  const date = observedOn(observation);
  if (date === undefined) return { aside: 'It has no day.' };
  const name = wordsOf(code);
  if (name === undefined) return { aside: 'Its code has neither text nor code.' };
  const own = valueOf(observation);
  const taken = [
    ...(own ? [{ id, name, ...own, date, flag: flagOf(observation) }] : []),
    ...component.flatMap((part, at) => {
      const value = valueOf(part);
      const said = wordsOf(part.code);
      if (value === undefined || said === undefined) return [];
      return [{ id: `${id}-${at + 1}`, name: `${name}, ${said}`, ...value, date, flag: flagOf(part) }];
    }),
  ];
  return taken.length > 0 ? { taken } : { aside: 'It has no value.' };
}

export function observedOn({ effectiveDateTime, effectiveInstant, effectivePeriod, issued }: ObservationResource) {
  return dayOf(effectiveDateTime) ?? dayOf(effectiveInstant) ?? dayOf(effectivePeriod?.start) ?? dayOf(issued);
}

function valueOf({ valueQuantity, valueString, valueCodeableConcept, valueInteger, valueBoolean }: Result): Value | undefined {
  if (valueQuantity?.value !== undefined) {
    const { value, comparator, unit, code } = valueQuantity;
    return { value: `${comparator === 'ad' ? '' : (comparator ?? '')}${written(value)}`, unit: unit ?? code };
  }
  if (valueString !== undefined) return { value: valueString };
  const said = valueCodeableConcept && wordsOf(valueCodeableConcept);
  if (said !== undefined) return { value: said };
  if (valueInteger !== undefined) return { value: String(valueInteger) };
  return valueBoolean === undefined ? undefined : { value: valueBoolean ? 'yes' : 'no' };
}

/** The laboratory's own mark, such as `H`. */
function flagOf({ interpretation }: Pick<Result, 'interpretation'>): string | undefined {
  const [first] = interpretation;
  return first?.coding.find(({ code }) => code !== undefined)?.code ?? first?.text;
}
