import type { Patient } from '../../chart/chart.ts';
import type { LocalDate } from '../../codes.ts';
import { inAnyPattern } from '../../terminology/code-pattern.ts';
import { FEMALE_ONLY, MALE_ONLY } from './code-families.ts';

/** Codes for patients of some ages only, in whole years, both ends among them. */
const AGES: readonly { readonly codes: readonly string[]; readonly from: number; readonly to: number; readonly says: string }[] = [
  { codes: ['Z38', 'Z05', 'Z00.11'], from: 0, to: 0, says: 'a newborn' },
  { codes: ['Z00.12', 'Z00.2-Z00.3'], from: 0, to: 17, says: 'a patient of up to 17 years' },
  { codes: ['O00-O9A', 'Z33-Z34', 'Z36-Z37', 'Z39', 'Z3A'], from: 9, to: 64, says: 'a patient of 9 to 64 years' },
  { codes: ['Z00.0', 'Z68.1-Z68.4', 'N40', 'I70', 'H25', 'F03'], from: 15, to: 124, says: 'a patient of at least 15 years' },
];

/**
 * Why a code cannot be this patient's, by sex or by age on the day of coding; `undefined` where nothing speaks against it or the
 * chart does not say. The families are ones that the Medicare Code Editor lists whole, and fewer than it lists.
 */
export function whyUnfit(code: string, { sex, birthDate }: Pick<Patient, 'sex' | 'birthDate'>, day: LocalDate): string | undefined {
  if (sex === 'male' && inAnyPattern(FEMALE_ONLY, code)) return unfit(code, 'a female patient', 'sex', 'male');
  if (sex === 'female' && inAnyPattern(MALE_ONLY, code)) return unfit(code, 'a male patient', 'sex', 'female');
  const age = birthDate === undefined ? undefined : ageOn(birthDate, day);
  const ages = age === undefined ? undefined : AGES.find(({ codes, from, to }) => inAnyPattern(codes, code) && (age < from || age > to));
  return ages === undefined ? undefined : unfit(code, ages.says, 'age', `of ${age} years`);
}

function unfit(code: string, whom: string, what: string, is: string): string {
  return `${code} is a code for ${whom}, and the chart has this patient as ${is} (Medicare Code Editor, ${what} conflict). If the chart is wrong, correct it at its source and import it again.`;
}

function ageOn(birth: LocalDate, day: LocalDate): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}
