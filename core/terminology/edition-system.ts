import { z } from 'zod';

/** Code sets and tables that have dated editions of their own. */
export const EDITION_SYSTEMS = ['icd10cm', 'icd10pcs', 'poa-exempt', 'mce', 'cms-hcc', 'msdrg-cc'] as const;
export const EditionSystem = z.enum(EDITION_SYSTEMS);
export type EditionSystem = z.infer<typeof EditionSystem>;

/** What a person calls each, and what one row of it is. */
export const SYSTEM_NAMES: Readonly<Record<EditionSystem, { readonly name: string; readonly rows: string }>> = {
  icd10cm: { name: 'ICD-10-CM', rows: 'codes' },
  icd10pcs: { name: 'ICD-10-PCS', rows: 'codes' },
  'poa-exempt': { name: 'codes exempt from present-on-admission reporting', rows: 'codes' },
  mce: { name: 'Medicare Code Editor, edits on diagnoses', rows: 'edits' },
  'cms-hcc': { name: 'CMS-HCC risk adjustment mapping', rows: 'mappings' },
  'msdrg-cc': { name: 'MS-DRG complications and comorbidities', rows: 'codes' },
};
