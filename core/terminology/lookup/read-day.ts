import { LocalDate } from '../../codes.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAMES =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';

const FORMS: readonly { readonly form: RegExp; readonly parts: readonly ('year' | 'month' | 'day')[] }[] = [
  { form: /^(\d{4})-(\d{1,2})-(\d{1,2})$/, parts: ['year', 'month', 'day'] },
  { form: /^(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?$/, parts: ['month', 'day', 'year'] },
  { form: new RegExp(`^(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${NAMES}\\.?,?(?: (\\d{4}))?$`), parts: ['day', 'month', 'year'] },
  { form: new RegExp(`^${NAMES}\\.? (\\d{1,2})(?:st|nd|rd|th)?,?(?: (\\d{4}))?$`), parts: ['month', 'day', 'year'] },
];

export interface ReadDay {
  readonly day: LocalDate;
  /** True where no year was said: it is the latest such day that is not in the future. */
  readonly inferred: boolean;
}

/**
 * Reads a day as people type it: `2026-03-03`, `3 March`, `March 3, 2026`, `3/3` (month first), `today`. `undefined` when it is
 * none, or a day that no calendar has.
 */
export function readDay(typed: string, today: LocalDate): ReadDay | undefined {
  const text = typed.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  if (text === 'today') return { day: today, inferred: false };
  for (const { form, parts } of FORMS) {
    const found = form.exec(text);
    if (found === null) continue;
    const part = (name: 'year' | 'month' | 'day'): number | undefined => numberOf(found[parts.indexOf(name) + 1]);
    const [year, month, day] = [part('year'), part('month'), part('day')];
    if (month === undefined || day === undefined) return undefined;
    if (year === undefined) return latest(month, day, today);
    const said = dayOf(year, month, day);
    return said && { day: said, inferred: false };
  }
  return undefined;
}

/** Eight years back are enough for a 29 February. */
function latest(month: number, day: number, today: LocalDate): ReadDay | undefined {
  const now = Number(today.slice(0, 4));
  for (let year = now; year >= now - 8; year -= 1) {
    const said = dayOf(year, month, day);
    if (said !== undefined && said <= today) return { day: said, inferred: true };
  }
  return undefined;
}

function dayOf(year: number, month: number, day: number): LocalDate | undefined {
  const pad = (part: number): string => String(part).padStart(2, '0');
  return LocalDate.safeParse(`${year}-${pad(month)}-${pad(day)}`).data;
}

function numberOf(said: string | undefined): number | undefined {
  if (said === undefined) return undefined;
  const month = MONTHS.indexOf(said.slice(0, 3));
  return month === -1 ? Number(said) : month + 1;
}
