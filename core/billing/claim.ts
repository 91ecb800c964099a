import { z } from 'zod';
import { EncounterId } from '../chart/chart.ts';
import { Icd10Cm, LocalDate } from '../codes.ts';
import { Cents } from '../money.ts';
import { plainLine } from '../plain-line.ts';

/** `C-88`: the provider's own number of a claim, as it goes into CLM01 and comes back in CLP01. */
export const ClaimId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,37}$/)
  .brand<'ClaimId'>();
export type ClaimId = z.infer<typeof ClaimId>;

/** `A-88`: a patient's account for one stretch of care. */
export const AccountId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,37}$/)
  .brand<'AccountId'>();
export type AccountId = z.infer<typeof AccountId>;

export const Payer = z.strictObject({ id: plainLine(15).min(1), name: plainLine(60).min(1) });
export type Payer = z.infer<typeof Payer>;

export const ClaimLine = z.strictObject({
  /** Its number on the claim, from 1. */
  number: z.int().positive(),
  code: z.string().optional(),
  modifiers: z.array(z.string()),
  revenue: z.string().optional(),
  units: z.number(),
  chargeCents: Cents.min(0),
  date: LocalDate,
  /** Places in the claim's list of diagnoses, from 1. */
  diagnoses: z.array(z.int().positive()),
});
export type ClaimLine = z.infer<typeof ClaimLine>;

/** A claim as it was sent to a payer. */
export const Claim = z.strictObject({
  id: ClaimId,
  account: AccountId,
  encounter: EncounterId.optional(),
  kind: z.enum(['professional', 'institutional']),
  payer: Payer,
  /** Which payer in order it was sent to. */
  order: z.enum(['primary', 'secondary', 'tertiary']),
  patient: z.strictObject({ id: plainLine(200).min(1), last: plainLine(60).min(1), first: plainLine(35).optional() }),
  memberId: plainLine(50).optional(),
  provider: z.strictObject({ npi: z.string().regex(/^\d{10}$/), name: plainLine(60).min(1) }),
  from: LocalDate,
  to: LocalDate,
  /** Days on which it was sent, and on which the payer acknowledged it (277CA), where known. */
  filedOn: LocalDate.optional(),
  acknowledgedOn: LocalDate.optional(),
  /** Prior authorisation (REF*G1). */
  authorisation: plainLine(50).optional(),
  /** The claim here that this one corrects, which an 837 names by the payer's number (REF*F8). */
  corrects: ClaimId.optional(),
  /** Type of bill or place of service. */
  facility: plainLine(10).optional(),
  /** The first is the principal or first-listed diagnosis. */
  diagnoses: z.array(Icd10Cm),
  lines: z.array(ClaimLine).min(1),
  totalCents: Cents.min(0),
});
export type Claim = z.infer<typeof Claim>;
