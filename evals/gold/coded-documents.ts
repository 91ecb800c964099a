import { join } from 'node:path';
import { z } from 'zod';
import { foldOf } from '../learning/gold-document.ts';
import { readGold } from './read-gold.ts';

const Row = z.looseObject({ id: z.string(), text_en: z.string(), billable_fy2026: z.array(z.string()) });

/** A document with the codes that people gave it. */
export interface CodedDocument {
  readonly id: string;
  readonly text: string;
  readonly gold: ReadonlySet<string>;
  /** 1 to 5, by the id. What was learned for a fold was learned from the other four. */
  readonly fold: number;
  /** By the words of its own text: the set names none. */
  readonly specialty: string;
}

/** The CodiEsp cases, in English, with the diagnoses that are billable in FY2026. */
export function codiespDocuments(reference: string): CodedDocument[] | undefined {
  return readGold(join(reference, 'clinical_coding', 'codiesp.jsonl.gz'), Row)?.map(({ id, text_en: text, billable_fy2026: codes }) => {
    return { id, text, gold: new Set(codes), fold: foldOf(id) + 1, specialty: specialtyOf(text) };
  });
}

const SPECIALTIES: readonly (readonly [name: string, words: RegExp])[] = [
  ['urology', /\b(?:urolog|bladder|prostat|ureter|kidney|renal|testic|penis|penile|urethr|scrot)/gi],
  ['ophthalmology', /\b(?:ophthalm|visual acuity|retina|cornea|ocular|eyes?\b|fundus|intraocular|macula)/gi],
  ['maxillofacial', /\b(?:mandib|maxill|dental|tooth|teeth|oral cavity|tongue|molar|gingiv|palate)/gi],
  ['gastroenterology', /\b(?:colon|gastr|endoscop|duoden|hepat|liver|bowel|esophag|pancrea|rectal|ileum)/gi],
  ['neurology', /\b(?:neurolog|seizure|cerebr|cranial|brain|paresis|spinal|hemipar|electroencephal)/gi],
  ['cardiology', /\b(?:cardi|echocardio|coronary|ventric|atrial|aort|myocard|electrocardio)/gi],
  ['oncology and blood', /\b(?:chemotherap|metasta|lymphoma|leukemi|carcinoma|tumou?r|myeloma|radiotherap)/gi],
  ['infections', /\b(?:fever|antibiotic|culture|serolog|infect|sepsis|HIV|tubercul)/gi],
  ['bones and joints', /\b(?:fractur|femur|tibia|arthr|orthop|joint|knee|hip\b|shoulder|vertebr)/gi],
];

/** The specialty whose words the text says most often; the first of those that are level, and `other` where none is said thrice. */
function specialtyOf(text: string): string {
  const counted = SPECIALTIES.map(([name, words]) => ({ name, count: text.match(words)?.length ?? 0 }));
  const best = counted.reduce((a, b) => (b.count > a.count ? b : a));
  return best.count < 3 ? 'other' : best.name;
}
