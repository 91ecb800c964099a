import type { Adjustment, RemittedClaim } from '../remittance/remittance.ts';
import type { AdjustmentWords } from './codes/adjustment-words.ts';
import { readCode, type CodeKind } from './codes/code-kind.ts';
import type { RemarkWords } from './codes/words-source.ts';
import type { DenialFamily } from './denial-family.ts';
import { causesAmong, familyOf, isDenial } from './families.ts';

type Adjusted = Readonly<Pick<RemittedClaim, 'status' | 'adjustments' | 'remarks'>> & {
  readonly lines: readonly Readonly<Pick<RemittedClaim['lines'][number], 'adjustments' | 'remarks'>>[];
};

/** An amount that the payer refused. */
export interface Refusal {
  /** Its line, the first being 0; absent where the whole claim was adjusted. */
  readonly line?: number;
  readonly adjustment: Adjustment;
  readonly family: DenialFamily;
  /** Remarks beside it that may be its cause: held, and no alerts. */
  readonly causes: readonly RemarkWords[];
}

/** CLP02 of a claim that the payer refused. */
const DENIED = '4';

/**
 * What the payer refused of a claim, the claim's own adjustments first, then line by line. A line without a remark of its own that may be a
 * cause is read with those of the claim. Money that is given back, as in a reversal, is no refusal. What is not held is not here: see
 * `unheldCodes`.
 */
export function refusalsOf(words: AdjustmentWords, claim: Adjusted): readonly Refusal[] {
  const whole = refusedAmong(words, claim.adjustments, claim.remarks);
  const lines = claim.lines.flatMap((one, line) =>
    refusedAmong(words, one.adjustments, remarksBeside(words, one, claim)).map((refusal) => ({ line, ...refusal })),
  );
  return [...whole, ...lines];
}

/** The remarks that a line is read with: its own where one of them may be a cause, else those of the claim. */
export function remarksBeside(
  words: AdjustmentWords,
  { remarks }: { readonly remarks: readonly string[] },
  claim: { readonly remarks: readonly string[] },
): readonly string[] {
  return causesAmong(words, remarks).length > 0 ? remarks : claim.remarks;
}

/** As `isDenial`; money that is given back is no refusal. */
export function isRefused(words: AdjustmentWords, adjustment: Adjustment): boolean | undefined {
  return adjustment.amountCents < 0 ? false : isDenial(words, adjustment);
}

function refusedAmong(words: AdjustmentWords, adjustments: readonly Adjustment[], remarks: readonly string[]): Refusal[] {
  const causes = causesAmong(words, remarks);
  return adjustments.flatMap((adjustment) => {
    const family = familyOf(words, adjustment, remarks);
    return isRefused(words, adjustment) === true && family !== undefined ? [{ adjustment, family, causes }] : [];
  });
}

/**
 * The families of a claim's refusals, each once, in alphabetical order. A claim that the payer calls denied has one at least: `other`
 * where no reason that is held refuses anything.
 */
export function denialFamilies(words: AdjustmentWords, claim: Adjusted): readonly DenialFamily[] {
  const families = new Set(refusalsOf(words, claim).map(({ family }) => family));
  if (families.size === 0 && readCode('claim-status', claim.status) === DENIED) return ['other'];
  return [...families].toSorted();
}

/** Codes of a claim that are described nowhere here, each once, as they came. They are shown, and their amounts count. */
export function unheldCodes(words: AdjustmentWords, claim: Adjusted): readonly { readonly kind: CodeKind; readonly code: string }[] {
  const parts = [claim, ...claim.lines];
  const all: { readonly kind: CodeKind; readonly code: string }[] = [
    { kind: 'claim-status', code: claim.status },
    ...parts.flatMap(({ adjustments }) => adjustments.map(({ group }) => ({ kind: 'group' as const, code: group }))),
    ...parts.flatMap(({ adjustments }) => adjustments.map(({ reason }) => ({ kind: 'carc' as const, code: reason }))),
    ...parts.flatMap(({ remarks }) => remarks.map((code) => ({ kind: 'rarc' as const, code }))),
  ];
  const unheld = all.filter(({ kind, code }) => words.find(kind, code) === undefined);
  return [...new Map(unheld.map((one) => [`${one.kind} ${one.code}`, one])).values()];
}
