import type { AppealWindow } from '../appeals/calendar/appeal-window.ts';
import { groundOfDenial } from '../appeals/ground-of-denial.ts';
import type { DeniedAmount } from '../appeals/letter/grounds/ground.ts';
import type { LocalDate } from '../codes.ts';
import { isCode, toldCode } from '../remittance/told-code.ts';
import type { AdjustmentWords } from './codes/adjustment-words.ts';
import type { FirstStep } from './codes/words-source.ts';
import type { Cause } from './causes/cause.ts';
import type { Reason } from './denial.ts';

export interface Advice {
  readonly step: FirstStep;
  readonly says: string;
}

const SAYS: Readonly<Record<FirstStep, string>> = {
  correct: 'Correct the claim and send it again.',
  appeal: 'Appeal.',
  'bill-patient': 'Bill the patient.',
  'bill-other-payer': 'Bill the other payer.',
  'send-records': 'Send the records that the payer asks for.',
  none: 'Nothing is to be done.',
};

/**
 * What is usually done about a refusal: what its causes lead to, else what is usual for its code. An appeal whose day has passed is not
 * advised, and the patient is billed only for what the payer puts on the patient.
 */
export function whatToDo(
  reason: Reason,
  { causes, window, today }: { readonly causes: readonly Cause[]; readonly window: AppealWindow; readonly today: LocalDate },
  words: AdjustmentWords,
): Advice {
  const led = causes.find(({ leadsTo }) => leadsTo !== undefined)?.leadsTo;
  const step = led ?? words.carc(reason.reason)?.usually;
  if (step === undefined) {
    const what = isCode(reason.reason) ? `Code ${reason.reason}` : 'What stands in the place of a code';
    return { step: 'none', says: `${what} is not held here, so nothing is advised. Ask the payer.` };
  }
  if (step === 'appeal' && window.deadline !== undefined && window.deadline < today)
    return { step: 'none', says: `An appeal would be usual, and its last day was ${window.deadline}. Ask the payer whether it reopens.` };
  const { deadline } = window;
  const over = deadline !== undefined && deadline < today ? ` The last day to appeal was ${deadline}.` : '';
  const contested = reason.family === undefined ? undefined : groundOfDenial(reason.family, amountOf(reason));
  if (step === 'bill-patient' && reason.group !== 'PR')
    return {
      step: 'none',
      says: `${reason.family === 'non-covered' && contested !== undefined && 'refused' in contested ? contested.refused : notThePatients(reason)}${over}`,
    };
  // A letter argues what a reviewer judged, and records alone argue nothing.
  if (step === 'send-records' && contested !== undefined && 'ground' in contested && JUDGED.has(contested.ground))
    return over === '' ? { step: 'appeal', says: OF_JUDGEMENT } : { step: 'none', says: `${OF_JUDGEMENT}${over}` };
  return { step, says: SAYS[step] };
}

const JUDGED: ReadonlySet<string> = new Set(['level-of-care', 'clinical-validation']);
const OF_JUDGEMENT =
  'Appeal with the records where they say why the care was needed, which a draft of the appeal tells; where they do not, do not appeal, and ask the admitting provider.';

function notThePatients({ group }: Reason): string {
  return `The payer puts this on ${toldCode(group)} and not on the patient, so the patient is not billed.`;
}

function amountOf({ group, reason, amountCents, remarks, segment, remitted, line }: Reason): DeniedAmount {
  return {
    ...{ segment, place: 1, adjustment: { group, reason, amountCents } },
    remarks: remarks.map((code, at) => ({ code, segment, place: at + 1 })),
    line: remitted,
    claimLine: line,
  };
}

/** What a first step is, as it is told of a code by itself. */
export function stepInWords(step: FirstStep): string {
  return SAYS[step];
}
