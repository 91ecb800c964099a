import type { Claim, ClaimLine } from '../billing/claim.ts';
import { lineOnClaim } from '../billing/line-on-claim.ts';
import type { Adjustment, RemittedClaim, RemittedLine } from '../remittance/remittance.ts';
import type { AdjustmentWords } from './codes/adjustment-words.ts';
import type { DenialFamily } from './denial-family.ts';
import { familyOf } from './families.ts';
import { isRefused, remarksBeside } from './refusals.ts';

/** One amount that a payer did not pay, and what it says of it. */
export interface Reason {
  readonly group: string;
  readonly reason: string;
  readonly amountCents: number;
  readonly remarks: readonly string[];
  /** `undefined` where the reason is not held: nobody here can say whether it is a refusal. */
  readonly refused: boolean | undefined;
  readonly family: DenialFamily | undefined;
  /** The line of the claim that it is about; absent where it is about the whole claim, or no line of it could be told. */
  readonly line?: ClaimLine;
  readonly remitted?: RemittedLine;
  /** The segment of the remittance's file that says so. */
  readonly segment: number;
}

/** What a payer says of one claim, sorted into what was refused and what was not. */
export interface Denial {
  readonly claim: Claim;
  readonly remitted: RemittedClaim;
  readonly reasons: readonly Reason[];
  /** What was refused, or cannot be told from a refusal. */
  readonly refusals: readonly Reason[];
  readonly families: readonly DenialFamily[];
  readonly refusedCents: number;
  /** What was taken off under each group code, in cents, in the order in which they first stand. */
  readonly byGroup: ReadonlyMap<string, number>;
}

/** `4`: the payer refused the claim. */
const DENIED = '4';

/** Reads what a payer says of a claim. A claim that is paid as its contract says has no refusal, and is no denial. */
export function denialOf(claim: Claim, remitted: RemittedClaim, words: AdjustmentWords): Denial {
  const whole = remitted.adjustments.map((one) => reasonOf(one, { remarks: remitted.remarks, segment: remitted.segment }, words));
  const lines = remitted.lines.flatMap((line) => reasonsOfLine(claim, remitted, line, words));
  const reasons = [...whole, ...lines];
  const refusals = reasons.filter(({ refused, group }) => refused ?? (group !== 'PR' && remitted.status === DENIED));
  const families = [...new Set(refusals.map(({ family }) => family ?? 'other'))];
  const byGroup = new Map<string, number>();
  for (const { group, amountCents } of reasons) byGroup.set(group, (byGroup.get(group) ?? 0) + amountCents);
  return {
    claim,
    remitted,
    reasons,
    refusals,
    families: families.length === 0 && remitted.status === DENIED ? ['other'] : families,
    refusedCents: refusals.reduce((sum, { amountCents }) => sum + amountCents, 0),
    byGroup,
  };
}

function reasonsOfLine(claim: Claim, remitted: RemittedClaim, line: RemittedLine, words: AdjustmentWords): readonly Reason[] {
  const billed = lineOnClaim(claim, line);
  const remarks = remarksBeside(words, line, remitted);
  return line.adjustments.map((one) => ({
    ...reasonOf(one, { remarks, segment: line.segment }, words),
    remitted: line,
    ...(billed !== undefined && { line: billed }),
  }));
}

function reasonOf(
  { group, reason, amountCents }: Adjustment,
  { remarks, segment }: Pick<Reason, 'remarks' | 'segment'>,
  words: AdjustmentWords,
): Reason {
  const refused = isRefused(words, { group, reason, amountCents });
  return { group, reason, amountCents, remarks, refused, family: familyOf(words, { group, reason }, remarks), segment };
}
