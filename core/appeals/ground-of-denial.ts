import type { DenialFamily } from '../denials/denial-family.ts';
import { toldCode, toldReason } from '../remittance/told-code.ts';
import { isBed, isVisit } from './evidence/service-words.ts';
import type { DeniedAmount } from './letter/grounds/ground.ts';
import { AppealGround } from './letter/letter.ts';

/** What a refused amount is contested on, or what is done about it instead. */
export type Contested = { readonly ground: AppealGround } | { readonly refused: string };

/** The reasons of a family that its letter answers. A reason of the family that is not here says something else. */
const ANSWERED: Readonly<Partial<Record<AppealGround, ReadonlySet<string>>>> = {
  bundling: new Set(['97', '231', '236', 'P14']),
  'medical-necessity': new Set(['50', 'B8']),
  authorisation: new Set(['15', '39', '62', '95', '165', '197', '198', '210', '243', '284', '287', '288', '296', '302']),
  'timely-filing': new Set(['29', 'B4']),
  coding: new Set(['11']),
  coordination: new Set(['19', '20', '21', '22']),
  duplicate: new Set(['18', 'B13']),
};

/** 58 the setting, 150 the level, 152 the length, 186 the level that was paid: all of a bed. */
const OF_LEVEL = new Set(['58', '150', '152', '186']);
/** Remarks of a level, and remarks that the chart does not bear out what was coded. */
const LEVEL_REMARKS = new Set(['M25', 'M26', 'N188']);
const CODE_REMARKS = new Set(['N72', 'N163', 'N180', 'N206']);

const CORRECT = 'Do not appeal: mend what it names and send a corrected claim.';
/** What is done about a family that no letter contests. */
const INSTEAD: Readonly<Partial<Record<DenialFamily, string>>> = {
  eligibility:
    'The payer says that it did not cover the patient then. A letter shows nothing against that: verify the cover for the day of service, correct the member number or bill the plan that covered it.',
  maximum: 'The payer says that a limit of the benefit is reached. Ask it for the count, and contest that by telephone first.',
  provider:
    'The payer says that the provider is not the right one for it. Correct the provider or its enrolment and send a corrected claim.',
  other: 'The reason that the payer gives is not one whose grounds are known here. Ask the payer what it means before anything is written.',
};
const NOT_DENIED = 'What was taken off is no refusal: a price of the contract, or a share of the patient.';

/** The ground of one refused amount, by its family, its reason, the remarks beside it and the line that it is of. */
export function groundOfDenial(family: DenialFamily, amount: DeniedAmount): Contested {
  const { reason } = amount.adjustment;
  if (OF_LEVEL.has(reason)) return ofLevel(amount);
  if (family === 'clinical-validation') return ofClinicians(amount);
  const ground = AppealGround.safeParse(family).data;
  if (family === 'non-covered') return { refused: ofBenefit(amount) };
  if (ground === undefined) return { refused: INSTEAD[family] ?? NOT_DENIED };
  const answered = ANSWERED[ground];
  if (answered === undefined || answered.has(reason)) return { ground };
  if (ground === 'coding')
    return { refused: `${toldReason(amount.adjustment)} says that a code of the claim, or what goes with it, is wrong. ${CORRECT}` };
  return { refused: forAPerson(amount) };
}

/** Whom what is not covered falls to is said by the group: only under PR may it be the patient. */
function ofBenefit({ adjustment: { group } }: DeniedAmount): string {
  const look =
    'The payer says that the plan does not cover the service. Look up the benefit; if it is covered, send the clause with a corrected claim;';
  return group === 'PR'
    ? `${look} if not, bill the patient only where the notice that the law asks for was signed before care.`
    : `${look} if not, the patient is not billed, for the payer puts it on ${toldCode(group)} and not on the patient.`;
}

/** A level is argued for a bed. That of a visit is counted from its own note, by its time or its decisions, and that is for a coder. */
function ofLevel(amount: DeniedAmount): Contested {
  const { adjustment, line, claimLine } = amount;
  if (line === undefined || (claimLine !== undefined && isBed(claimLine))) return { ground: 'level-of-care' };
  if (claimLine !== undefined && isVisit(claimLine))
    return {
      refused: `${toldReason(adjustment)} on line ${claimLine.number} is about the level of a visit. No letter is drafted for that: have a coder audit the visit by its own note, its time or its decisions, and appeal with the audit or send a corrected claim.`,
    };
  return { refused: forAPerson(amount) };
}

/** What a reviewer decided: of a level, or that the chart does not bear out what was coded. The others need a clinician's own words. */
function ofClinicians(amount: DeniedAmount): Contested {
  const { remarks } = amount;
  if (remarks.some(({ code }) => LEVEL_REMARKS.has(code))) return ofLevel(amount);
  if (remarks.some(({ code }) => CODE_REMARKS.has(code))) return { ground: 'clinical-validation' };
  return {
    refused: `${toldReason(amount.adjustment)} contests a clinical judgement, and not which: neither a level of care nor a diagnosis. Ask the payer for the review; where it disputes a diagnosis, name that one and ask again ("clinical validation of I50.23"), and otherwise have a clinician write the answer.`,
  };
}

function forAPerson({ adjustment }: DeniedAmount): string {
  return `${toldReason(adjustment)} gives a reason that no letter of this program answers, and another letter would argue beside it. Read what the payer holds, and have a person answer it or send a corrected claim.`;
}
