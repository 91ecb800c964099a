import type { CompiledEntry } from '../../terminology/compiled-edition.ts';

const PUBLICATIONS = {
  index: 'Alphabetic index',
  inclusion: 'Tabular list, inclusion term',
  title: 'Tabular list',
  see: 'Alphabetic index, see',
  neoplasm: 'Table of neoplasms',
  drug: 'Table of drugs and chemicals',
  'external-cause': 'External cause index',
} as const;

/** Where an official statement stands; `undefined` for a term that is written here, whose way goes on through its modifiers. */
export function publicationPath({ origin, main }: Pick<CompiledEntry, 'origin' | 'main'>): string | undefined {
  return origin === 'phrase' ? undefined : `${PUBLICATIONS[origin]} > ${main}`;
}

const LEADS = Object.values(PUBLICATIONS).map((name) => `${name} > `);

export function isPublicationPath(path: string): boolean {
  return LEADS.some((lead) => path.startsWith(lead));
}
