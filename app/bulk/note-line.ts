import { Setting, Sex } from '#core/chart/chart.ts';
import { LocalDate } from '#core/codes.ts';
import { editDistance } from '#core/edit-distance.ts';
import { Failure } from '#core/errors.ts';
import { optionalField, requiredId, requiredText, type Fields, type LineId } from './line-fields.ts';

/** One note of a bulk run, as its line gives it. */
export interface NoteLine {
  readonly id: LineId;
  readonly text: string;
  readonly setting: Setting;
  readonly sex: Sex;
  readonly birthDate: LocalDate | undefined;
  readonly serviceDate: LocalDate | undefined;
}

const OPTIONAL = ['setting', 'sex', 'birthDate', 'serviceDate'];
const MOST_TYPOS = 2;

/** Reads a note from its fields; what is unknown is left alone. Throws Failure `bad-input` that names the field. */
export function readNoteLine(fields: Fields): NoteLine {
  refuseMisspelt(Object.keys(fields));
  return {
    id: requiredId(fields),
    text: requiredText(fields, 'text'),
    setting: optionalField(fields, 'setting', Setting, `one of ${Setting.options.join(', ')}`) ?? 'outpatient',
    sex: optionalField(fields, 'sex', Sex, `one of ${Sex.options.join(', ')}`) ?? 'unknown',
    birthDate: optionalField(fields, 'birthDate', LocalDate, 'a day such as 1950-03-14'),
    serviceDate: optionalField(fields, 'serviceDate', LocalDate, 'a day such as 2026-03-14'),
  };
}

/** `servicedate` left alone would have a note coded under the wrong edition, and nobody would be told. */
function refuseMisspelt(names: readonly string[]): void {
  const others = names.filter((name) => !OPTIONAL.includes(name)).map((name) => name.toLowerCase().replaceAll(/[^a-z]/g, ''));
  for (const field of OPTIONAL.filter((name) => name.length > 3 && !names.includes(name))) {
    if (others.some((name) => editDistance(name, field.toLowerCase()) <= MOST_TYPOS)) {
      throw new Failure('bad-input', `${field} is not there, and a field is whose name is nearly that. Name it ${field}.`);
    }
  }
}
