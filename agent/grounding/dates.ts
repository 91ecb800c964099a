const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';

/** A day as it was written, with what of it was said. `03/09` has no year. */
export interface WrittenDate {
  readonly text: string;
  readonly month: number;
  readonly day: number;
  readonly year?: number;
}

const FORMS: readonly {
  readonly form: RegExp;
  readonly parts: readonly ['year' | 'month' | 'day', 'year' | 'month' | 'day', ('year' | 'month' | 'day')?];
}[] = [
  { form: /\b(\d{4})-(\d{1,2})-(\d{1,2})/gi, parts: ['year', 'month', 'day'] },
  { form: /\b(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})\b/gi, parts: ['month', 'day', 'year'] },
  { form: /(?<![\d/.])(\d{1,2})\/(\d{1,2})(?![/\d])/gi, parts: ['month', 'day'] },
  { form: new RegExp(`\\b${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?\\b`, 'gi'), parts: ['month', 'day', 'year'] },
  { form: new RegExp(`\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}(?:,? (\\d{4}))?\\b`, 'gi'), parts: ['day', 'month', 'year'] },
];

/** Every date in a text, in the forms in which people and models write them. */
export function datesIn(text: string): readonly WrittenDate[] {
  return FORMS.flatMap(({ form, parts }) =>
    [...text.matchAll(form)].flatMap((match) => {
      const said = Object.fromEntries(parts.map((part, index) => [part, numberOf(match[index + 1])]));
      const { month, day, year } = said;
      if (month === undefined || day === undefined || month < 1 || month > 12 || day < 1 || day > 31) return [];
      return [{ text: match[0], month, day, ...(year !== undefined && { year: year < 100 ? 2000 + year : year }) }];
    }),
  );
}

/** True when `claimed` is among the days; a date without a year fits that day of any year. */
export function isAmong(claimed: WrittenDate, days: readonly WrittenDate[]): boolean {
  return days.some(
    ({ month, day, year }) =>
      month === claimed.month && day === claimed.day && (claimed.year === undefined || year === undefined || year === claimed.year),
  );
}

function numberOf(said: string | undefined): number | undefined {
  if (said === undefined) return undefined;
  const month = MONTHS.indexOf(said.slice(0, 3).toLowerCase());
  return month === -1 ? Number(said) : month + 1;
}
