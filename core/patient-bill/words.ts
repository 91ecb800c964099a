/** Sentences of a bill explanation. What stands in braces is filled from the account; nothing else in a template is a figure. */
export interface BillWords {
  readonly hello: string;
  readonly helloNamed: string;
  readonly about: string;
  readonly onDay: string;
  readonly betweenDays: string;
  readonly careFor: string;
  readonly headings: Readonly<Record<'charge' | 'plan' | 'share' | 'paid' | 'owe' | 'choices', string>>;
  readonly charged: string;
  readonly planPaid: string;
  readonly planPaidNothing: string;
  readonly discount: string;
  readonly planTookOff: string;
  readonly weTookOffPlan: string;
  readonly denied: string;
  readonly deniedAppealed: string;
  readonly waiting: string;
  readonly planDecides: string;
  readonly noShare: string;
  readonly deductible: string;
  readonly coinsurance: string;
  readonly copay: string;
  readonly overAllowed: string;
  readonly notCovered: string;
  readonly moved: string;
  readonly selfPay: string;
  readonly yourPart: string;
  readonly youPaid: string;
  readonly weTookOff: string;
  readonly paidBack: string;
  readonly owed: string;
  readonly nothingOwed: string;
  readonly credit: string;
  readonly askAgain: string;
  readonly contact: string;
  readonly hours: string;
  readonly short: string;
}
