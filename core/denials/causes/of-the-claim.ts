import { isSameCare } from '../../billing/repeats.ts';
import { place, type Cause, type FindCause } from './cause.ts';

/** Whether the claim bears an authorisation. */
export const authorisation: FindCause = (_reason, { denial: { claim } }) => [
  claim.authorisation === undefined
    ? {
        says: `${claim.id} bears no prior authorisation number. If one was given, correct the claim; if care could not wait, appeal with the record of it.`,
        shownBy: [`claim ${claim.id}`],
        leadsTo: 'correct',
      }
    : {
        says: `${claim.id} bears the authorisation ${claim.authorisation}, so an appeal can name it.`,
        shownBy: [`claim ${claim.id}`],
        leadsTo: 'appeal',
      },
];

/** Another claim of the account for the same days, charge and codes. */
export const duplicate: FindCause = (_reason, { denial: { claim }, others }) => {
  const alike = others.filter((one) => one.id !== claim.id && isSameCare(one, claim));
  if (alike.length === 0)
    return [{ says: 'No other claim here is for the same days, codes and charges. Ask the payer which claim it means.', shownBy: [] }];
  return alike.map((one): Cause => ({
    says: `${one.id}${one.filedOn === undefined ? '' : ` of ${one.filedOn}`} is for the same days, codes and charges${claim.corrects === one.id || one.corrects === claim.id ? ', and one corrects the other' : ''}.`,
    shownBy: [`claim ${one.id}`, `claim ${claim.id}`],
    leadsTo: claim.corrects === one.id ? 'appeal' : 'none',
  }));
};

/** In which order payers were billed. */
export const coordination: FindCause = (_reason, { denial: { claim }, others }) => {
  const elsewhere = others.filter((one) => one.payer.id !== claim.payer.id && one.from === claim.from);
  const billed =
    elsewhere.length === 0
      ? 'No other payer was billed for these days.'
      : `Also billed for these days: ${elsewhere.map(({ id, payer, order }) => `${id} to ${payer.name} as ${order}`).join('; ')}.`;
  return [
    {
      says: `${claim.id} went to ${claim.payer.name} as ${claim.order}. ${billed}`,
      shownBy: [`claim ${claim.id}`, ...elsewhere.map(({ id }) => `claim ${id}`)],
      leadsTo: 'bill-other-payer',
    },
  ];
};

/** The member's number that was billed against the one that came back. */
export const eligibility: FindCause = (_reason, { denial: { claim, remitted } }) => {
  const back = remitted.subscriber?.id ?? remitted.patient?.id;
  if (back === undefined || claim.memberId === undefined)
    return [
      {
        says: 'No number of a member stands on both the claim and the answer. Check coverage on the day of service.',
        shownBy: [`claim ${claim.id}`],
      },
    ];
  return [
    back === claim.memberId
      ? {
          says: 'The number of the member is the one that was billed. Check coverage on the day of service with the payer.',
          shownBy: [`claim ${claim.id}`],
        }
      : {
          says: 'The payer answers with another number of a member than was billed. Check the card, and correct the claim.',
          shownBy: [`claim ${claim.id}`],
          leadsTo: 'correct',
        },
  ];
};

/** What the remarks say is absent. */
export const missingInformation: FindCause = (reason, known) => {
  const told = known.causes(reason.remarks).filter(({ mend }) => mend !== undefined);
  if (told.length === 0) return [{ says: 'No remark says what is missing. Ask the payer.', shownBy: [] }];
  return told.map(({ code, mend, usually }) => ({
    says: `Remark ${code}: ${mend}`,
    shownBy: [place(reason, known).shownBy],
    leadsTo: usually ?? ('correct' as const),
  }));
};

/** Units and charge of the refused line. */
export const maximum: FindCause = (reason, known) => {
  const { line, remitted } = reason;
  const at = place(reason, known);
  if (line === undefined) return [{ says: 'The payer does not say which line is over its limit.', shownBy: [] }];
  const paid = remitted?.units === undefined ? '' : `; the payer counts ${remitted.units}`;
  return [{ says: `${at.says} was billed with ${line.units} ${line.units === 1 ? 'unit' : 'units'}${paid}.`, shownBy: [at.shownBy] }];
};

/** Code, modifiers and diagnoses of the refused line as they were billed. */
export const coding: FindCause = (reason, known) => {
  const { line } = reason;
  const at = place(reason, known);
  if (line === undefined)
    return [{ says: `${at.says} was billed with ${known.denial.claim.diagnoses.join(', ') || 'no diagnosis'}.`, shownBy: [at.shownBy] }];
  const modifiers = line.modifiers.length === 0 ? 'no modifier' : `modifier ${line.modifiers.join(', ')}`;
  const diagnoses = line.diagnoses.flatMap((nth) => known.denial.claim.diagnoses[nth - 1] ?? []);
  return [
    {
      says: `${at.says} was billed as ${line.code ?? line.revenue ?? 'no code'} with ${modifiers} and ${diagnoses.join(', ') || 'no diagnosis of its own'}.`,
      shownBy: [at.shownBy],
      leadsTo: 'correct',
    },
  ];
};
