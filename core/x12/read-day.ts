import type { LocalDate } from '../codes.ts';

const LENGTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const [ZERO, NINE] = [0x30, 0x39];

/** `20260314` as a day; `undefined` where there is no such day. */
export function readDay(text: string): LocalDate | undefined {
  if (text.length !== 8) return undefined;
  let digits = 0;
  for (let at = 0; at < 8; at += 1) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) return undefined;
    digits = digits * 10 + (code - ZERO);
  }
  const [year, month, day] = [Math.floor(digits / 10_000), Math.floor(digits / 100) % 100, digits % 100];
  if (year === 0 || day === 0 || day > (LENGTHS[month - 1] ?? 0)) return undefined;
  if (month === 2 && day === 29 && !isLeap(year)) return undefined;
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` as LocalDate;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export interface Days {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A day (`D8`, `DT` with its time), or two of them (`RD8`). */
export function readDays(format: string, text: string): Days | undefined {
  if (format === 'RD8') {
    const [from, to] = [readDay(text.slice(0, 8)), text[8] === '-' ? readDay(text.slice(9)) : undefined];
    return from === undefined || to === undefined ? undefined : { from, to };
  }
  const day = format === 'D8' || format === 'DT' ? readDay(text.slice(0, 8)) : undefined;
  return day === undefined ? undefined : { from: day, to: day };
}

/** `2026-03-14` as a file writes it. */
export function writtenDay(day: string): string {
  return day.replaceAll('-', '');
}
