import type { Icd10Cm } from '../codes.ts';
import { inAnyPattern } from '../terminology/code-pattern.ts';
import type { CompiledEdition } from '../terminology/compiled-edition.ts';

/**
 * What a condition that is over is reported as (I.C.21.c.4; I.C.9.e.4 for an old infarct). Only where the alphabetic index
 * sends every condition of the pattern to one code; an old stroke is left out, since its code depends on what remains.
 */
const HISTORY_CODES: readonly (readonly [patterns: readonly string[], history: string])[] = [
  [['I21-I22'], 'I25.2'],
  [['G45'], 'Z86.73'],
  [['I26'], 'Z86.711'],
  [['I82'], 'Z86.718'],
  [['C18'], 'Z85.038'],
  [['C34'], 'Z85.118'],
  [['C43'], 'Z85.820'],
  [['C44'], 'Z85.828'],
  [['C50'], 'Z85.3'],
  [['C53'], 'Z85.41'],
  [['C54'], 'Z85.42'],
  [['C56'], 'Z85.43'],
  [['C61'], 'Z85.46'],
  [['C62'], 'Z85.47'],
  [['C64'], 'Z85.528'],
  [['C67'], 'Z85.51'],
  [['C73'], 'Z85.850'],
  [['N20'], 'Z87.442'],
  [['K25-K27'], 'Z87.11'],
];

/** The history code of a condition that the note puts in the past; `undefined` where there is none in this edition. */
export function historyCode(code: string, edition: CompiledEdition): Icd10Cm | undefined {
  const entry = HISTORY_CODES.find(([patterns]) => inAnyPattern(patterns, code));
  const found = entry === undefined ? undefined : edition.code(entry[1]);
  return found?.billable === true ? found.code : undefined;
}
