import type { Chart } from '../chart/chart.ts';
import type { LocalDate } from '../codes.ts';
import type { CodeEdit, CodeEditor } from '../terminology/code-facts.ts';
import type { Suggestion } from './trace.ts';

/**
 * What the Medicare Code Editor has against a suggested code, a sentence each: the patient's sex and age on the coding date, and of a
 * stay whether the code may be its principal diagnosis. A patient whose sex or birth date is not known has none of theirs.
 */
export function editorFindings(
  { code, rank }: Pick<Suggestion, 'code' | 'rank'>,
  { patient, encounter }: Pick<Chart, 'patient' | 'encounter'>,
  day: LocalDate,
  editor: CodeEditor,
): string[] {
  const age = patient.birthDate === undefined ? undefined : yearsBetween(patient.birthDate, day);
  const principal = rank === 'principal' && encounter.setting === 'inpatient';
  return editor.edits(code).flatMap((edit) => finding(edit, patient.sex, age, principal) ?? []);
}

function finding(edit: CodeEdit, sex: string, age: number | undefined, principal: boolean): string | undefined {
  switch (edit.kind) {
    case 'sex':
      return (sex === 'male' || sex === 'female') && sex !== edit.only ? `It is a code for ${edit.only} patients.` : undefined;
    case 'age':
      if (age === undefined || (age >= edit.from && age <= edit.to)) return undefined;
      return `It is a code for ages ${edit.from} to ${edit.to} (${edit.group}), and the patient is ${age}.`;
    case 'manifestation':
      return principal ? 'A manifestation is not accepted as the principal diagnosis.' : undefined;
    case 'unacceptable-principal':
      return principal ? 'It is not accepted as the principal diagnosis.' : undefined;
    case 'questionable-admission':
      return principal ? 'As the principal diagnosis it seldom justifies an admission.' : undefined;
    case 'unspecified':
      return 'It names no side or site, and the payer may ask for one.';
  }
}

/** Whole years; dates compare as they are written. */
function yearsBetween(birth: LocalDate, day: LocalDate): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}
