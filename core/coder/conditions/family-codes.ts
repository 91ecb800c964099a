import type { Icd10Cm } from '../../codes.ts';
import { inAnyPattern } from '../../terminology/code-pattern.ts';
import type { CompiledEdition } from '../../terminology/compiled-edition.ts';

/** What a relative's condition is reported as (I.C.21.c.4): the first pattern that holds decides. */
const FAMILY_CODES: readonly (readonly [patterns: readonly string[], family: string])[] = [
  [['C15-C26'], 'Z80.0'],
  [['C33-C34'], 'Z80.1'],
  [['C50'], 'Z80.3'],
  [['C56'], 'Z80.41'],
  [['C61'], 'Z80.42'],
  [['C62'], 'Z80.43'],
  [['C51-C55', 'C57-C58', 'C60', 'C63'], 'Z80.49'],
  [['C64'], 'Z80.51'],
  [['C67'], 'Z80.52'],
  [['C91-C95'], 'Z80.6'],
  [['C81-C90'], 'Z80.7'],
  [['C43-C44', 'C70-C73'], 'Z80.8'],
  [['F10'], 'Z81.1'],
  [['F17'], 'Z81.2'],
  [['F11-F16', 'F18-F19'], 'Z81.3'],
  [['F20-F69', 'F90-F99'], 'Z81.8'],
  [['G20', 'G30', 'G35', 'G40', 'G43'], 'Z82.0'],
  [['I60-I63', 'G45'], 'Z82.3'],
  [['I10-I59', 'I70-I89'], 'Z82.49'],
  [['J40-J47'], 'Z82.5'],
  [['M05-M06', 'M15-M19'], 'Z82.61'],
  [['M80-M81'], 'Z82.62'],
  [['Q61'], 'Z82.71'],
  [['D50-D89'], 'Z83.2'],
  [['E08-E13'], 'Z83.3'],
  [['E78.0-E78.5'], 'Z83.438'],
  [['E00-E07'], 'Z83.49'],
  [['H40'], 'Z83.511'],
  [['K63.5', 'D12'], 'Z83.719'],
  [['K50-K52'], 'Z83.79'],
  [['N00-N29'], 'Z84.1'],
];

/** The family history code of a relative's condition; `undefined` where there is none in this edition. */
export function familyCode(code: string, edition: CompiledEdition): Icd10Cm | undefined {
  const entry = FAMILY_CODES.find(([patterns]) => inAnyPattern(patterns, code));
  const found = entry === undefined ? undefined : edition.code(entry[1]);
  return found?.billable === true ? found.code : undefined;
}
