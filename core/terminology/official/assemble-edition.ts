import { LocalDate } from '../../codes.ts';
import { Failure } from '../../errors.ts';
import type { CodeRow, EditionHead, EditionSource } from '../edition-source.ts';
import { readOrderFile } from '../read-order-file.ts';
import type { IndexPath } from '../index-path.ts';
import type { TabularEntry } from '../tabular-entry.ts';
import { checkOneYear } from './check-one-year.ts';
import { codesOfTabular } from './codes-of-tabular.ts';
import { readIndexXml } from './index-xml.ts';
import { updateOf, type OfficialFile } from './official-file.ts';
import type { OfficialKind } from './recognise-official.ts';
import { readTabularXml } from './tabular-xml.ts';
import { readXml } from './xml.ts';

const TABLES = ['index', 'neoplasm', 'drug', 'external-cause'] as const;
const NAMES: Readonly<Record<string, string>> = {
  'order-cm': 'order file',
  tabular: 'tabular list',
  index: 'alphabetic index',
  neoplasm: 'neoplasm table',
  drug: 'table of drugs',
  'external-cause': 'external cause index',
};

export type OfficialParts = ReadonlyMap<OfficialKind, OfficialFile>;

/**
 * Makes one edition of the official files of one fiscal year. Codes come from the order file; where there is none, from the tabular
 * list, and the edition says so. Words and rules that people keep (the index phrases, modifiers, notes and combinations) are the
 * starter's. A part that is missing is named in `head.source`.
 */
export function assembleEdition(parts: OfficialParts, year: string, starter: EditionSource): EditionSource {
  const tabularFile = parts.get('tabular');
  const orderFile = parts.get('order-cm');
  const tabular = tabularFile && readTabular(tabularFile);
  const index = TABLES.flatMap((table) => {
    const file = parts.get(table);
    if (file === undefined) return [];
    const lines = readIndexXml(readXml(file.text, file.name), table, file.name);
    if (lines.length === 0) throw new Failure('bad-file', `${file.name} holds no line of the ${NAMES[table]}. Nothing was loaded.`);
    if (table === 'index') checkLetters(lines, file.name);
    return lines;
  });
  const codes = orderFile === undefined ? codesFrom(tabularFile, tabular) : wholeOrderFile(orderFile);
  if (codes.length > 0) checkOneYear(codes, index, tabular ?? []);
  if (orderFile !== undefined && tabularFile !== undefined) checkWhole(codes, tabular ?? [], tabularFile.name);
  const hasOfficial = tabular !== undefined || index.length > 0;
  return {
    ...starter,
    codes,
    head: headOf(parts, year, starter),
    ...(hasOfficial && { official: { index, tabular: tabular ?? [] } }),
  };
}

function readTabular(file: OfficialFile): TabularEntry[] {
  const entries = readTabularXml(readXml(file.text, file.name));
  if (entries.length === 0) throw new Failure('bad-file', `${file.name} holds no code of the tabular list. Nothing was loaded.`);
  return entries;
}

function codesFrom(file: OfficialFile | undefined, tabular: readonly TabularEntry[] | undefined): CodeRow[] {
  return file === undefined || tabular === undefined ? [] : codesOfTabular(tabular, file.name);
}

/** The list runs from A00 past Z99 in every release, so a cut at the end of a line shows too. */
function wholeOrderFile({ text, name }: OfficialFile): CodeRow[] {
  const { codes } = readOrderFile(text);
  const last = codes.at(-1)?.code ?? '';
  if (codes[0]?.code !== 'A00')
    throw new Failure('bad-file', `${name} begins at ${codes[0]?.code}, where A00 comes first. Nothing was loaded.`);
  if (!codes.some(({ code }) => code.startsWith('Z99')))
    throw new Failure('bad-file', `${name} ends at ${last} and never reaches Z99, so it has been cut short. Nothing was loaded.`);
  return codes;
}

/** The alphabetic index has main terms under every letter; only a sample of a few lines, as tests write it, has not. */
function checkLetters(lines: readonly IndexPath[], name: string): void {
  if (lines.length < A_SAMPLE) return;
  const letters = new Set(lines.map(({ path }) => (path[0] ?? '').charAt(0).toUpperCase()));
  const missing = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].filter((letter) => !letters.has(letter));
  if (missing.length === 0) return;
  throw new Failure('bad-file', `${name} has no main term under ${missing.join(', ')}, so it has been cut. Nothing was loaded.`);
}

const A_SAMPLE = 1000;

/** An addendum of one year may come a release late for a category or two. */
const FEW_MISSING = 20;

/** Every category of the code list has its place in the tabular list; where some have none, the list has been cut. */
function checkWhole(codes: readonly CodeRow[], tabular: readonly TabularEntry[], name: string): void {
  const printed = new Set(tabular.map(({ code }) => code));
  const missing = codes.filter(({ code }) => code.length === 3 && !printed.has(code)).map(({ code }) => code);
  if (missing.length <= FEW_MISSING) return;
  throw new Failure(
    'bad-file',
    `${name} lacks ${missing.length} categories of the code list (${missing.slice(0, 5).join(', ')} …), so it has been cut or is of another year. Nothing was loaded.`,
  );
}

const STARTS = { jan: '01-01', apr: '04-01' } as const;

function headOf(parts: OfficialParts, year: string, starter: EditionSource): EditionHead {
  const list = parts.get('order-cm') ?? parts.get('tabular') ?? parts.get('index');
  const update = list === undefined ? undefined : updateOf(list.name);
  const kind = parts.has('order-cm') ? '' : parts.has('tabular') ? '-tabular' : '-index';
  const from = update === undefined ? `${Number(year) - 1}-10-01` : `${year}-${STARTS[update]}`;
  return {
    id: `icd10cm-${year}${update === undefined ? '' : `-${update}`}${kind}`,
    system: 'icd10cm',
    name: `ICD-10-CM FY${year}, official ${kind === '' ? 'code list' : kind === '-tabular' ? 'tabular list' : 'index without a code list'}`,
    from: LocalDate.parse(from),
    to: LocalDate.parse(`${year}-09-30`),
    starter: false,
    source: sourceOf(parts, starter),
  };
}

function sourceOf(parts: OfficialParts, starter: EditionSource): string {
  const kinds = Object.keys(NAMES) as OfficialKind[];
  const there = kinds.flatMap((kind) => parts.get(kind)?.name ?? []);
  const missing = kinds.filter((kind) => !parts.has(kind)).map((kind) => NAMES[kind]);
  return [
    there.join(', '),
    ...(missing.length > 0 ? [`not given: ${missing.join(', ')}`] : []),
    ...(parts.has('order-cm')
      ? []
      : parts.has('tabular')
        ? ['titles and which codes are billable follow from the tabular list']
        : ['it has no code list, so no code can be suggested from it']),
    `phrases, modifiers, notes and combinations of ${starter.head.id}`,
  ].join('; ');
}
