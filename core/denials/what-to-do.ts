import type { AppealWindow } from '../appeals/calendar/appeal-window.ts';
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
  if (step === 'bill-patient' && reason.group !== 'PR')
    return { step: 'none', says: `The payer puts this on ${toldCode(reason.group)} and not on the patient, so the patient is not billed.` };
  return { step, says: SAYS[step] };
}

/** What a first step is, as it is told of a code by itself. */
export function stepInWords(step: FirstStep): string {
  return SAYS[step];
}
