import { z } from 'zod';

/** Why money was not paid as billed, in one word. The last four are seldom a refusal, or say too little. */
export const DENIAL_FAMILIES = [
  'bundling',
  'authorisation',
  'eligibility',
  'timely-filing',
  'duplicate',
  'coordination',
  'medical-necessity',
  'non-covered',
  'missing-information',
  'coding',
  'clinical-validation',
  'maximum',
  'provider',
  'contractual',
  'patient-share',
  'payment-adjustment',
  'other',
] as const;
export const DenialFamily = z.enum(DENIAL_FAMILIES);
export type DenialFamily = z.infer<typeof DenialFamily>;
