import type { Icd10Cm } from '../../codes.ts';
import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { CompiledEdition } from '../../terminology/compiled-edition.ts';

/**
 * What a condition that is over is reported as (I.C.21.c.4; I.C.9.e.4 for an old infarct). Only where the alphabetic index
 * sends every condition of the pattern to one code; an old stroke is left out, since its code depends on what remains.
 */
const HISTORY_CODES: readonly (readonly [patterns: readonly string[], history: string])[] = [
  [['I21-I22'], 'I25.2'],
  [['G45'], 'Z86.73'],
  [['I26'], 'Z86.711'],
  [['I82'], 'Z86.718'],
  [['C01-C02'], 'Z85.810'],
  [['C15'], 'Z85.01'],
  [['C16'], 'Z85.028'],
  [['C17'], 'Z85.068'],
  [['C18'], 'Z85.038'],
  [['C19-C21'], 'Z85.048'],
  [['C22'], 'Z85.05'],
  [['C25'], 'Z85.07'],
  [['C32'], 'Z85.21'],
  [['C34'], 'Z85.118'],
  [['C40-C41'], 'Z85.830'],
  [['C43'], 'Z85.820'],
  [['C44'], 'Z85.828'],
  [['C49'], 'Z85.831'],
  [['C50'], 'Z85.3'],
  [['C53'], 'Z85.41'],
  [['C54'], 'Z85.42'],
  [['C56'], 'Z85.43'],
  [['C61'], 'Z85.46'],
  [['C62'], 'Z85.47'],
  [['C64'], 'Z85.528'],
  [['C65'], 'Z85.53'],
  [['C66'], 'Z85.54'],
  [['C67'], 'Z85.51'],
  [['C69'], 'Z85.840'],
  [['C71'], 'Z85.841'],
  [['C73'], 'Z85.850'],
  [['D05'], 'Z86.000'],
  [['D12.0-D12.6'], 'Z86.0101'],
  [['K63.5'], 'Z86.0100'],
  [['N20'], 'Z87.442'],
  [['K25-K27'], 'Z87.11'],
];

/** The history code of a condition that the note puts in the past; `undefined` where there is none in this edition. */
export function historyCode(code: string, edition: CompiledEdition): Icd10Cm | undefined {
  const entry = HISTORY_CODES.find(([patterns]) => inAnyPattern(patterns, code));
  const found = entry === undefined ? undefined : edition.code(entry[1]);
  return found?.billable === true ? found.code : undefined;
}
