import { z } from 'zod';
import { LocalDate } from '../codes.ts';

/** `demo-payer-medical-policy/4.2`: a document and a clause of it. */
export const ClauseId = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}\/[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/)
  .brand<'ClauseId'>();
export type ClauseId = z.infer<typeof ClauseId>;

/** One clause of a payer's or an agency's document, as the file has it. */
export const Clause = z.strictObject({ id: ClauseId, heading: z.string().max(200), text: z.string().min(1).max(20_000) });
export type Clause = z.infer<typeof Clause>;

/** A dated document of the policy library. */
export const PolicyDocument = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  title: z.string().min(1).max(200),
  /** The payer whose it is; absent for the law and its agencies. */
  payer: z.string().optional(),
  /** Who publishes it, and where it was taken from. */
  publisher: z.string().max(200),
  source: z.string().max(500),
  /** The clauses are told in the words of whoever wrote the file, and are nobody's to quote. Absent: they are to the letter. */
  summary: z.literal(true).optional(),
  from: LocalDate,
  until: LocalDate.optional(),
  clauses: z.array(Clause).min(1),
  /** SHA-256 of the bytes it was read from. */
  sha256: z.string().length(64),
});
export type PolicyDocument = z.infer<typeof PolicyDocument>;
