import { z } from 'zod';
import type { OversightDesk } from '#agent/oversight-desk.ts';

const As = z.string().optional();
const Day = z.iso.date().optional();
const Roles = z.array(z.string()).min(1).max(20);

/** What each method of oversight takes. */
export const OVERSIGHT_PARAMETERS: Readonly<Record<keyof OversightDesk, z.ZodType>> = {
  showPolicy: z.strictObject({ version: z.string().optional() }),
  proposePolicy: z.strictObject({ file: z.string(), text: z.string(), as: As }),
  listAuthority: z.undefined(),
  lendAuthority: z.strictObject({ to: z.string(), roles: Roles, hours: z.number(), as: As }),
  takeAuthority: z.strictObject({ roles: Roles, reason: z.string().optional(), minutes: z.number().optional(), as: As }),
  endAuthority: z.strictObject({ id: z.string(), as: As }),
  seeAuthority: z.strictObject({ id: z.string(), as: As }),
  measureDecisions: z.strictObject({ from: Day, to: Day, person: z.string().optional(), as: As }),
  sampleDecisions: z.strictObject({ from: Day, to: Day, share: z.number(), seed: z.string(), as: As }),
  listReviews: z.strictObject({ as: As }),
  recordReview: z.strictObject({ proposal: z.string(), verdict: z.enum(['agree', 'disagree']), reason: z.string().optional(), as: As }),
  replay: z.strictObject({ of: z.string(), as: As }),
};
