import type { AdjustmentWords } from './codes/adjustment-words.ts';
import { readCode } from './codes/code-kind.ts';
import type { RemarkWords } from './codes/words-source.ts';
import type { DenialFamily } from './denial-family.ts';

/** One reason of a CAS segment: `{ group: 'CO', reason: '97' }`. */
export interface Adjustment {
  readonly group: string;
  readonly reason: string;
}

/** Families whose reasons refuse nothing: a price, a patient's share, money moved. */
const NO_REFUSAL: ReadonlySet<DenialFamily> = new Set(['contractual', 'patient-share', 'payment-adjustment']);

/**
 * The family of one adjustment, whether or not it is a refusal; `undefined` for a reason that is not held. Remarks are those of the same
 * line or claim: they decide for a reason that says little by itself, and an alert among them never does.
 */
export function familyOf(words: AdjustmentWords, { reason }: Adjustment, remarks: readonly string[] = []): DenialFamily | undefined {
  const entry = words.carc(reason);
  if (entry === undefined || !entry.refinedByRemark) return entry?.family;
  const told = causesAmong(words, remarks).flatMap(({ family }) => family ?? []);
  return told.find((family) => family !== 'missing-information') ?? told[0] ?? entry.family;
}

/** Remarks that may be the cause, in their order: those that are held and no alert. */
export function causesAmong(words: AdjustmentWords, remarks: readonly string[]): readonly RemarkWords[] {
  return remarks.flatMap((code) => words.rarc(code) ?? []).filter(({ alert }) => !alert);
}

/**
 * Whether the payer refused this amount. CO-45 and PR-1 are no refusals, whatever the claim's status; CO-97 is. `undefined` where the
 * reason is not held, so that nobody takes an unknown code for a discount.
 */
export function isDenial(words: AdjustmentWords, { group, reason }: Adjustment): boolean | undefined {
  const entry = words.carc(reason);
  if (entry === undefined) return undefined;
  if (entry.deniesWith !== undefined) return entry.deniesWith.some((one) => one === readCode('group', group));
  return !NO_REFUSAL.has(entry.family);
}

/** CLP02 of a claim that the payer refused. */
const DENIED = '4';

export interface AdjustedClaim {
  /** CLP02. */
  readonly status: string;
  /** Of the claim and of all its lines, each with the remarks that stand beside it. */
  readonly adjustments: readonly (Adjustment & { readonly remarks?: readonly string[] })[];
}

/**
 * The families of a claim's refusals, each once, in alphabetical order. A claim that the payer calls denied has one at least: `other`
 * where no reason that is held refuses anything.
 */
export function denialFamilies(words: AdjustmentWords, { status, adjustments }: AdjustedClaim): readonly DenialFamily[] {
  const refused = adjustments.filter((one) => isDenial(words, one) === true);
  const families = new Set(refused.map((one) => familyOf(words, one, one.remarks) ?? 'other'));
  if (families.size === 0 && readCode('claim-status', status) === DENIED) return ['other'];
  return [...families].toSorted();
}
