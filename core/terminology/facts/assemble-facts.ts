import { Failure } from '../../errors.ts';
import type { EditionHead } from '../edition-source.ts';
import { SYSTEM_NAMES, type EditionSystem } from '../edition-system.ts';
import type { OfficialFile } from '../official/official-file.ts';
import type { OfficialKind } from '../official/recognise-official.ts';
import { fiscalYear, grouperVersion, listMonth, paymentYear, type Period } from './edition-period.ts';
import type { FactSource } from './fact-source.ts';
import { readAdjustmentList } from './read-adjustment-list.ts';
import { readCodeEdits } from './read-code-edits.ts';
import { readHccMapping } from './read-hcc-mapping.ts';
import { readPcsOrder } from './read-pcs-order.ts';
import { readPoaExempt } from './read-poa-exempt.ts';
import { readSeverityAppendix } from './read-severity-appendix.ts';
import { readSeverity } from './read-severity.ts';

export type FactSystem = Exclude<EditionSystem, 'icd10cm'>;

const KINDS: Readonly<Record<FactSystem, readonly OfficialKind[]>> = {
  icd10pcs: ['order-pcs'],
  'poa-exempt': ['poa-exempt'],
  mce: ['code-edits'],
  'cms-hcc': ['hcc-mapping'],
  'msdrg-cc': ['severity-appendix', 'severity-levels', 'severity-exclusions', 'severity-groups'],
  'adjustment-codes': ['adjustment-list'],
};

/**
 * Makes an edition of a table from the files that were found. `asked` chooses the year where files of several stand side by side.
 * Failure `bad-file` says what is missing, twice there, or of another year.
 */
export function assembleFacts(system: FactSystem, found: readonly OfficialFile[], asked?: string): FactSource {
  const ours = found.filter(({ kind, name }) => KINDS[system].includes(kind) && !isChangeList(kind, name));
  if (ours.length === 0) throw noneFound(system, found);
  const files = ours.filter(({ year }) => asked === undefined || year === undefined || year === asked);
  const [first] = files;
  if (first === undefined) throw new Failure('bad-file', `There is no file of ${asked ?? ''} here; there is ${yearsOf(ours)}.`);
  if (system === 'msdrg-cc' && first.kind !== 'severity-appendix') return severityOf(files);
  if (files.length > 1)
    throw new Failure(
      'bad-file',
      `There are ${files.length} files of it here: ${files.map(({ name }) => name).join(', ')}. Name one, or choose its year with --year.`,
    );
  const { text, name } = first;
  if (system === 'msdrg-cc')
    return { head: headOf(system, grouperVersion(name, first.within), [name]), ...readSeverityAppendix(text, name) };
  if (system === 'mce') return { head: headOf(system, grouperVersion(name, first.within), [name]), edits: readCodeEdits(text, name) };
  if (system === 'adjustment-codes') return { head: headOf(system, listMonth(name), [name]), texts: readAdjustmentList(text, name) };
  const year = asked ?? first.year;
  if (year === undefined)
    throw new Failure('bad-file', `${name}: its name does not say the year. Keep the published name, or add --year 2026.`);
  if (system === 'cms-hcc') return { head: headOf(system, paymentYear(year), [name]), rows: readHccMapping(text, name) };
  const period = fiscalYear(year);
  if (system === 'poa-exempt') return { head: headOf(system, period, [name]), codes: readPoaExempt(text, name) };
  return { head: headOf(system, period, [name]), codes: readPcsOrder(text, name) };
}

function severityOf(files: readonly OfficialFile[]): FactSource {
  const of = (kind: OfficialKind): OfficialFile => {
    const [only, ...more] = files.filter((file) => file.kind === kind);
    if (only === undefined || more.length > 0)
      throw new Failure(
        'bad-file',
        `The ${kind.replace('-', ' ')} file ${only === undefined ? 'is missing' : 'is there more than once'}. Load the lists, the exclusions and the groups of one version together.`,
      );
    return only;
  };
  const levels = files.filter(({ kind }) => kind === 'severity-levels');
  const [first] = levels;
  if (first === undefined) of('severity-levels');
  const all = [...levels, of('severity-exclusions'), of('severity-groups')];
  const periods = all.map(({ name, within }) => grouperVersion(name, within));
  const [period] = periods;
  if (period === undefined || periods.some(({ label }) => label !== period.label))
    throw new Failure('bad-file', `The files are of different versions: ${all.map(({ name }) => name).join(', ')}.`);
  const read = readSeverity({ levels, exclusions: of('severity-exclusions'), groups: of('severity-groups') });
  for (const level of ['CC', 'MCC']) {
    if (!read.levels.some((one) => one.level === level))
      throw new Failure('bad-file', `The ${level} list is missing. Load both lists together.`);
  }
  return {
    head: headOf(
      'msdrg-cc',
      period,
      all.map(({ name }) => name),
    ),
    ...read,
  };
}

/** CMS publishes the year's additions and deletions beside the list, with the same heading. */
function isChangeList(kind: OfficialKind, name: string): boolean {
  return kind === 'poa-exempt' && /(add|delete)/i.test(name);
}

function headOf<S extends FactSystem>(system: S, period: Period, names: readonly string[]): EditionHead & { readonly system: S } {
  const { name } = SYSTEM_NAMES[system];
  const { label, from, to } = period;
  return { id: `${system}-${label}`, system, name: `${name}, ${period.name}`, from, to, starter: false, source: names.join(', ') };
}

function yearsOf(files: readonly OfficialFile[]): string {
  return [...new Set(files.map(({ year }) => year ?? 'no year'))].join(', ');
}

function noneFound(system: FactSystem, found: readonly OfficialFile[]): Failure {
  const wanted = SYSTEM_NAMES[system].name;
  const cm = found.find(({ kind }) => kind === 'order-cm');
  if (system === 'icd10pcs' && cm !== undefined)
    return new Failure('bad-file', `${cm.name} is the order file of ICD-10-CM. Load it with: countersign editions load icd10cm <file>.`);
  const there = found.map(({ name, kind }) => `${name} (${kind})`).slice(0, 8);
  return new Failure('bad-file', `No file of ${wanted} was found${there.length > 0 ? `; there is ${there.join(', ')}` : ''}.`);
}
