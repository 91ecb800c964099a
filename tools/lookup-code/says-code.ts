import type { ChosenEdition } from './choose-edition.ts';
import type { CodeCard } from './looked-up.ts';
import { otherEditions } from './other-editions.ts';

/** Whether a code can be reported on the day, in a sentence; of a code that is not there, in which editions it is. */
export function saysCode(card: CodeCard, { day, why, record: { head } }: Pick<ChosenEdition, 'day' | 'why' | 'record'>): string {
  const { code, standing, beneath, moreBeneath } = card;
  const count = beneath.length + moreBeneath;
  const under = count === 1 ? '1 entry stands' : `${count} entries stand`;
  const on = why === 'latest' ? `in ${head.id}` : `on ${day}`;
  if (standing === 'billable') return `${code} is billable ${on}.`;
  if (standing === 'header') return `${code} is a header ${on} and cannot be reported; ${under} directly beneath it.`;
  if (standing === 'range') return `${code} is a range of codes; ${under} directly in it.`;
  const limited = head.starter ? ', which is a starter edition and holds everyday codes only' : '';
  const elsewhere = otherEditions(card.editions, day);
  return `${code} is not a code of ${head.id}${limited}.${elsewhere === '' ? '' : ` ${elsewhere}`}`;
}
