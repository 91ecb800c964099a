import type { OfficialKind } from './recognise-official.ts';

/** One official file that was found, by content, and read. */
export interface OfficialFile {
  readonly kind: OfficialKind;
  /** Its own name, for messages and for what the edition says of its source. */
  readonly name: string;
  /** The archive or folder that it came from, whose name may say the version. */
  readonly within?: string;
  readonly year: string | undefined;
  readonly text: string;
}

/** The fiscal year of a file: what it states, else the only year in its name. */
export function yearOf(name: string, stated: string | undefined): string | undefined {
  if (stated !== undefined) return stated;
  const named = new Set([...name.matchAll(/20\d\d/g)].map(([year]) => year));
  return named.size === 1 ? [...named][0] : undefined;
}

/** The month of an update within the fiscal year, by the name that CMS and CDC give its files. */
export function updateOf(name: string): 'apr' | 'jan' | undefined {
  const month = /(?:^|[^a-z])(apr|jan)(?:il|uary)?(?![a-z])/i.exec(name)?.[1]?.toLowerCase();
  return month === 'apr' || month === 'jan' ? month : undefined;
}
