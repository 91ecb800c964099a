import { z } from 'zod';
import { EncounterId } from '../chart/chart.ts';
import { LocalDate } from '../codes.ts';
import { Cents } from '../money.ts';
import { plainLine } from '../plain-line.ts';
import { AccountId } from './claim.ts';

/** Somebody who may be told of a bill, and how. Written permission has a day. */
export const MayBeTold = z.strictObject({
  name: plainLine(200).min(1),
  /** `patient`, `guarantor`, `personal representative`, `other`. */
  is: z.enum(['patient', 'guarantor', 'representative', 'other']),
  /** What they may be told: the bill alone, or what care it was for as well. */
  scope: z.enum(['bill', 'bill-and-care']),
  channels: z.array(z.enum(['portal', 'letter', 'phone', 'email', 'sms'])),
  until: LocalDate.optional(),
});
export type MayBeTold = z.infer<typeof MayBeTold>;

/** What another system posted: payments of the patient and other entries. What payers did comes from their remittances. */
export const PostedEntry = z.strictObject({
  id: plainLine(64).min(1),
  date: LocalDate,
  kind: z.enum(['patient-payment', 'adjustment', 'write-off', 'refund', 'transfer']),
  /** Negative lowers what is owed. */
  amountCents: Cents,
  owedBy: z.enum(['insurance', 'patient']),
  says: plainLine(200),
});
export type PostedEntry = z.infer<typeof PostedEntry>;

/** A patient's account as it was brought in. Its charges are those of its claims. */
export const AccountRecord = z.strictObject({
  id: AccountId,
  encounter: EncounterId.optional(),
  patient: z.strictObject({ id: plainLine(200).min(1), last: plainLine(200).min(1), first: plainLine(200).optional() }),
  language: z.enum(['en', 'es']),
  mayBeTold: z.array(MayBeTold),
  posted: z.array(PostedEntry),
  /** Whether the patient asked not to be billed through insurance, is a minor in confidential care, or asked for other channels. */
  restrictions: z.array(z.string()),
  /** No insurance was billed: a good-faith estimate then counts. */
  selfPay: z.boolean(),
  /** The estimate that was given before care, where one was. */
  estimateCents: Cents.optional(),
  emergency: z.boolean(),
  /** Care by somebody out of network at a facility in network. */
  outOfNetworkAtInNetwork: z.boolean(),
  contact: z.strictObject({ phone: plainLine(200), hours: plainLine(200) }),
});
export type AccountRecord = z.infer<typeof AccountRecord>;

/** One line of an account: what was charged, paid, taken off or moved, and the source that says so. */
export const AccountEntry = z.strictObject({
  id: z.string(),
  date: LocalDate.optional(),
  kind: z.enum([
    'charge',
    'insurance-payment',
    'contractual',
    'payer-adjustment',
    'patient-share',
    'patient-payment',
    'adjustment',
    'write-off',
    'refund',
    'transfer',
  ]),
  /** Positive raises what `owedBy` owes. */
  amountCents: Cents,
  owedBy: z.enum(['insurance', 'patient']),
  claim: z.string().optional(),
  line: z.int().optional(),
  /** The remittance, and the segment of its file, that says so. */
  remittance: z.strictObject({ id: z.string(), segment: z.int() }).optional(),
  /** The approved proposal that says so. */
  proposal: z.string().optional(),
  group: z.string().optional(),
  reason: z.string().optional(),
  says: z.string(),
});
export type AccountEntry = z.infer<typeof AccountEntry>;

/** An account worked out from its claims, remittances, posted entries and approved adjustments. */
export const Account = z.strictObject({
  record: AccountRecord,
  entries: z.array(AccountEntry),
  chargesCents: Cents,
  insuranceOwesCents: Cents,
  patientOwesCents: Cents,
});
export type Account = z.infer<typeof Account>;
