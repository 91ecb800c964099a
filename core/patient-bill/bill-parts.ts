import type { Account, AccountEntry } from '../billing/account.ts';
import { Failure } from '../errors.ts';
import { figureOf, sumOf, type Figure } from './figure.ts';

/** An amount that a payer refused and that is not the patient's: it stays with the payer until somebody appeals, corrects or writes it off. */
export interface DeniedPart {
  readonly claim: string;
  readonly amountCents: number;
  readonly remittance: { readonly id: string; readonly segment: number };
  /** An appeal of it was sent and is not answered yet. */
  readonly appealed: boolean;
}

/** What there may be to say of a bill; absent where there is nothing. */
export const PARTS = [
  'charged',
  'planPaid',
  'discount',
  'planTookOff',
  'weTookOffPlan',
  'denied',
  'waiting',
  'deductible',
  'coinsurance',
  'copay',
  'overAllowed',
  'notCovered',
  'moved',
  'selfPay',
  'yourPart',
  'youPaid',
  'weTookOff',
  'paidBack',
  'owed',
  'credit',
  'overEstimate',
] as const;
export type Part = (typeof PARTS)[number];
export type BillParts = { readonly [P in Part]?: Figure };

/** The patient's share by the claim adjustment reason that moved it; any other is care that the plan does not pay for. */
const SHARES: Readonly<Record<string, Part>> = {
  '1': 'deductible',
  '2': 'coinsurance',
  '3': 'copay',
  '45': 'overAllowed',
  '66': 'deductible',
  '241': 'copay',
  '247': 'deductible',
  '248': 'coinsurance',
};

/**
 * An account in the parts that a patient is told of. The parts add up: charged, less what the plan paid and what was taken off, less
 * what is with the plan, is the patient's part; less what was paid and taken off that, and with what was paid back, it is what is owed.
 *
 * Throws Failure `bad-input` where a part would be less than nothing (a payer took back more than it paid): that is for a person to
 * explain.
 */
export function billParts({ record, entries, patientOwesCents, insuranceOwesCents }: Account, denied: readonly DeniedPart[]): BillParts {
  const plan = entries.filter(({ owedBy }) => owedBy === 'insurance');
  const yours = entries.filter(({ owedBy }) => owedBy === 'patient');
  if (sumOf(plan) !== insuranceOwesCents || sumOf(yours) !== patientOwesCents)
    throw new Failure('broken-promise', `The entries of account ${record.id} do not add up to what it says is owed.`);
  const of = (from: readonly AccountEntry[], ...kinds: readonly AccountEntry['kind'][]) => from.filter(({ kind }) => kinds.includes(kind));
  const shares = of(yours, 'patient-share');
  const share = (part: Part) =>
    figureOf(
      shares.filter(({ reason = '' }) => (SHARES[reason] ?? 'notCovered') === part),
      1,
    );
  const settled = of(yours, 'patient-payment', 'adjustment', 'write-off', 'refund');
  const parts = named({
    charged: figureOf(of(entries, 'charge'), 1),
    planPaid: figureOf(of(plan, 'insurance-payment'), -1),
    discount: figureOf(of(plan, 'contractual'), -1),
    planTookOff: figureOf(of(plan, 'payer-adjustment'), -1),
    weTookOffPlan: figureOf(of(plan, 'adjustment', 'write-off', 'refund'), -1),
    ...withThePlan(plan, denied),
    deductible: share('deductible'),
    coinsurance: share('coinsurance'),
    copay: share('copay'),
    overAllowed: share('overAllowed'),
    notCovered: share('notCovered'),
    selfPay: figureOf(of(yours, 'charge'), 1),
    moved: figureOf(of(yours, 'transfer'), 1),
    yourPart: figureOf(
      yours.filter((entry) => !settled.includes(entry)),
      1,
    ),
    youPaid: figureOf(of(yours, 'patient-payment'), -1),
    weTookOff: figureOf(of(yours, 'adjustment', 'write-off'), -1),
    paidBack: figureOf(of(yours, 'refund'), 1),
    owed: figureOf(yours, 1),
    credit: figureOf(yours, -1),
    overEstimate: overEstimate(record.estimateCents, of(entries, 'charge')),
  });
  mustAddUp(parts, record.id, patientOwesCents);
  return parts;
}

/** What is with the plan still: refused, or not answered. More cannot be refused than the plan still owes by the account. */
function withThePlan(plan: readonly AccountEntry[], denied: readonly DeniedPart[]): Pick<BillParts, 'denied' | 'waiting'> {
  const refused = denied.map(({ remittance: { id, segment }, amountCents }) => ({ id: `${id}:${segment}`, amountCents }));
  const open = sumOf(plan);
  if (sumOf(refused) > open) return named({ denied: figureOf(plan, 1) });
  const answered = refused.map(({ id, amountCents }) => ({ id, amountCents: -amountCents }));
  return named({ denied: figureOf(refused, 1), waiting: figureOf([...plan, ...answered], 1) });
}

function overEstimate(estimateCents: number | undefined, charges: readonly AccountEntry[]): Figure | undefined {
  if (estimateCents === undefined) return undefined;
  return figureOf([...charges, { id: 'estimate', amountCents: -estimateCents }], 1);
}

function named(figures: Readonly<Record<string, Figure | undefined>>): BillParts {
  return Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure !== undefined));
}

function mustAddUp(parts: BillParts, account: string, owedCents: number): void {
  const sum = (...names: readonly Part[]): number => names.reduce((total, name) => total + (parts[name]?.amountCents ?? 0), 0);
  const left = sum('charged') - sum('planPaid', 'discount', 'planTookOff', 'weTookOffPlan', 'denied', 'waiting');
  const shares = sum('deductible', 'coinsurance', 'copay', 'overAllowed', 'notCovered', 'selfPay', 'moved');
  const owed = sum('yourPart', 'paidBack') - sum('youPaid', 'weTookOff');
  if (left === sum('yourPart') && shares === sum('yourPart') && owed === owedCents) return;
  throw new Failure(
    'bad-input',
    `Account ${account} cannot be told in plain parts: something on it is less than nothing, such as a payer that took back more than it paid. A person has to look at the account and explain it.`,
  );
}
