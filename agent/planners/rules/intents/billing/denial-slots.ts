import { plusDays } from '#core/appeals/calendar/days.ts';
import { DAY, dayOf, MONTH, monthOf } from './days-said.ts';
import { centsOf } from './figures.ts';
import { NUMBER_WORD, numberOf } from './number-words.ts';
import type { Taking } from './taking.ts';

/** The input of `list_denials`, as far as words name it; `why`, where they name a day that cannot be known. */
export type Slots = Record<string, string | number>;

const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/\b(?:un)?bundl\w*\b/, 'bundling'],
  [/\b(?:no |missing |lack of )?(?:prior )?(?:pre-?)?(?:authori[sz]ations?|auths?|pre-?cert\w*)\b/, 'authorisation'],
  [/\b(?:in)?eligib\w*\b|\bcoverage terminated\b/, 'eligibility'],
  [/\b(?:un)?timely(?:[ -]filing)?\b|\b(?:late|past) filing\b|\btfl\b/, 'timely-filing'],
  [/\bduplicates?\b|\bdups?\b/, 'duplicate'],
  [/\bcoordination(?: of benefits)?\b|\bcob\b/, 'coordination'],
  [/\bmedical(?:ly)?[ -]nec\w*\b|\bmed(?:ical)? nec\b|\b(?:not )?medically necessary\b/, 'medical-necessity'],
  [/\bnon-?covered\b|\bnot covered\b|\bnon covered\b/, 'non-covered'],
  [/\b(?:missing|lack of|more|additional)[ -](?:information|info|records)\b|\b(?:medical )?records\b/, 'missing-information'],
  [/\bclinical[ -]validation\b/, 'clinical-validation'],
  [/\bcoding\b/, 'coding'],
  [/\bmaximum(?: benefits?)?\b|\bunits\b|\bfrequency\b/, 'maximum'],
];

const NUMBER = `(\\d{1,2}|(?:${NUMBER_WORD}))`;
const WHO = '(?:payers?|insurers?|insurance(?: compan(?:y|ies))?|plans?)';
const TRENDS: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`\\b(?:by|per) (?:the )?${WHO}\\b`), 'payer'],
  [/\b(?:by|per) (?:the )?(?:carcs?|codes?|(?:reason|denial|adjustment) codes?)\b/, 'code'],
  [/\b(?:by|per) (?:the )?(?:editions?|rules?)\b/, 'edition'],
  [/\b(?:by|per|each) (?:the )?months?\b|\bmonthly\b|\bmonth over month\b/, 'month'],
  [/\b(?:by|per) (?:the )?(?:(?:denial )?reasons?|famil(?:y|ies)|kinds?|types?|causes?|categor(?:y|ies))\b/, 'family'],
  [new RegExp(`\\b(?:who|(?:which|what|top|worst|main|most|rank|compare|sort)(?: ${NUMBER})?(?: the)? ${WHO})\\b`), 'payer'],
  [
    /\b(?:most common|commonest|main|leading|top|biggest|which|what|most frequent)(?: (\d{1,2}))?(?: denials?)? (?:reason |denial )?codes?\b|\b(?:denial|reason) codes\b/,
    'code',
  ],
  [
    /\b(?:most common|commonest|main|leading|top|biggest|which|what|most frequent)(?: (\d{1,2}))?(?: denials?)? (?:reasons?|causes?|types?|categories|kinds?)\b|\bdenial reasons\b/,
    'family',
  ],
  [
    /\b(?:recovery|recoveries|overturn\w*|win|success|won|recovered|recover|get back|got back|paid (?:after all|in the end)|later paid)\b|\b(?:how|what) (?:did|are|have) (?:our|the|my) appeals? (?:do|done|doing|fare|come out|go)\b/,
    'payer',
  ],
  [/\btrend(?:s|ing)?\b|\brates?\b|\breport\b|\bdashboard\b|\bbreakdown\b/, 'family'],
];

const MOST = '(?:largest|biggest|highest|most expensive|costliest|priciest|greatest)';
const SPAN = '(today|(?:this|next|last|current|past|previous) (?:week|month|quarter|year))';
const UNITS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30 };
const DUE_WORD =
  /\b(?:due|expir\w+|clos(?:es?|ing)|com(?:es?|ing) up|laps\w+|deadlines?|run(?:s|ning)? out|tim(?:e|es|ing) out|time limits?|last day|appeal by)\b/;
const AMOUNT = '(\\d[\\d.,]*k?|(?:(?:' + NUMBER_WORD + '|hundred|thousand) ?)+)';

/** Takes all that narrows, orders or counts denials. */
export function slotsIn(line: Taking, codes: readonly string[]): Slots {
  const [code] = codes;
  line.take(/(?:carcs? |rarcs? |codes? |remarks? )?<(?:adjustment|code)>/);
  const family = FAMILIES.find(([named]) => line.take(named) !== undefined)?.[1];
  const money = moneyIn(line);
  const due = dueIn(line);
  if ('why' in due) return due;
  const days = refusedDays(line);
  const counts = trendsIn(line);
  const order = orderIn(line);
  return {
    ...(family !== undefined && { family }),
    ...(code !== undefined && { code }),
    ...days,
    ...money,
    ...due,
    ...('trends' in counts ? counts : order),
  };
}

/** By what to count, and how many of them. */
function trendsIn(line: Taking): Slots {
  for (const [asks, trends] of TRENDS) {
    const found = line.take(asks);
    const first = found?.[1] === undefined ? undefined : numberOf(found[1]);
    if (found !== undefined) return { ...(first !== undefined && { first }), trends };
  }
  return {};
}

function moneyIn(line: Taking): Slots {
  const least = line.take(
    new RegExp(
      `\\b(?:of )?(?:over|above|more than|greater than|bigger than|larger than|exceeding|at least|north of|upwards of|worth more than|>=?) ${AMOUNT}(?: dollars?| bucks)?(?= |$)`,
    ),
  );
  const most = line.take(
    new RegExp(`\\b(?:of )?(?:under|below|less than|smaller than|at most|up to) ${AMOUNT}(?: dollars?| bucks)?(?= |$)`),
  );
  const orMore = line.take(new RegExp(`\\b${AMOUNT}(?: dollars?)? (?:and|or) (?:more|up|over|above)\\b`));
  const [atLeastCents, atMostCents] = [least ?? orMore, most].map((found) => (found === undefined ? undefined : centsSaid(found[1] ?? '')));
  return { ...(atLeastCents !== undefined && { atLeastCents }), ...(atMostCents !== undefined && { atMostCents }) };
}

function centsSaid(typed: string): number | undefined {
  const spelt = /^[a-z]/.test(typed) ? numberOf(typed) : undefined;
  return spelt === undefined ? centsOf(typed.trim()) : spelt * 100;
}

function dueIn(line: Taking): Slots {
  if (
    line.take(
      /\b(?:past|missed|beyond|after) (?:their|the|its|our)? ?(?:appeal )?(?:deadlines?|due dates?|last day|appeal window|window|timely(?: filing)?)\b/,
    ) ??
    line.take(
      /\bpast due\b|\b(?:already )?expired\b|\btoo late(?: to appeal)?\b|\boverdue\b|\b(?:can|could) (?:no longer|not)(?: still)?(?: be)? appeal(?:ed)?\b/,
    )
  )
    return { due: 'past' };
  if (line.take(/\b(?:no|unknown|without(?: an?)?|missing(?: a)?) (?:known )?(?:deadlines?|due dates?|last day)\b/))
    return { due: 'unknown' };
  if (
    line.take(/\b(?:can |could )?(?:i |we )?(?:still )?(?:be )?(?:appealable|appealed)\b/) ??
    line.take(
      /\bcan (?:(?:i|we) )?(?:still )?appeal\b|\bstill (?:(?:can|to|open) )*(?:be )?appeal(?:ed|able)?\b|\bwithin (?:the|their) (?:appeal )?window\b|\bopen for appeal\b/,
    )
  )
    return { due: 'open' };
  if (!line.says(DUE_WORD)) return {};
  const soon = line.take(
    /\b(?:due |expir\w+ |deadlines? |clos\w+ )?(?:soonest|soon|next up|coming up|about to|closest to (?:its|their|the) deadline|nearest(?: deadline)?|first to expire|most urgent)\b/,
  );
  const within = line.take(
    new RegExp(`\\b(?:in|within|over) (?:the )?(?:next |coming )?${NUMBER} (day|week|month)s?\\b|\\bnext ${NUMBER} (day|week|month)s?\\b`),
  );
  const span = line.take(new RegExp(`\\b(?:in |by (?:the )?end of |before (?:the )?end of )?${SPAN}\\b`));
  const by = line.take(new RegExp(`\\b(by|before|until|on or before) (${DAY})(?= |$)`));
  const inMonth = line.take(new RegExp(`\\bin (${MONTH}) (\\d{4})\\b`));
  const noYear = line.take(
    new RegExp(`\\b(?:by|before|until|on or before) (?:${MONTH} \\d{1,2}(?:st|nd|rd|th)?|\\d{1,2}\\/\\d{1,2})(?= |$)`),
  );
  line.take(DUE_WORD);
  if (by === undefined && noYear !== undefined) return { why: WHICH_YEAR };
  if (within !== undefined)
    return { dueInDays: (numberOf(within[1] ?? within[3] ?? '') ?? 0) * (UNITS[within[2] ?? within[4] ?? ''] ?? 1) };
  if (span !== undefined) return { due: spanCalled(span[1] ?? '') };
  if (inMonth !== undefined) return { due: monthCalled(inMonth[1] ?? '', inMonth[2] ?? '') };
  if (by !== undefined) {
    const day = dayOf(by[2] ?? '');
    if (day === undefined) return { why: WHICH_YEAR };
    return { dueBy: by[1] === 'before' ? plusDays(day, -1) : day };
  }
  return soon === undefined && !line.says(/\b(?:by|order(?:ed)? by|sort(?:ed)? by) (?:the )?(?:deadlines?|due dates?|last day)\b/)
    ? {}
    : { order: 'deadline' };
}

const WHICH_YEAR =
  'Which day is that? Name it with its year, as in "denials since 2026-03-01", "denials in October 2026" or "due by January 15, 2027", or say "this month" or "last month".';

function refusedDays(line: Taking): Slots {
  const since = line.take(new RegExp(`\\b(?:since|after|from|starting|on or after) (${DAY})(?= |$)`));
  const within = line.take(new RegExp(`\\b(?:in|within|over|from|for)? ?(?:the )?(?:last|past|previous) ${NUMBER} (day|week|month)s?\\b`));
  const span = line.take(new RegExp(`\\b(?:in |of |from |for |during |so far )?${SPAN}\\b`));
  const month = line.take(new RegExp(`\\b(?:in|of|from|for|during) (${MONTH})(?: (\\d{4}))?\\b`));
  const year = line.take(/\b(?:in|of|from|for|during|since) (20\d\d)\b/);
  const vague = line.take(
    new RegExp(`\\b(?:since|after|before|until|from) (?:${MONTH})(?: \\d{1,2})?\\b|\\b(?:on|before|until) (?:${DAY})(?= |$)`),
  );
  if (vague !== undefined || (month !== undefined && month[2] === undefined)) return { why: WHICH_YEAR };
  if (since !== undefined) {
    const day = dayOf(since[1] ?? '');
    return day === undefined ? { why: WHICH_YEAR } : { since: day };
  }
  if (within !== undefined) return { refusedWithinDays: (numberOf(within[1] ?? '') ?? 0) * (UNITS[within[2] ?? ''] ?? 1) };
  if (span !== undefined) return { refusedIn: spanCalled(span[1] ?? '') };
  if (month !== undefined) return { refusedIn: monthCalled(month[1] ?? '', month[2] ?? '') };
  return year === undefined ? {} : { refusedIn: year[1] ?? '' };
}

function spanCalled(said: string): string {
  return said
    .replace(/^current /, 'this-')
    .replace(/^(?:past|previous) /, 'last-')
    .replace(' ', '-');
}

function monthCalled(month: string, year: string): string {
  return `${year}-${(monthOf(month) ?? '').padStart(2, '0')}`;
}

function orderIn(line: Taking): Slots {
  const top = line.take(new RegExp(`\\b(?:top|first) ${NUMBER}\\b`)) ?? line.take(new RegExp(`\\b${NUMBER}(?= (?:${MOST}|top|worst)\\b)`));
  const some = top ?? line.take(new RegExp(`^${NUMBER}(?= (?:open )?(?:denials?|claims?|refusals?)\\b)`));
  const first = some === undefined ? undefined : numberOf(some[1] ?? '');
  const most =
    line.take(new RegExp(`\\b${MOST}\\b|\\b(?:worth )?(?:the )?most (?:money|dollars)\\b|\\bworth (?:the )?most\\b`)) ??
    line.take(
      /\b(?:by|order(?:ed)? by|sort(?:ed)? by|rank(?:ed)? by) (?:the )?(?:amounts?|dollars?(?: amounts?)?|value|size|money|balance)\b/,
    );
  const late = line.take(/\b(?:by|order(?:ed)? by|sort(?:ed)? by) (?:the )?(?:deadlines?|due dates?|last day)\b/);
  const order = late !== undefined ? 'deadline' : most !== undefined || top?.[0].startsWith('first') === false ? 'amount' : undefined;
  return { ...(order !== undefined && { order }), ...(first !== undefined && { first }) };
}
