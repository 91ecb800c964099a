import { appealWindow } from '#core/appeals/calendar/appeal-window.ts';
import type { RefusedPart } from '#core/billing/refused-parts.ts';
import type { LocalDate } from '#core/codes.ts';
import { firstAppealOf } from '#core/denials/appeal-question.ts';
import { dollars } from '#core/money.ts';
import { shippedWith, type Accountable } from './accountable.ts';

/** A warning for each refused part that an appeal could still win back, with the last day and how it was counted. */
export async function appealsStillOpen(refused: readonly RefusedPart[], today: LocalDate, unit: Accountable): Promise<readonly string[]> {
  const warnings = [];
  for (const part of refused) {
    const terms = part.payer === '' ? undefined : await unit.billing.terms.on(part.payer, part.date ?? today);
    const { deadline, steps } = appealWindow(
      firstAppealOf({ cents: part.amountCents, ...(part.date !== undefined && { on: part.date }) }, terms),
      shippedWith(unit).calendar,
    );
    const what = `${part.claim}: ${dollars(part.amountCents)} was refused (${part.remittance.id} segment ${part.remittance.segment})`;
    if (part.appealed) warnings.push(`${what} and an appeal of it is not answered. To write it off gives up what the appeal may bring.`);
    else if (deadline === undefined) warnings.push(`${what}. Whether it can still be appealed is unknown: ${steps.join(' ')}`);
    else if (today <= deadline) warnings.push(`${what} and can still be appealed, until ${deadline}. ${steps.join(' ')}`);
  }
  return warnings;
}
