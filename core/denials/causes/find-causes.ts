import type { DenialFamily } from '../denial-family.ts';
import type { Reason } from '../denial.ts';
import { bundling } from './bundling.ts';
import type { Cause, FindCause, Known } from './cause.ts';
import { medicalNecessity } from './medical-necessity.ts';
import { authorisation, coding, coordination, duplicate, eligibility, maximum, missingInformation } from './of-the-claim.ts';
import { timelyFiling } from './timely-filing.ts';

const FINDERS: Partial<Readonly<Record<DenialFamily, FindCause>>> = {
  bundling,
  authorisation,
  eligibility,
  coordination,
  duplicate,
  maximum,
  coding,
  'timely-filing': timelyFiling,
  'medical-necessity': medicalNecessity,
  'missing-information': missingInformation,
};

/** What the claim, its neighbours and the policy library show of one refusal. Empty for a family of which they can show nothing. */
export function findCauses(reason: Reason, known: Known): readonly Cause[] {
  const find = reason.family === undefined ? undefined : FINDERS[reason.family];
  return find === undefined ? [] : find(reason, known);
}
