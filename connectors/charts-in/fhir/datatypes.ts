import { z } from 'zod';
import { LocalDate } from '#core/codes.ts';
import { LineOfText } from '../line-of-text.ts';
import { isWrittenNumber, type WrittenNumber } from '../json-of-text.ts';

/** The parts of FHIR R4 datatypes that charts are made of. Unknown members pass; a known one of the wrong type does not. */

/** `2026`, `2026-03`, `2026-03-09` or a whole time stamp with its zone. */
export const DateTime = z.string().refine(isDateTime, 'should be a FHIR date or dateTime');

/** The day as it was written where it was written: the zone is left alone. `undefined` for a year or a month. */
export function dayOf(dateTime: string | undefined): LocalDate | undefined {
  return dateTime === undefined || dateTime.length < 10 ? undefined : LocalDate.parse(dateTime.slice(0, 10));
}

function isDateTime(typed: string): boolean {
  if (/^\d{4}$/.test(typed)) return true;
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(typed)) return true;
  const whole = /^\d{4}-\d{2}-\d{2}(T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]\d{2}:\d{2}))?$/;
  return whole.test(typed) && LocalDate.safeParse(typed.slice(0, 10)).success;
}

export const Id = z.string().regex(/^[A-Za-z0-9.-]{1,64}$/, 'should be letters, digits, dots and hyphens, at most 64');

export const Coding = z.object({ system: z.string().optional(), code: LineOfText.optional(), display: LineOfText.optional() });
export type Coding = z.infer<typeof Coding>;

export const Concept = z.object({ text: LineOfText.optional(), coding: z.array(Coding).default([]) });
export type Concept = z.infer<typeof Concept>;

/** Bounded, for the expressions that take it apart. */
export const Address = z.string().max(2048);

export const Reference = z.object({ reference: Address.optional(), display: LineOfText.optional() });
export type Reference = z.infer<typeof Reference>;

export const Period = z.object({ start: DateTime.optional(), end: DateTime.optional() });
export type Period = z.infer<typeof Period>;

export const Decimal = z.custom<WrittenNumber>(isWrittenNumber, 'should be a number');

export const Quantity = z.object({
  value: Decimal.optional(),
  comparator: z.enum(['<', '<=', '>=', '>', 'ad']).optional(),
  unit: LineOfText.optional(),
  code: LineOfText.optional(),
});
export type Quantity = z.infer<typeof Quantity>;

export const HumanName = z.object({
  use: z.string().optional(),
  text: LineOfText.optional(),
  family: LineOfText.optional(),
  given: z.array(LineOfText).default([]),
  suffix: z.array(LineOfText).default([]),
});
export type HumanName = z.infer<typeof HumanName>;

const CPT = 'http://www.ama-assn.org/go/cpt';

/** Words for a concept: its own text, a display or the bare code. The words of a CPT code are the AMA's and are never taken. */
export function wordsOf({ text, coding }: Concept): string | undefined {
  const free = coding.find(({ system, display }) => system !== CPT && display !== undefined);
  const cpt = coding.some(({ system }) => system === CPT);
  if (cpt && free === undefined) return coding.find(({ code }) => code !== undefined)?.code;
  return text ?? free?.display ?? coding.find(({ code }) => code !== undefined)?.code;
}
