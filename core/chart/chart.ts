import { z } from 'zod';
import { Icd10Cm, LocalDate } from '../codes.ts';

/** `E-1042`: what people type for an encounter. */
export const EncounterId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/)
  .brand<'EncounterId'>();
export type EncounterId = z.infer<typeof EncounterId>;

/** `D-1042-3`: one document of a chart. */
export const DocumentId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,95}$/)
  .brand<'DocumentId'>();
export type DocumentId = z.infer<typeof DocumentId>;

/** Where care happened. It decides how uncertain diagnoses are coded (guidelines II.H and IV.H). */
export const Setting = z.enum(['inpatient', 'outpatient', 'emergency', 'observation', 'behavioural']);
export type Setting = z.infer<typeof Setting>;

export const Sex = z.enum(['female', 'male', 'other', 'unknown']);
export type Sex = z.infer<typeof Sex>;

export const DocumentType = z.enum([
  'history-and-physical',
  'progress-note',
  'consultation',
  'discharge-summary',
  'operative-note',
  'emergency-note',
  'office-visit',
  'behavioural-health-note',
  'nursing-note',
  'radiology-report',
  'pathology-report',
  'laboratory-report',
  'medication-list',
  'other',
]);
export type DocumentType = z.infer<typeof DocumentType>;

/**
 * Who wrote it. A diagnosis is coded on the statement of a `provider`; `other-clinician` counts only for the
 * exceptions of guideline I.B.14; `diagnostic` is a radiologist's or pathologist's reading, never coded by itself for an
 * inpatient; `system` (laboratory feeds, medication lists) is evidence and never a statement.
 */
export const AuthorRole = z.enum(['provider', 'other-clinician', 'diagnostic', 'system']);
export type AuthorRole = z.infer<typeof AuthorRole>;

export const DocumentStatus = z.enum(['final', 'preliminary', 'amended', 'superseded', 'entered-in-error']);
export type DocumentStatus = z.infer<typeof DocumentStatus>;

export const Patient = z.strictObject({
  id: z.string().min(1),
  name: z.string().optional(),
  sex: Sex,
  birthDate: LocalDate.optional(),
});
export type Patient = z.infer<typeof Patient>;

export const ChartDocument = z.strictObject({
  id: DocumentId,
  encounter: EncounterId,
  type: DocumentType,
  /** The document's own title: `Discharge Summary`. */
  title: z.string().min(1),
  author: z.string().optional(),
  /** The author's role in words: `attending physician`. */
  authorTitle: z.string().optional(),
  role: AuthorRole,
  status: DocumentStatus,
  date: LocalDate,
  /** SHA-256 of the original bytes, in hex. */
  sha256: z.string().length(64),
  /** The original text, untouched. Every offset in the product counts UTF-16 units from its start. */
  text: z.string(),
});
export type ChartDocument = z.infer<typeof ChartDocument>;

export const Observation = z.strictObject({
  id: z.string().min(1),
  name: z.string().min(1),
  value: z.string().min(1),
  unit: z.string().optional(),
  date: LocalDate,
  /** `H`, `L`, `N` … as the laboratory flagged it. */
  flag: z.string().optional(),
});
export type Observation = z.infer<typeof Observation>;

export const ClaimOnFile = z.strictObject({
  id: z.string().min(1),
  payer: z.string().optional(),
  /** In the order of the claim; the first is the principal diagnosis. */
  diagnoses: z.array(Icd10Cm),
  /** CPT or HCPCS codes, numbers only. */
  procedures: z.array(z.string()),
});
export type ClaimOnFile = z.infer<typeof ClaimOnFile>;

export const Encounter = z.strictObject({
  id: EncounterId,
  setting: Setting,
  /** First day of care. */
  start: LocalDate,
  /** Day of discharge; absent while the patient is in. */
  end: LocalDate.optional(),
  reason: z.string().optional(),
});
export type Encounter = z.infer<typeof Encounter>;

/** Everything that is known of one encounter. */
export const Chart = z.strictObject({
  encounter: Encounter,
  patient: Patient,
  documents: z.array(ChartDocument),
  observations: z.array(Observation),
  claims: z.array(ClaimOnFile),
  /** Changes whenever anything of the chart does: SHA-256 over its parts, in hex. A proposal is bound to it. */
  version: z.string().length(64),
});
export type Chart = z.infer<typeof Chart>;

/**
 * The day that chooses the edition: discharge for an inpatient, else the first day of care. Guidelines and code sets
 * are in force by that day and not by the day of coding.
 */
export function codingDate({ setting, start, end }: Encounter): LocalDate {
  return setting === 'inpatient' ? (end ?? start) : start;
}
