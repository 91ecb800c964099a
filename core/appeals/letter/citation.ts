import { z } from 'zod';
import { ClaimId } from '../../billing/claim.ts';
import { DocumentId } from '../../chart/chart.ts';
import { LocalDate } from '../../codes.ts';
import { ClauseId } from '../../policy-library/clause.ts';

const Place = z.int().nonnegative();
const Nth = z.int().positive();
const Remittance = z.string().min(1).max(64);

/** What a sentence of a letter rests on. Each can be looked up again; nothing else may be cited. */
export const Citation = z.discriminatedUnion('kind', [
  /** Words of a chart, to the letter. */
  z.strictObject({ kind: z.literal('chart'), document: DocumentId, start: Place, end: Nth, quote: z.string().min(1).max(2_000) }),
  /** A document as a whole: that it is there, its title and day. */
  z.strictObject({ kind: z.literal('document'), document: DocumentId }),
  /** A measured value of the chart. */
  z.strictObject({ kind: z.literal('observation'), id: z.string().min(1).max(200) }),
  /** The stay or visit itself: its days. */
  z.strictObject({ kind: z.literal('encounter') }),
  /** The claim as it was sent. */
  z.strictObject({ kind: z.literal('claim'), claim: ClaimId }),
  z.strictObject({ kind: z.literal('claim-line'), claim: ClaimId, line: Nth }),
  /** A diagnosis of the claim, by its place from 1. */
  z.strictObject({ kind: z.literal('claim-diagnosis'), claim: ClaimId, place: Nth }),
  /** What a payer says of the claim: the CLP or SVC segment, by its number in the file. */
  z.strictObject({ kind: z.literal('remittance'), remittance: Remittance, segment: Nth }),
  /** One amount of a CAS segment under that CLP or SVC, by its place from 1. */
  z.strictObject({ kind: z.literal('adjustment'), remittance: Remittance, segment: Nth, place: Nth }),
  /** A remark code of that CLP or SVC, by its place from 1. */
  z.strictObject({ kind: z.literal('remark'), remittance: Remittance, segment: Nth, place: Nth }),
  /** Words of a clause of the policy library, in the version that was in force that day. */
  z.strictObject({ kind: z.literal('clause'), id: ClauseId, on: LocalDate, start: Place, end: Nth, quote: z.string().min(1).max(2_000) }),
  /** The terms that were entered for the payer, as they count on that day. */
  z.strictObject({ kind: z.literal('terms'), payer: z.string().min(1).max(15), on: LocalDate }),
  /** What the payer answered an appeal of the claim by letter, as it was entered. */
  z.strictObject({ kind: z.literal('answer'), proposal: z.string().regex(/^P-\d{1,9}$/) }),
]);
export type Citation = z.infer<typeof Citation>;
