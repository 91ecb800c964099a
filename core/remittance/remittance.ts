import { z } from 'zod';
import { LocalDate } from '../codes.ts';
import { Cents } from '../money.ts';
import { X12Finding } from '../x12/finding.ts';

/** One group code, reason code and amount of a CAS segment. Codes are kept as the payer wrote them, known or not. */
export const Adjustment = z.strictObject({
  /** `CO`, `PR`, `OA`, `PI`, or what else stands there. */
  group: z.string(),
  /** The claim adjustment reason code: `45`. */
  reason: z.string(),
  /** Positive: it lowers what is paid. */
  amountCents: Cents,
  quantity: z.number().optional(),
});
export type Adjustment = z.infer<typeof Adjustment>;

/** What the payer says of one service line. */
export const RemittedLine = z.strictObject({
  /** Its own number at the provider (REF*6R), where the payer gives it back. */
  control: z.string().optional(),
  /** Of the code: `HC`, `NU`, `N4`. */
  qualifier: z.string(),
  code: z.string(),
  modifiers: z.array(z.string()),
  revenue: z.string().optional(),
  /** What was billed where the payer paid another code (SVC06). */
  submittedCode: z.string().optional(),
  units: z.number().optional(),
  billedCents: Cents,
  paidCents: Cents,
  allowedCents: Cents.optional(),
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  adjustments: z.array(Adjustment),
  /** Remark codes (LQ*HE). */
  remarks: z.array(z.string()),
  /** What AMT segments say of the line, by qualifier. */
  amounts: z.record(z.string(), Cents).optional(),
  /** What REF segments say of it, by qualifier; the first of each. */
  references: z.record(z.string(), z.string()).optional(),
  /** Billed less adjustments is paid. */
  balanced: z.boolean(),
  /** The number of its SVC segment in the file; the first segment, ISA, is 1. */
  segment: z.int().positive(),
});
export type RemittedLine = z.infer<typeof RemittedLine>;

const Person = z.strictObject({ last: z.string(), first: z.string().optional(), id: z.string().optional() });
export type RemittedPerson = z.infer<typeof Person>;

/** What the payer says of one claim: a CLP loop. */
export const RemittedClaim = z.strictObject({
  /** The provider's own number of the claim (CLP01). */
  claimId: z.string(),
  /** The payer's number of it (CLP07). */
  payerClaimId: z.string().optional(),
  /** Claim status (CLP02): `1` paid as primary, `4` denied, `22` reversal. */
  status: z.string(),
  billedCents: Cents,
  paidCents: Cents,
  patientResponsibilityCents: Cents,
  /** Kind of plan (CLP06): `12`, `MA`, `MB`, `HM`. */
  filing: z.string().optional(),
  facilityType: z.string().optional(),
  frequency: z.string().optional(),
  drg: z.string().optional(),
  patient: Person.optional(),
  subscriber: Person.optional(),
  renderingNpi: z.string().optional(),
  /** The patient as the payer corrected the name or number (NM1*74). */
  correctedPatient: Person.optional(),
  /** Who else the payer sent it on to (NM1*TT). */
  crossedOverTo: z.string().optional(),
  /** Who should pay first, says the payer (NM1*PR). */
  priorityPayer: z.string().optional(),
  from: LocalDate.optional(),
  to: LocalDate.optional(),
  /** Day on which the payer says it received the claim (DTM*050). */
  received: LocalDate.optional(),
  adjustments: z.array(Adjustment),
  /** Remark codes of MIA and MOA. */
  remarks: z.array(z.string()),
  /** What AMT segments say of the claim, by qualifier. */
  amounts: z.record(z.string(), Cents),
  /** What REF and QTY segments say of it, by qualifier; the first of each. */
  references: z.record(z.string(), z.string()).optional(),
  quantities: z.record(z.string(), z.number()).optional(),
  lines: z.array(RemittedLine),
  /** Billed less all adjustments is paid, and so is each line, and the lines are the claim. */
  balanced: z.boolean(),
  /** Billed less all adjustments less paid; 0 where it balances. */
  differenceCents: Cents,
  segment: z.int().positive(),
});
export type RemittedClaim = z.infer<typeof RemittedClaim>;

/** An adjustment of the payment itself (PLB): a positive amount lowers the payment. */
export const ProviderAdjustment = z.strictObject({
  code: z.string(),
  reference: z.string().optional(),
  amountCents: Cents,
  segment: z.int().positive(),
});
export type ProviderAdjustment = z.infer<typeof ProviderAdjustment>;

/** The head of one 835 transaction: who pays whom, how much, when. */
export const RemittanceHead = z.strictObject({
  /** Control numbers of interchange (ISA13), group (GS06) and transaction (ST02). */
  interchange: z.string(),
  group: z.string(),
  control: z.string(),
  /** Check or EFT number (TRN02). */
  trace: z.string().optional(),
  payer: z.strictObject({ name: z.string().optional(), id: z.string().optional() }),
  payee: z.strictObject({ name: z.string().optional(), npi: z.string().optional() }),
  /** Day of the payment (BPR16), or where there is none the production date. */
  date: LocalDate.optional(),
  paymentCents: Cents,
  /** `CHK`, `ACH`, `NON` (BPR04). */
  method: z.string().optional(),
  /** BPR01: `I` remittance and payment, `H` information alone. */
  handling: z.string().optional(),
});
export type RemittanceHead = z.infer<typeof RemittanceHead>;

/** How one 835 transaction ends. */
export const RemittanceTail = z.strictObject({
  providerAdjustments: z.array(ProviderAdjustment),
  claims: z.int().nonnegative(),
  /** Sum of what the claims are paid. */
  claimsPaidCents: Cents,
  /** Claims paid less provider adjustments is the payment, and every claim balances. */
  balanced: z.boolean(),
  differenceCents: Cents,
  findings: z.array(X12Finding),
});
export type RemittanceTail = z.infer<typeof RemittanceTail>;

/** One 835 as it streams by: a head, its claims, its tail; several a file. */
export type RemittanceEvent =
  | { readonly kind: 'head'; readonly head: RemittanceHead }
  | { readonly kind: 'claim'; readonly claim: RemittedClaim }
  | { readonly kind: 'tail'; readonly tail: RemittanceTail }
  /** What is wrong outside any transaction: an envelope that was cut, a transaction that is no 835. It may come after the tails. */
  | { readonly kind: 'finding'; readonly finding: X12Finding };
