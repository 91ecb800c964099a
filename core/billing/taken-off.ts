import type { Adjustment } from '../remittance/remittance.ts';
import type { PayersWord } from './payers-word.ts';

/** One adjustment with the segment of the file that states it, and the number of the line that it is about. */
export interface PlacedAdjustment extends Adjustment {
  readonly segment: number;
  readonly line?: number;
}

/** What an adjustment does to an account. */
export type Effect = 'denied' | 'earlier-payer' | 'patient-share' | 'contractual' | 'payer-adjustment';

/** Whether an adjustment is a refusal; `undefined` where its reason is held nowhere. */
export type IsDenial = (adjustment: Pick<Adjustment, 'group' | 'reason'>) => boolean | undefined;

/** What earlier payers did (CARC 23): they said so themselves. */
const EARLIER_PAYER = '23';

export function adjustmentsOf({ remitted }: Pick<PayersWord, 'remitted'>): readonly PlacedAdjustment[] {
  const whole = remitted.adjustments.map((adjustment) => ({ ...adjustment, segment: remitted.segment }));
  const lines = remitted.lines.flatMap(({ adjustments, segment, control }) => {
    const line = control !== undefined && /^[1-9]\d{0,3}$/.test(control) ? { line: Number(control) } : {};
    return adjustments.map((adjustment) => ({ ...adjustment, segment, ...line }));
  });
  return [...whole, ...lines];
}

/**
 * A refusal is no discount: it stays owed by the insurance until somebody decides otherwise, also where the payer would have the
 * patient pay it, and so does what has a reason that nobody here knows.
 */
export function effectOf(adjustment: Pick<Adjustment, 'group' | 'reason'>, isDenial: IsDenial): Effect {
  const group = adjustment.group.trim().toUpperCase();
  if (adjustment.reason.trim() === EARLIER_PAYER && group !== 'PR') return 'earlier-payer';
  if (isDenial(adjustment) !== false) return 'denied';
  if (group === 'PR') return 'patient-share';
  return group === 'CO' ? 'contractual' : 'payer-adjustment';
}

/** How much of a claim the payer refused, whatever for. Nothing of a reversal. */
export function deniedCents(remitted: PayersWord['remitted'], isDenial: IsDenial): number {
  return adjustmentsOf({ remitted })
    .filter((adjustment) => effectOf(adjustment, isDenial) === 'denied')
    .reduce((sum, { amountCents }) => sum + Math.max(0, amountCents), 0);
}
