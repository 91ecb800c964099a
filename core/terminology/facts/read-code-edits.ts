import { readIcd10Cm } from '../../codes.ts';
import type { CodeEdit } from '../code-facts.ts';
import { csvRefused, csvRows } from './csv-rows.ts';
import type { MceSource } from './fact-source.ts';

export const CODE_EDITS_HEADING = 'icd_code,icd_description,icd_conflict_group,icd_conflict_rule';

const NAMED: readonly (readonly [RegExp, 'manifestation' | 'unacceptable-principal' | 'questionable-admission' | 'unspecified'])[] = [
  [/^Manifestation/, 'manifestation'],
  [/^Unacceptable principal/i, 'unacceptable-principal'],
  [/^Questionable (?:obstetric )?admission/i, 'questionable-admission'],
  [/^Unspecified/i, 'unspecified'],
];

/** Edits of the Medicare Code Editor on diagnoses, one a line. An edit of a kind that is not known here refuses the file. */
export function readCodeEdits(text: string, name: string): MceSource['edits'] {
  return csvRows(text, CODE_EDITS_HEADING, name).map(({ line, cells }) => {
    const [printed = '', , , rule = ''] = cells;
    const code = readIcd10Cm(printed);
    const edit = readRule(rule);
    if (code === undefined) throw csvRefused(name, line, `${printed} is not an ICD-10-CM code`);
    if (edit === undefined) throw csvRefused(name, line, `"${rule}" is not an edit that this version knows`);
    return { code, edit };
  });
}

function readRule(rule: string): CodeEdit | undefined {
  const only = /^(Female|Male) Only$/i.exec(rule)?.[1]?.toLowerCase();
  if (only === 'female' || only === 'male') return { kind: 'sex', only };
  const age = /^(.+?) \(Ages? (\d+)(?:-(\d+)| Only)\)$/i.exec(rule);
  if (age !== null) return { kind: 'age', from: Number(age[2]), to: Number(age[3] ?? age[2]), group: age[1] ?? '' };
  const kind = NAMED.find(([printed]) => printed.test(rule))?.[1];
  return kind && { kind, name: rule };
}
