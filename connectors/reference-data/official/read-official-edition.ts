import { Failure } from '#core/errors.ts';
import type { EditionSource } from '#core/terminology/edition-source.ts';
import { assembleEdition, type OfficialParts } from '#core/terminology/official/assemble-edition.ts';
import type { OfficialFile } from '#core/terminology/official/official-file.ts';
import type { OfficialKind } from '#core/terminology/official/recognise-official.ts';
import { findOfficialFiles } from './official-files.ts';

export interface OfficialOptions {
  /** Where phrases, modifiers, notes and combinations come from. */
  readonly starter: EditionSource;
  /** The fiscal year to take where several stand side by side: `2026`. */
  readonly year?: string;
}

const EDITION_KINDS: readonly OfficialKind[] = ['order-cm', 'tabular', 'index', 'neoplasm', 'drug', 'external-cause'];
const LISTS: readonly OfficialKind[] = ['order-cm', 'tabular', 'index'];

/**
 * Reads an official ICD-10-CM release from a file, a folder, a zip archive or a list of these, as CMS and CDC publish it, gzip
 * allowed. The parts are found by content. Failure `bad-file` says what is wrong and where: nothing is read in part.
 */
export async function readOfficialEdition(paths: string | readonly string[], options: OfficialOptions): Promise<EditionSource> {
  return (await readOfficialRelease(paths, options)).source;
}

export interface OfficialRelease {
  readonly source: EditionSource;
  /** Names of what stood beside the release and was not read. */
  readonly unread: readonly string[];
}

/** The same, with the names of what was not read. */
export async function readOfficialRelease(paths: string | readonly string[], { starter, year }: OfficialOptions): Promise<OfficialRelease> {
  const { files, unread } = await findOfficialFiles(paths);
  const ours = files.filter(({ kind }) => EDITION_KINDS.includes(kind));
  if (ours.length === 0) throw nothingFound(files, unread);
  const chosen = chooseYear(ours, year);
  const parts = onePerKind(
    ours.filter((file) => file.year === undefined || file.year === chosen),
    chosen,
  );
  if (!LISTS.some((kind) => parts.has(kind)))
    throw new Failure(
      'bad-file',
      `${[...parts.values()].map(({ name }) => name).join(', ')}: a table alone makes no edition. Load it with the order file of its year, in one folder or archive.`,
    );
  const used = new Set([...parts.values()].map(({ name }) => name));
  const others = files.filter(({ name }) => !used.has(name)).map(({ name }) => name);
  return { source: assembleEdition(parts, chosen, starter), unread: [...others, ...unread] };
}

function nothingFound(files: readonly OfficialFile[], unread: readonly string[]): Failure {
  const pcs = files.find(({ kind }) => kind === 'order-pcs');
  if (pcs !== undefined)
    return new Failure('bad-file', `${pcs.name} is the order file of ICD-10-PCS. Load it with: countersign editions load icd10pcs <file>.`);
  const other = files.map(({ name, kind }) => `${name} (${kind})`);
  return new Failure(
    'bad-file',
    `No part of an ICD-10-CM release was found in ${[...other, ...unread].slice(0, 8).join(', ') || 'it'}. Load the code order file, such as icd10cm-order-2026.txt, or the tabular and index XML.`,
  );
}

function chooseYear(files: readonly OfficialFile[], asked: string | undefined): string {
  const years = [...new Set(files.flatMap(({ year }) => year ?? []))].toSorted();
  if (asked !== undefined) {
    if (years.includes(asked) || files.some(({ year }) => year === undefined)) return asked;
    throw new Failure('bad-file', `There is no file of FY${asked} here; there is ${years.join(', ')}.`);
  }
  const [only, ...more] = years;
  if (only === undefined)
    throw new Failure(
      'bad-file',
      `${files[0]?.name}: its name does not say the fiscal year. Keep the published name, such as icd10cm-order-2026.txt, or add --year 2026.`,
    );
  if (more.length > 0) {
    const of = files.map(({ name, year }) => `${name} (${year ?? 'year unknown'})`).join(', ');
    throw new Failure('bad-file', `The files are of different years: ${of}. Choose one with --year, such as --year ${years.at(-1)}.`);
  }
  return only;
}

function onePerKind(files: readonly OfficialFile[], year: string): OfficialParts {
  const parts = new Map<OfficialKind, OfficialFile>();
  for (const file of files) {
    const other = parts.get(file.kind);
    if (other !== undefined && other.text !== file.text)
      throw new Failure(
        'bad-file',
        `${other.name} and ${file.name} are the same part of FY${year}, with other content. Load one of them, with the other parts beside it.`,
      );
    parts.set(file.kind, other ?? file);
  }
  return parts;
}
