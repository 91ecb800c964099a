import { z } from 'zod';

/** Code sets and tables that have dated editions of their own. */
export const EDITION_SYSTEMS = ['icd10cm', 'icd10pcs', 'poa-exempt', 'mce', 'cms-hcc', 'msdrg-cc', 'adjustment-codes'] as const;
export const EditionSystem = z.enum(EDITION_SYSTEMS);
export type EditionSystem = z.infer<typeof EditionSystem>;

/** What a person calls each, and what one row of it is. */
export const SYSTEM_NAMES: Readonly<Record<EditionSystem, { readonly name: string; readonly rows: string }>> = {
  icd10cm: { name: 'ICD-10-CM', rows: 'Codes' },
  icd10pcs: { name: 'ICD-10-PCS', rows: 'Codes' },
  'poa-exempt': { name: 'Codes exempt from present-on-admission reporting', rows: 'Codes' },
  mce: { name: 'Medicare Code Editor, edits on diagnoses', rows: 'Edits' },
  'cms-hcc': { name: 'CMS-HCC risk adjustment mapping', rows: 'Mappings' },
  'msdrg-cc': { name: 'MS-DRG complications and comorbidities', rows: 'Codes' },
  'adjustment-codes': { name: 'Claim adjustment and remark codes', rows: 'Codes' },
};
