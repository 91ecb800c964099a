import { z } from 'zod';
import { AppealPath, type AppealCalendar } from '#core/appeals/calendar/appeal-calendar.ts';
import { AppealDay, ContractTerms, type AppealQuestion } from '#core/appeals/calendar/appeal-question.ts';
import { appealWindow } from '#core/appeals/calendar/appeal-window.ts';
import { editDistance } from '#core/edit-distance.ts';
import { Failure } from '#core/errors.ts';
import { optionalField, requiredId, type Fields } from './line-fields.ts';

const DAY = 'a day such as 2026-03-14, from 1990 to 2099';
const OPTIONAL = ['notice_date', 'receipt_date', 'of_dismissal', 'amount_cents', 'year', 'filed_on', 'mailed_on', 'contract'];
const MOST_TYPOS = 2;

/** The window of one appeal, as one line asks for it. Throws Failure for a line that asks nothing, or contradicts itself. */
export function appealLine(fields: Fields, calendar: AppealCalendar): object {
  const id = requiredId(fields);
  const { deadline, allowed, reasons, notTested, steps } = appealWindow(questionOf(fields), calendar);
  return {
    id,
    deadline: deadline ?? 'unknown',
    allowed: allowed ?? null,
    reason: reasons.join('+'),
    ...(notTested.length > 0 && { not_tested: notTested }),
    computation: steps.join(' '),
    calendar: calendar.edition,
  };
}

function questionOf(fields: Fields): AppealQuestion {
  refuseMisspelt(Object.keys(fields));
  const path = optionalField(fields, 'path', AppealPath, `one of ${AppealPath.options.join(', ')}`);
  if (path === undefined) throw new Failure('bad-input', `path is missing: it must be one of ${AppealPath.options.join(', ')}.`);
  const day = (name: string) => optionalField(fields, name, AppealDay, DAY);
  return {
    path,
    noticeDate: day('notice_date'),
    receiptDate: day('receipt_date'),
    ofDismissal: optionalField(fields, 'of_dismissal', z.boolean(), 'true or false'),
    amountCents: optionalField(fields, 'amount_cents', z.int().nonnegative(), 'a whole number of cents, not below 0'),
    year: optionalField(fields, 'year', z.int().min(1990).max(2099), 'a calendar year such as 2026'),
    filedOn: day('filed_on'),
    mailedOn: day('mailed_on'),
    contract: contractOf(fields),
  };
}

const CONTRACT = ['days', 'counts_from', 'presumed_receipt_days', 'last_day'] as const;

function contractOf(fields: Fields): ContractTerms | undefined {
  const given = optionalField(
    fields,
    'contract',
    z.record(z.string(), z.unknown()),
    'an object such as {"days": 90, "counts_from": "notice"}',
  );
  if (given === undefined) return undefined;
  const strange = Object.keys(given).find((name) => !CONTRACT.some((known) => known === name));
  if (strange !== undefined) throw new Failure('bad-input', `contract has a field that is not known. It has ${CONTRACT.join(', ')}.`);
  const { shape } = ContractTerms;
  return {
    days: optionalField(given, 'days', shape.days, 'a whole number from 1 to 3650, under contract'),
    countsFrom: optionalField(given, 'counts_from', shape.countsFrom, 'notice or receipt, under contract'),
    presumedReceiptDays: optionalField(
      given,
      'presumed_receipt_days',
      shape.presumedReceiptDays,
      'a whole number from 0 to 30, under contract',
    ),
    lastDay: optionalField(given, 'last_day', shape.lastDay, 'next-business-day or stays, under contract'),
  };
}

/** `reciept_date` left alone would have a receipt presumed that is proven, and nobody would be told. */
function refuseMisspelt(names: readonly string[]): void {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/g, '');
  const others = names.filter((name) => name !== 'path' && !OPTIONAL.includes(name)).map(plain);
  for (const field of OPTIONAL.filter((name) => name.length > 4 && !names.includes(name))) {
    if (others.some((name) => editDistance(name, plain(field)) <= MOST_TYPOS)) {
      throw new Failure('bad-input', `${field} is not there, and a field is whose name is nearly that. Name it ${field}.`);
    }
  }
}
