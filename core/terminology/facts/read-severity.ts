import { readIcd10Cm, type Icd10Cm } from '../../codes.ts';
import { Failure } from '../../errors.ts';
import { csvRefused, csvRows } from './csv-rows.ts';
import type { SeveritySource } from './fact-source.ts';

export const SEVERITY_HEADINGS = {
  levels: 'icd_code,icd_description,dx_type',
  exclusions: 'icd_code,cc_mcc,pdx_group',
  groups: 'pdx_group,pdx_icd_codes',
} as const;

interface NamedText {
  readonly name: string;
  readonly text: string;
}

/**
 * The CC and MCC lists of one MS-DRG version with the principal diagnoses that take a level away. All three parts are needed: a list
 * without its exclusions would say of a code that it counts where it does not.
 */
export function readSeverity(parts: {
  readonly levels: readonly NamedText[];
  readonly exclusions: NamedText;
  readonly groups: NamedText;
}): Pick<SeveritySource, 'levels' | 'groups'> {
  const groups = readGroups(parts.groups);
  const groupsOf = readExclusions(parts.exclusions, groups);
  const levels = parts.levels.flatMap((file) => readLevels(file, groupsOf));
  const known = new Set<string>();
  for (const { code } of levels) {
    if (known.has(code)) throw new Failure('bad-file', `${code} stands in the lists twice. Nothing was loaded.`);
    known.add(code);
  }
  return { levels, groups };
}

/** Groups by code and level. A code of seven characters may stand under its first six. */
function readExclusions({ text, name }: NamedText, groups: SeveritySource['groups']): Map<string, string[]> {
  const groupsOf = new Map<string, string[]>();
  for (const { line, cells } of csvRows(text, SEVERITY_HEADINGS.exclusions, name)) {
    const [printed = '', level = '', group = ''] = cells;
    const key = `${codeAt(printed, line, name)} ${level}`;
    if (groups[group] === undefined) throw csvRefused(name, line, `there is no group ${group} of principal diagnoses`);
    const known = groupsOf.get(key);
    if (known === undefined) groupsOf.set(key, [group]);
    else if (!known.includes(group)) known.push(group);
  }
  return groupsOf;
}

function readLevels({ text, name }: NamedText, groupsOf: ReadonlyMap<string, string[]>): SeveritySource['levels'] {
  return csvRows(text, SEVERITY_HEADINGS.levels, name).map(({ line, cells }) => {
    const [printed = '', , level] = cells;
    const code = codeAt(printed, line, name);
    if (level !== 'CC' && level !== 'MCC') throw csvRefused(name, line, `${level ?? ''} is neither CC nor MCC`);
    const found = groupsOf.get(`${code} ${level}`) ?? groupsOf.get(`${code.slice(0, 7)} ${level}`);
    if (found === undefined) throw csvRefused(name, line, `the exclusions do not say which group ${code} has`);
    return { code, level, groups: found };
  });
}

function readGroups({ text, name }: NamedText): Record<string, Icd10Cm[]> {
  return Object.fromEntries(
    csvRows(text, SEVERITY_HEADINGS.groups, name).map(({ line, cells }) => {
      const [group = '', printed = ''] = cells;
      // The table ends with a row "No Exc" for codes that nothing excludes.
      return [group, printed === '' ? [] : printed.split(' ').map((one) => codeAt(one, line, name))];
    }),
  );
}

function codeAt(printed: string, line: number, name: string): Icd10Cm {
  const code = readIcd10Cm(printed);
  if (code === undefined) throw csvRefused(name, line, `${printed} is not an ICD-10-CM code`);
  return code;
}
