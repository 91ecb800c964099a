import { z } from 'zod';

/** An ICD-10-CM code with its dot and in capitals: `I50.23`, `QA0.0101`. Shape only: an edition says whether it exists. */
export const Icd10Cm = z
  .string()
  .regex(/^[A-Z](\d[0-9A-Z]|A\d)(\.[0-9A-Z]{1,4})?$/, 'an ICD-10-CM code looks like I50.23')
  .brand<'Icd10Cm'>();
export type Icd10Cm = z.infer<typeof Icd10Cm>;

/** A calendar day, `2026-03-14`. It has no time zone and is never a `Date`. */
export const LocalDate = z.iso.date().brand<'LocalDate'>();
export type LocalDate = z.infer<typeof LocalDate>;

/** ASCII alone, and the dot in its place or nowhere: a dot elsewhere is a code of another system, such as ICD-9's E880.9. */
const TYPED = /^[A-Za-z](?:\d[0-9A-Za-z]|[Aa]\d)(?:\.?[0-9A-Za-z]{1,4})?$/;

/**
 * Reads a code as people type it (`i5023`, `I50.23`, ` i50.23 `) into its written form.
 * Returns `undefined` when it has not the shape of a code.
 */
export function readIcd10Cm(typed: string): Icd10Cm | undefined {
  const trimmed = typed.trim();
  if (!TYPED.test(trimmed)) return undefined;
  const bare = trimmed.toUpperCase().replace('.', '');
  const written = bare.length > 3 ? `${bare.slice(0, 3)}.${bare.slice(3)}` : bare;
  const parsed = Icd10Cm.safeParse(written);
  return parsed.success ? parsed.data : undefined;
}

/** The category that a code belongs to: `I50.23` is in `I50`. */
export function categoryOf(code: string): string {
  return code.slice(0, 3);
}
