import { z } from 'zod';
import { LocalDate } from '../../codes.ts';
import { DenialFamily } from '../denial-family.ts';

/** What is usually done first about a code. A person decides; nothing acts on it. */
export const FirstStep = z.enum(['correct', 'appeal', 'bill-patient', 'bill-other-payer', 'send-records', 'none']);
export type FirstStep = z.infer<typeof FirstStep>;

export const GroupCode = z.enum(['CO', 'PR', 'OA', 'PI', 'CR']);
export type GroupCode = z.infer<typeof GroupCode>;

const said = z.strictObject({ code: z.string().min(1), says: z.string().min(1) });

/** A code of a list that is only explained: group codes, CLP02, PLB, claim status. */
export const PlainWords = said;
export type PlainWords = z.infer<typeof PlainWords>;

/** A claim adjustment reason code (CARC). */
export const ReasonWords = said.extend({
  family: DenialFamily,
  usually: FirstStep,
  /** The groups under which it is a refusal. Absent where its family tells: see `isDenial`. */
  deniesWith: z.array(GroupCode).optional(),
  /** True where the code says little by itself, and the remark beside it tells the family. */
  refinedByRemark: z.boolean().default(false),
  /** The last day of the code, as its list gives it. */
  ended: LocalDate.optional(),
  /** One to two sentences for the patient's own bill. */
  patient: z.strictObject({ en: z.string().min(1), es: z.string().min(1) }).optional(),
});
export type ReasonWords = z.infer<typeof ReasonWords>;

/** A remittance advice remark code (RARC). */
export const RemarkWords = said.extend({
  family: DenialFamily.optional(),
  usually: FirstStep.optional(),
  /** True for a notice, such as one of appeal rights. It is never the cause of anything. */
  alert: z.boolean().default(false),
  /** What is absent or wrong, to be mended or sent. */
  mend: z.string().min(1).optional(),
});
export type RemarkWords = z.infer<typeof RemarkWords>;

/** Our own words for codes, as `starter/adjustment-codes` holds them. */
export const WordsSource = z.strictObject({
  head: z.strictObject({ id: z.string().regex(/^[a-z0-9-]+$/), name: z.string(), source: z.string() }),
  groups: z.array(PlainWords),
  reasons: z.array(ReasonWords),
  remarks: z.array(RemarkWords),
  claimStatuses: z.array(PlainWords),
  providerAdjustments: z.array(PlainWords),
  statusCategories: z.array(PlainWords),
  statusCodes: z.array(PlainWords),
});
export type WordsSource = z.infer<typeof WordsSource>;
