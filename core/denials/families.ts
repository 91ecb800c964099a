import type { AdjustmentWords } from './codes/adjustment-words.ts';
import type { Adjustment } from '../remittance/remittance.ts';
import { readCode } from './codes/code-kind.ts';
import type { RemarkWords } from './codes/words-source.ts';
import type { DenialFamily } from './denial-family.ts';

/** One reason of a CAS segment: `{ group: 'CO', reason: '97' }`. */
export type AdjustedFor = Readonly<Pick<Adjustment, 'group' | 'reason'>>;

/** Families whose reasons refuse nothing: a price, a patient's share, money moved. */
const NO_REFUSAL: ReadonlySet<DenialFamily> = new Set(['contractual', 'patient-share', 'payment-adjustment']);

/**
 * The family of one adjustment, whether or not it is a refusal; `undefined` for a reason that is not held. Remarks are those of the same
 * line or claim: they decide for a reason that says little by itself, and an alert among them never does.
 */
export function familyOf(words: AdjustmentWords, { reason }: AdjustedFor, remarks: readonly string[] = []): DenialFamily | undefined {
  const entry = words.carc(reason);
  if (entry === undefined || !entry.refinedByRemark) return entry?.family;
  const told = causesAmong(words, remarks).flatMap(({ family }) => (family === undefined || NO_REFUSAL.has(family) ? [] : [family]));
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
export function isDenial(words: AdjustmentWords, { group, reason }: AdjustedFor): boolean | undefined {
  const entry = words.carc(reason);
  if (entry === undefined) return undefined;
  if (entry.deniesWith !== undefined) return entry.deniesWith.some((one) => one === readCode('group', group));
  return !NO_REFUSAL.has(entry.family);
}

/** Whether a reason says that the payer holds the same charge already, so that nothing is to be done about it by itself. */
export function isRepeat(words: AdjustmentWords, { reason }: AdjustedFor): boolean {
  const entry = words.carc(reason);
  return entry?.family === 'duplicate' && entry.usually === 'none';
}
