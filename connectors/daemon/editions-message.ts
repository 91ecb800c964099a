import { z } from 'zod';
import type { EDITIONS_METHODS } from '#agent/editions-desk.ts';

const As = z.string().optional();

/** What each method of the editions takes. */
export const EDITIONS_PARAMETERS: Readonly<Record<(typeof EDITIONS_METHODS)[number], z.ZodType>> = {
  editions: z.undefined(),
  loadEdition: z.strictObject({
    system: z.string(),
    paths: z.array(z.string()).min(1),
    year: z
      .string()
      .regex(/^20\d\d$/)
      .optional(),
    as: As,
  }),
  diffEditions: z.strictObject({ id: z.string(), other: z.string().optional(), addenda: z.string().optional() }),
  activateEdition: z.strictObject({ id: z.string(), as: As }),
};
