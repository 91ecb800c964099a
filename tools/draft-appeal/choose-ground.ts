import type { DenialOfFamily } from '#core/appeals/denied-amounts.ts';
import { AppealGround } from '#core/appeals/letter/letter.ts';
import type { DenialFamily } from '#core/denials/denial-family.ts';

/** What is done about a denial that no letter contests. */
const INSTEAD: Readonly<Partial<Record<DenialFamily, string>>> = {
  eligibility:
    'The payer says that it did not cover the patient then. A letter shows nothing against that: verify the cover for the day of service, correct the member number or bill the plan that covered it.',
  'non-covered':
    'The payer says that the plan does not cover the service. Look up the benefit; if it is covered, send the clause with a corrected claim; if not, bill the patient only where the notice that the law asks for was signed before care.',
  maximum: 'The payer says that a limit of the benefit is reached. Ask it for the count, and contest that by telephone first.',
  provider:
    'The payer says that the provider is not the right one for it. Correct the provider or its enrolment and send a corrected claim.',
  other: 'The reason that the payer gives is not one whose grounds are known here. Ask the payer what it means before anything is written.',
};
const NOT_DENIED = 'What was taken off is no refusal: a price of the contract, or a share of the patient.';

/** Reasons that speak of the setting or the length of care: 152 the length, 186 the level. */
const OF_LEVEL = new Set(['152', '186']);

export type ChosenGround = { readonly ground: AppealGround; readonly denial: DenialOfFamily } | { readonly refused: string };

/** The ground that is asked for, if the payer denied anything on it; else that of the most money that a letter can contest. */
export function chooseGround(denials: readonly DenialOfFamily[], asked: AppealGround | undefined): ChosenGround {
  const [first] = denials;
  if (first === undefined) return { refused: 'The newest remittance of this claim denies nothing. There is nothing to appeal.' };
  const told = denials.map(({ family }) => family).join(', ');
  if (asked !== undefined) {
    const denial = denials.find(({ family }) => family === (asked === 'level-of-care' ? 'clinical-validation' : asked));
    return denial === undefined
      ? { refused: `The payer did not deny this claim for ${asked}, but for ${told}.` }
      : { ground: asked, denial };
  }
  for (const denial of denials) {
    const ground = AppealGround.safeParse(denial.family).data;
    if (ground === undefined) continue;
    const ofLevel = ground === 'clinical-validation' && denial.amounts.some(({ adjustment }) => OF_LEVEL.has(adjustment.reason));
    return { ground: ofLevel ? 'level-of-care' : ground, denial };
  }
  return { refused: INSTEAD[first.family] ?? NOT_DENIED };
}
