import { inTheLetter, newestAnswer } from '#core/appeals/appeal-answer.ts';
import { appealWindow } from '#core/appeals/calendar/appeal-window.ts';
import type { RefusedPart } from '#core/billing/refused-parts.ts';
import type { LocalDate } from '#core/codes.ts';
import { firstAppealOf } from '#core/denials/appeal-question.ts';
import { dollars } from '#core/money.ts';
import { shippedWith, type Accountable } from './accountable.ts';

/**
 * A warning for what a remittance refused of a claim that an appeal could still win back, with the last day and how it was counted, or what the
 * payer's letter answered.
 */
export async function appealsStillOpen(refused: readonly RefusedPart[], today: LocalDate, unit: Accountable): Promise<readonly string[]> {
  const warnings = [];
  for (const parts of Map.groupBy(refused, ({ claim, remittance }) => `${claim} ${remittance.id}`).values()) {
    const [part] = parts;
    if (part === undefined) continue;
    const cents = parts.reduce((sum, { amountCents }) => sum + amountCents, 0);
    const answer = newestAnswer(await unit.billing.appeals.answersOf([part.claim]), part.date);
    const terms = part.payer === '' ? undefined : await unit.billing.terms.on(part.payer, part.date ?? today);
    const { deadline, steps } = appealWindow(
      firstAppealOf({ cents, ...(part.date !== undefined && { on: part.date }) }, terms),
      shippedWith(unit).calendar,
    );
    const segments = [...new Set(parts.map(({ remittance }) => remittance.segment))];
    const where = `${part.remittance.id} ${segments.length === 1 ? 'segment' : 'segments'} ${segments.join(', ')}`;
    const what = `${part.claim}: ${dollars(cents)} was refused (${where})`;
    if (part.appealed) warnings.push(`${what} and an appeal of it is not answered. To write it off gives up what the appeal may bring.`);
    else if (answer !== undefined)
      warnings.push(
        `${what}. ${inTheLetter(answer)} "why was ${part.claim} denied?" tells what is due now; to write it off gives that up.`,
      );
    else if (deadline === undefined) warnings.push(`${what}. Whether it can still be appealed is unknown: ${steps.join(' ')}`);
    else if (today <= deadline) warnings.push(`${what} and can still be appealed, until ${deadline}. ${steps.join(' ')}`);
  }
  return warnings;
}
