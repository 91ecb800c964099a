import type { LocalDate } from '../codes.ts';
import type { Find } from './finding.ts';
import { plainCents, readAmount, readQuantity } from './read-amount.ts';
import { readDay } from './read-day.ts';
import { elementOf, type Segment } from './segment.ts';

/** The rule of an error in an amount: what it stands in can no longer be added up. */
export const AMOUNT_RULE = 'x12.amount';

/** `CLP03`. */
export function elementName(segment: Segment, at: number): string {
  return `${segment.name}${String(at).padStart(2, '0')}`;
}

/** An amount in cents; `undefined` where the element is empty. What is no amount is found as an error and counts as 0. */
export function centsAt(segment: Segment, at: number, find: Find): number | undefined {
  const text = elementOf(segment, at);
  if (text === '') return undefined;
  const plain = plainCents(text);
  if (!Number.isNaN(plain)) return plain;
  const { cents, odd } = readAmount(text);
  const element = elementName(segment, at);
  const here = { segment: segment.number, element };
  if (odd === 'more decimals')
    find({ severity: 'warning', rule: 'x12.amount.decimals', ...here, says: `${element} has more than two decimals; they are zeros.` });
  else find({ severity: 'error', rule: AMOUNT_RULE, ...here, says: `${element} ${WRONG[odd ?? 'not a number']}.` });
  return cents;
}

const WRONG = {
  'not a number': 'is no amount and was counted as 0.00',
  'too precise': 'has more than two decimals and was rounded to a cent',
  'too large': 'is too large for an amount and was counted as 0.00',
} as const;

/** An amount that must be there. */
export function requiredCentsAt(segment: Segment, at: number, find: Find): number {
  const cents = centsAt(segment, at, find);
  if (cents !== undefined) return cents;
  const element = elementName(segment, at);
  find({ severity: 'error', rule: AMOUNT_RULE, segment: segment.number, element, says: `${element} has no amount; 0.00 was counted.` });
  return 0;
}

/** A count, or `undefined` where the element is empty or none. */
export function quantityAt(segment: Segment, at: number, find: Find): number | undefined {
  const text = elementOf(segment, at);
  if (text === '') return undefined;
  const quantity = readQuantity(text);
  if (quantity === undefined) {
    const element = elementName(segment, at);
    find({ severity: 'warning', rule: 'x12.quantity', segment: segment.number, element, says: `${element} is no count and was left out.` });
  }
  return quantity;
}

/** A day, or `undefined` where the element is empty or none. */
export function dayAt(segment: Segment, at: number, find: Find): LocalDate | undefined {
  const text = elementOf(segment, at);
  if (text === '') return undefined;
  const day = readDay(text);
  if (day === undefined) {
    const element = elementName(segment, at);
    const says = `${element} is no day of the calendar as CCYYMMDD and was left out.`;
    find({ severity: 'warning', rule: 'x12.day', segment: segment.number, element, says });
  }
  return day;
}

/** Finds an error where an element that must be there is empty; gives it. */
export function requiredAt(segment: Segment, at: number, find: Find): string {
  const text = elementOf(segment, at);
  if (text === '') {
    const element = elementName(segment, at);
    find({
      severity: 'error',
      rule: 'x12.element.missing',
      segment: segment.number,
      element,
      says: `${element} must be there and is empty.`,
    });
  }
  return text;
}

/** Keeps the first value of a qualifier. */
export function keepFirst<T>(kept: Record<string, T>, qualifier: string, value: T): void {
  if (qualifier !== '' && !Object.hasOwn(kept, qualifier)) kept[qualifier] = value;
}
