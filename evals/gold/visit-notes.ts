import { join } from 'node:path';
import { z } from 'zod';
import { Sex } from '#core/chart/chart.ts';
import { readGold } from './read-gold.ts';

const Row = z.looseObject({ id: z.string(), note: z.string(), patient_gender: z.string().optional() });

export interface VisitNote {
  readonly id: string;
  readonly text: string;
  readonly sex: Sex;
}

/** The visit notes of ACI-Bench. They have no codes: they tell how much is found, how fast, and whether every word is verbatim. */
export function visitNotes(reference: string): VisitNote[] | undefined {
  return readGold(join(reference, 'clinical_notes', 'aci_bench.jsonl.gz'), Row)?.map(({ id, note, patient_gender: gender }) => {
    return { id, text: note, sex: Sex.safeParse(gender?.trim()).data ?? 'unknown' };
  });
}
