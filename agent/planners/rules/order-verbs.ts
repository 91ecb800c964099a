import type { DecideStep } from '../../plan.ts';

export type Verdict = DecideStep['input']['verdict'];

/** Words that an order begins with, and what each orders. */
export const VERBS: Readonly<Record<string, Verdict>> = {
  accept: 'accept',
  approve: 'accept',
  countersign: 'accept',
  sign: 'accept',
  reject: 'reject',
  decline: 'reject',
  refuse: 'reject',
  disapprove: 'reject',
  change: 'change',
  replace: 'change',
  escalate: 'escalate',
  withdraw: 'withdraw',
};
