import { Failure } from '../errors.ts';
import { EditionSource } from './edition-source.ts';
import { FactSource } from './facts/fact-source.ts';

/** What an edition of any system is written down as. */
export type AnySource = EditionSource | FactSource;

export function isIcd10Cm(source: AnySource): source is EditionSource {
  return source.head.system === 'icd10cm';
}

/** Reads the content of an edition back. What the schema does not know was not written by this program. */
export function readContent(content: string): AnySource {
  const raw: unknown = JSON.parse(content);
  const system = (raw as { readonly head?: { readonly system?: unknown } }).head?.system;
  const parsed = system === 'icd10cm' ? EditionSource.safeParse(raw) : FactSource.safeParse(raw);
  if (!parsed.success) throw new Failure('broken-promise', 'The content of an edition is not what this version writes.');
  return parsed.data;
}

/** Rows of an edition, and how many of them can be reported; `undefined` where that makes no sense of its rows. */
export function countRows(source: AnySource): { readonly codes: number; readonly billable: number | undefined } {
  if ('edits' in source) return { codes: source.edits.length, billable: undefined };
  if ('rows' in source) return { codes: source.rows.length, billable: undefined };
  if ('texts' in source) return { codes: source.texts.length, billable: undefined };
  if ('levels' in source) return { codes: source.levels.length, billable: undefined };
  const billable = source.codes.flatMap((row) => (typeof row === 'string' || !row.billable ? [] : [row]));
  return { codes: source.codes.length, billable: source.head.system === 'poa-exempt' ? undefined : billable.length };
}
