import { z } from 'zod';
import { APPEAL_LEVELS } from '#core/appeals/appeal-road.ts';
import { Enclosed } from '#core/appeals/letter/enclosures-of.ts';
import { AppealLetter } from '#core/appeals/letter/letter.ts';
import { DocumentId, EncounterId } from '#core/chart/chart.ts';
import { Icd10Cm, LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { plainLine, plainProse } from '#core/plain-line.ts';
import type { EffectKind } from '../risk.ts';

const MOST_CENTS = 100_000_000_00;

const Line = (longest: number) => plainLine(longest).min(1);
const Prose = (longest: number) => plainProse(longest).min(1);
const Id = Line(64);
/** As the chart has it: another system's id may be long. */
const PatientId = Line(200);
const Cents = z.int().min(1).max(MOST_CENTS);
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const V1 = z.literal(1);
const PersonName = z.strictObject({ last: Line(60), first: Line(35).optional() });

/** Where in a chart the words stand, in UTF-16 units. */
const Evidence = z.strictObject({ document: DocumentId, start: z.int().nonnegative(), end: z.int().positive() });

/** A record at the receiver that is to be changed, as it was when it was read. The receiver refuses any later version. */
export const Target = z.strictObject({
  reference: z.string().regex(/^Condition\/[A-Za-z0-9.-]{1,64}$/),
  versionId: z.string().regex(/^[A-Za-z0-9.-]{1,64}$/),
});
export type Target = z.infer<typeof Target>;

export const CodePayload = z.strictObject({
  v: V1,
  encounter: EncounterId,
  patient: PatientId,
  system: z.literal('http://hl7.org/fhir/sid/icd-10-cm'),
  code: Icd10Cm,
  title: Line(400),
  rank: z.enum(['principal', 'other']),
  codingDate: LocalDate,
  evidence: z.array(Evidence),
  target: Target.optional(),
});
export type CodePayload = z.infer<typeof CodePayload>;

/** Another code in the place of one that stands: `replaces` is the code it takes the place of. */
export const CodeChangePayload = CodePayload.extend({ replaces: Icd10Cm });
export type CodeChangePayload = z.infer<typeof CodeChangePayload>;

const QueryPayload = z.strictObject({
  v: V1,
  encounter: EncounterId,
  patient: PatientId,
  /** Principal or directory id of the clinician who is asked. */
  to: Id,
  subject: Line(200),
  text: Prose(20_000),
  options: z.array(Line(400)),
  evidence: z.array(Evidence),
});

export const PatientMessagePayload = z.strictObject({
  v: V1,
  patient: PatientId,
  account: Id.optional(),
  encounter: EncounterId.optional(),
  /** Who is told, and how: nobody else, and by no other way. */
  to: z.strictObject({ name: Line(200), is: z.enum(['patient', 'guarantor', 'representative', 'other']) }),
  channel: z.enum(['portal', 'letter', 'phone', 'email', 'sms']),
  language: z.enum(['en', 'es']),
  subject: Line(200),
  text: Prose(20_000),
  /** Where it says what the care was for. */
  care: z.literal(true).optional(),
});
export type PatientMessagePayload = z.infer<typeof PatientMessagePayload>;

export const AppealPayload = z.strictObject({
  v: V1,
  claim: Id,
  /** The payer's own number of the claim, from the remittance. */
  payerClaim: Line(50),
  patient: PatientId,
  patientName: PersonName,
  memberId: Line(50).optional(),
  encounter: EncounterId.optional(),
  account: Id.optional(),
  payer: z.strictObject({ id: Line(15), name: Line(60) }),
  provider: z.strictObject({ npi: z.string().regex(/^\d{10}$/), name: Line(60) }),
  level: z.enum(APPEAL_LEVELS),
  serviceDate: LocalDate,
  /** The last day, by the calendar of appeals. `unknown` where no rule and no contract that was entered gives one. */
  deadline: z.union([LocalDate, z.literal('unknown')]),
  amountCents: Cents,
  /** `text` is what is sent. `written` is the same sentence by sentence, with what each rests on; the gate holds none without it. */
  letter: z.strictObject({ title: Line(200), text: Prose(100_000), written: AppealLetter.optional() }),
  /** What goes with the letter: all that it lists, in its order, to the letter. */
  enclosed: z.array(Enclosed).max(200).optional(),
});
export type AppealPayload = z.infer<typeof AppealPayload>;

/** What it is weighed as: its amount, with what was asked for before and counts with it. Absent: its amount alone. */
const WithEarlier = Cents.optional();

const Posting = z.strictObject({
  v: V1,
  account: Id,
  patient: PatientId,
  encounter: EncounterId.optional(),
  claim: Id.optional(),
  /** Day on which it counts. */
  date: LocalDate,
  amountCents: Cents,
  withEarlierCents: WithEarlier,
  /** The code of the account system for this kind of transaction. */
  transactionCode: Line(20),
  /** Why, in a line. */
  reason: Line(200),
  /** Whose balance it counts on; absent: the patient's. */
  owedBy: z.enum(['insurance', 'patient']).optional(),
});

/**
 * `credit` lowers what is owed on the account, `debit` raises it. With `movesTo`, what is taken from one balance is put on the other, and
 * the account owes as much as before.
 */
export const AdjustmentPayload = Posting.extend({
  direction: z.enum(['credit', 'debit']),
  movesTo: z.enum(['insurance', 'patient']).optional(),
});
export type AdjustmentPayload = z.infer<typeof AdjustmentPayload>;
export const WriteOffPayload = Posting;
export type WriteOffPayload = z.infer<typeof WriteOffPayload>;

const PaymentPlanPayload = z
  .strictObject({
    v: V1,
    account: Id,
    patient: PatientId,
    amountCents: Cents,
    withEarlierCents: WithEarlier,
    instalments: z
      .array(z.strictObject({ due: LocalDate, amountCents: Cents }))
      .min(1)
      .max(120),
  })
  .refine(({ amountCents, instalments }) => instalments.reduce((sum, one) => sum + one.amountCents, 0) === amountCents, {
    path: ['instalments'],
  });

export type PaymentPlanPayload = z.infer<typeof PaymentPlanPayload>;

export const EditionPayload = z.strictObject({ v: V1, edition: Id, sha256: Sha256 });
const RulePackPayload = z.strictObject({ v: V1, rulePack: Id, sha256: Sha256 });
export const PolicyPayload = z.strictObject({
  v: V1,
  name: Line(64),
  version: Line(128),
  text: z
    .string()
    .min(1)
    .max(200_000)
    .regex(/^\P{Cs}*$/u),
});

const PAYLOADS = {
  'code.accept': CodePayload,
  'code.add': CodePayload,
  'code.change': CodeChangePayload,
  'query.send': QueryPayload,
  'appeal.submit': AppealPayload,
  'patient-message.send': PatientMessagePayload,
  'adjustment.post': AdjustmentPayload,
  'write-off.post': WriteOffPayload,
  'payment-plan.set': PaymentPlanPayload,
  'rule-pack.activate': RulePackPayload,
  'edition.activate': EditionPayload,
  'policy.change': PolicyPayload,
} as const;
type Payloads = { readonly [K in keyof typeof PAYLOADS]: z.infer<(typeof PAYLOADS)[K]> };
const SCHEMAS: Readonly<Record<EffectKind, z.ZodType>> = PAYLOADS;

/** The schema of what a receiver is handed for this kind of effect. Strict: a key that it does not name is refused. */
export function payloadOf<K extends EffectKind>(kind: K): (typeof PAYLOADS)[K] {
  return PAYLOADS[kind];
}

/**
 * The payload as its kind wants it, unchanged. Throws Failure `bad-input` that names the place and never the value, which may be
 * of a chart.
 */
export function parsePayload<K extends EffectKind>(kind: K, payload: unknown): Payloads[K] {
  const parsed = SCHEMAS[kind].safeParse(payload);
  if (parsed.success) return parsed.data as Payloads[K];
  const [first] = parsed.error.issues;
  const at = first === undefined || first.path.length === 0 ? 'the top' : first.path.join('.');
  const why = first?.code === 'unrecognized_keys' ? 'it has a key that is not known' : 'it is missing or not of the right form';
  throw new Failure('bad-input', `The effect ${kind} is not well formed at ${at}: ${why}. Nothing was proposed or sent.`);
}

/** The money that an effect moves or claims, in integer cents; `undefined` for a kind that has none. Throws as `parsePayload`. */
export function amountCentsOf(kind: EffectKind, payload: unknown): number | undefined {
  const parsed: object = parsePayload(kind, payload);
  return 'amountCents' in parsed && typeof parsed.amountCents === 'number' ? parsed.amountCents : undefined;
}

/** What of that money decides the tier: never less than the effect's own. Throws as `parsePayload`. */
export function weighedCentsOf(kind: EffectKind, payload: unknown): number | undefined {
  const parsed: object = parsePayload(kind, payload);
  const own = amountCentsOf(kind, payload);
  if (own === undefined || !('withEarlierCents' in parsed) || typeof parsed.withEarlierCents !== 'number') return own;
  return Math.max(own, parsed.withEarlierCents);
}
