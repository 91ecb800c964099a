import { z } from 'zod';

/** A value in words: its white space folded, no control characters (they would reach a terminal). */
export const Words = z
  .string()
  .refine((typed) => !/[^\P{Cc}\s]/u.test(typed), 'holds control characters')
  .transform((typed) => typed.replace(/\s+/g, ' ').trim())
  .refine((typed) => typed !== '', 'is empty');

/** A name or title. Its length is bounded, for expressions that look for words in it. */
export const LineOfText = Words.refine((line) => line.length <= 2000, 'is too long');
