import { readIcd10Cm, type Icd10Cm } from '../../codes.ts';
import { csvRefused } from './csv-rows.ts';
import type { SeveritySource } from './fact-source.ts';

type Level = SeveritySource['levels'][number];

const CODE_LINE = /^\s*([A-Z]\d[0-9A-Z]{1,5})\s+(CC|MCC)\s+(?:(\d{4}):\s*(\d+) codes?|No Exc\w*)\s+\S/;
const LOOKS_LIKE_CODE = /^\s*[A-Z]\d[0-9A-Z]{1,5}\s/;

interface Reading {
  readonly levels: Level[];
  readonly groups: Record<string, Icd10Cm[]>;
  /** How many codes a group is said to have, and on which line. */
  readonly promised: Map<string, { readonly size: number; readonly line: number }>;
}

/**
 * Reads `appendix_C.txt` of the MS-DRG definitions manual: Part 1, the CC and MCC codes, and the collections of principal diagnoses
 * that take a level away. Parts 2 and 3 depend on discharge and on the DRG, which no code tells; they are not read. The size that each
 * line promises of its collection shows a file that was cut.
 */
export function readSeverityAppendix(text: string, name: string): Pick<SeveritySource, 'levels' | 'groups'> {
  const reading: Reading = { levels: [], groups: {}, promised: new Map() };
  const seen = new Set<string>();
  let part: 'before' | 'codes' | 'after' | readonly Icd10Cm[] = 'before';
  text.split('\n').forEach((line, at) => {
    const collection = /^\s*PDX collection (\d{4})/i.exec(line)?.[1];
    if (/^\s*I10 Dx\s+Lev\s+PDX Exclusions/.test(line)) part = 'codes';
    else if (/^\s*Appendix C Part [23]/.test(line)) part = 'after';
    else if (collection !== undefined && part !== 'after') part = reading.groups[collection] = [];
    else if (part === 'codes') readLevel(line, { at: at + 1, name, seen }, reading);
    else if (Array.isArray(part)) readMember(line, { at: at + 1, name }, part as Icd10Cm[]);
  });
  if (reading.levels.length === 0) throw csvRefused(name, 1, 'it has no codes');
  for (const [group, { size, line }] of reading.promised) {
    const has = reading.groups[group]?.length ?? 0;
    if (has !== size)
      throw csvRefused(name, line, `it promises ${size} codes in collection ${group}, which has ${has}; it has been cut short`);
  }
  return { levels: reading.levels, groups: reading.groups };
}

interface Place {
  readonly at: number;
  readonly name: string;
}

function readLevel(line: string, { at, name, seen }: Place & { readonly seen: Set<string> }, { levels, promised }: Reading): void {
  if (!LOOKS_LIKE_CODE.test(line)) return;
  const [, printed = '', level, group, size] = CODE_LINE.exec(line) ?? [];
  const code = readIcd10Cm(printed);
  if (code === undefined || (level !== 'CC' && level !== 'MCC'))
    throw csvRefused(name, at, 'it is not a code, its level and its exclusions');
  if (seen.has(code)) throw csvRefused(name, at, `the code ${code} stands twice`);
  seen.add(code);
  levels.push({ code, level, groups: group === undefined ? [] : [group] });
  if (group !== undefined) promised.set(group, { size: Number(size), line: at });
}

function readMember(line: string, { at, name }: Place, members: Icd10Cm[]): void {
  if (line.trim() === '') return;
  const printed = line.trim().split(/\s/)[0] ?? '';
  const code = readIcd10Cm(printed);
  if (code === undefined && LOOKS_LIKE_CODE.test(line)) throw csvRefused(name, at, `${printed} is not an ICD-10-CM code`);
  if (code !== undefined) members.push(code);
}
