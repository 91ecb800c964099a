import type { DeniedPart } from '#core/patient-bill/bill-parts.ts';
import type { AdjustmentWords } from '#core/denials/codes/adjustment-words.ts';
import { isDenial } from '#core/denials/families.ts';
import type { LocalDate } from '#core/codes.ts';
import type { RemittedRecord } from '../billing/records.ts';

/** A refused part with what an appeal of it needs: who refused it, and when. */
export interface RefusedPart extends DeniedPart {
  readonly payer: string | undefined;
  readonly date: LocalDate | undefined;
  readonly group: string;
  readonly reason: string;
}

const REVERSAL = '22';

/**
 * What payers refuse of a claim by their last word, and do not make the patient's. `said` is what they said of it, the oldest first; a
 * reversal takes the payer's word back.
 */
export function refusedParts(
  claim: string,
  said: readonly RemittedRecord[],
  words: AdjustmentWords,
  appealedOn: LocalDate | undefined,
): readonly RefusedPart[] {
  const last = new Map<string, RemittedRecord>();
  for (const one of said.filter(({ state }) => state === 'posted')) {
    const payer = one.payer.id ?? one.payer.name ?? '';
    if (one.remitted.status === REVERSAL) last.delete(payer);
    else last.set(payer, one);
  }
  return [...last.values()].flatMap((one) => partsOf(claim, one, words, appealedOn));
}

function partsOf(
  claim: string,
  { remittance, remitted, payer, date }: RemittedRecord,
  words: AdjustmentWords,
  appealedOn: LocalDate | undefined,
): readonly RefusedPart[] {
  const places = [
    { segment: remitted.segment, adjustments: remitted.adjustments },
    ...remitted.lines.map(({ segment, adjustments }) => ({ segment, adjustments })),
  ];
  const appealed = appealedOn !== undefined && (date === undefined || date <= appealedOn);
  return places.flatMap(({ segment, adjustments }) => {
    const refused = adjustments.filter((one) => one.group !== 'PR' && isDenial(words, one) === true);
    const amountCents = refused.reduce((sum, one) => sum + one.amountCents, 0);
    const [first] = refused;
    if (first === undefined || amountCents <= 0) return [];
    const { group, reason } = first;
    return [{ claim, amountCents, remittance: { id: remittance, segment }, appealed, payer: payer.id ?? payer.name, date, group, reason }];
  });
}
