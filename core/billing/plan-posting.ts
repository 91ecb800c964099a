import { Failure } from '../errors.ts';
import { dollars } from '../money.ts';
import type { Account } from './account.ts';
import type { TransactionCodes } from './transaction-codes.ts';

export type Side = 'insurance' | 'patient';
export type PostingKind = 'write-off' | 'adjustment' | 'refund' | 'transfer';

/** What somebody wants posted. `balance` is all that the kind can take. */
export interface PostingAsked {
  readonly kind: PostingKind;
  readonly amountCents: number | 'balance';
  /** Whose balance; absent: the patient's where the patient owes or has a credit, else the payer's. */
  readonly owedBy?: Side | undefined;
  /** Of an adjustment: `debit` puts back what was taken off before. */
  readonly direction?: 'credit' | 'debit' | undefined;
}

/** What else bears on it: what other proposals take off and put on that nothing came of yet, and what payers refused and nobody wrote off. */
export interface PostingBeside {
  readonly reservedCents: Readonly<Record<Side, number>>;
  readonly debitsCents: Readonly<Record<Side, number>>;
  readonly refusedCents: number;
  /** Of it, what the payer says is the patient's (PR). */
  readonly refusedToPatientCents: number;
}

/** A posting with its arithmetic: before, less or more the amount, is after. */
export interface PlannedPosting {
  readonly owedBy: Side;
  readonly direction: 'credit' | 'debit';
  readonly movesTo?: Side;
  readonly amountCents: number;
  readonly beforeCents: number;
  readonly afterCents: number;
  readonly code: keyof TransactionCodes;
}

/**
 * Works a posting out against an account. Throws Failure `bad-input`, with the sums, for more than is owed, for a refund without a
 * credit, for a write-off of what no payer refused, and for a refused amount moved to the patient.
 */
export function planPosting(account: Account, asked: PostingAsked, beside: PostingBeside): PlannedPosting {
  const owedBy = asked.owedBy ?? (account.patientOwesCents !== 0 ? 'patient' : 'insurance');
  const { most, why, direction, code } = limitOf(account, { ...asked, owedBy }, beside);
  const amountCents = asked.amountCents === 'balance' ? most : asked.amountCents;
  if (!Number.isInteger(amountCents) || amountCents <= 0 || amountCents > most)
    throw new Failure('bad-input', refusal(account, { ...asked, owedBy }, amountCents, most, why));
  const beforeCents = owedBy === 'patient' ? account.patientOwesCents : account.insuranceOwesCents;
  const afterCents = direction === 'credit' ? beforeCents - amountCents : beforeCents + amountCents;
  const moved = asked.kind === 'transfer' ? { movesTo: owedBy === 'patient' ? ('insurance' as const) : ('patient' as const) } : {};
  return { owedBy, direction, amountCents, beforeCents, afterCents, code, ...moved };
}

interface Limit {
  readonly most: number;
  /** What the limit is, for whoever asked for more. */
  readonly why: string;
  readonly direction: 'credit' | 'debit';
  readonly code: keyof TransactionCodes;
}

const NOT_MOVED =
  "Only what a payer refused and says is the patient's (PR) may be moved to the patient. What it refused under the contract (CO) is not the patient's";

/** An adjustment of what insurance owes that is put on nobody would be decided as less than it is. */
export const GIVES_UP = 'To take money off what insurance owes and put it on nobody gives it up: that is a write-off.';

type Sided = PostingAsked & { readonly owedBy: Side };

function limitOf(
  account: Account,
  asked: Sided,
  { reservedCents, debitsCents, refusedCents, refusedToPatientCents }: PostingBeside,
): Limit {
  const { kind, owedBy } = asked;
  const owes = owedBy === 'patient' ? account.patientOwesCents : account.insuranceOwesCents;
  const reserved = reservedCents[owedBy];
  const free = Math.max(0, owes - reserved);
  const whose = owedBy === 'patient' ? 'The patient' : 'Insurance';
  const waits = reserved > 0 ? `, of which ${dollars(reserved)} waits in another proposal` : '';
  const balance = `${whose} owes ${dollars(owes)}${waits}`;
  if (kind === 'refund') return refundOf(account, asked, debitsCents.patient);
  if (kind === 'transfer' && owedBy === 'insurance') {
    const most = Math.min(free, Math.max(0, refusedToPatientCents - reserved));
    return { most, why: `${balance}. ${NOT_MOVED}`, direction: 'credit', code: 'transfer' };
  }
  if (kind === 'transfer') return { most: free, why: balance, direction: 'credit', code: 'transfer' };
  if (kind === 'adjustment' && asked.direction === 'debit') {
    const off = Math.max(0, takenOff(account, owedBy) - debitsCents[owedBy]);
    return {
      most: off,
      why: `${dollars(off)} was taken off before, and no more can be put back`,
      direction: 'debit',
      code: 'adjustment-debit',
    };
  }
  if (owedBy === 'patient')
    return { most: free, why: balance, direction: 'credit', code: kind === 'write-off' ? 'write-off' : 'adjustment-credit' };
  if (kind === 'adjustment') throw new Failure('bad-input', `${GIVES_UP} Ask for a write-off. Nothing was proposed.`);
  const most = Math.min(free, Math.max(0, refusedCents - reserved));
  const why = `${balance}; payers refused ${dollars(refusedCents)} of the account, and the rest they have not answered`;
  return { most, why, direction: 'credit', code: 'write-off-of-refused' };
}

function refundOf({ record, patientOwesCents }: Account, { owedBy }: Sided, waiting: number): Limit {
  if (owedBy === 'insurance')
    throw new Failure(
      'bad-input',
      `A refund goes to the patient. What a payer is owed back on account ${record.id} it takes by a remittance.`,
    );
  const credit = Math.max(0, -patientOwesCents - waiting);
  const why = patientOwesCents < 0 ? `The patient has paid ${dollars(-patientOwesCents)} too much` : 'The patient has not paid too much';
  return { most: credit, why, direction: 'debit', code: 'refund' };
}

function takenOff({ entries }: Account, owedBy: Side): number {
  const off = entries.filter((entry) => entry.owedBy === owedBy && (entry.kind === 'adjustment' || entry.kind === 'write-off'));
  return -off.reduce((sum, { amountCents }) => sum + amountCents, 0);
}

function refusal({ record, entries }: Account, { kind }: Sided, amountCents: number, most: number, why: string): string {
  if (most === 0) return `Account ${record.id} has nothing for this ${kind}: ${lower(why)}. Nothing was proposed.`;
  const contractual = entries.find((entry) => entry.kind === 'contractual' && -entry.amountCents === amountCents);
  const already =
    contractual === undefined ? '' : ` ${dollars(amountCents)} is the contractual amount, which its remittance took off already.`;
  const asked = amountCents > 0 ? `${dollars(amountCents)} is more than this ${kind} can be` : 'An amount is above $0.00';
  return `${asked} on account ${record.id}: ${lower(why)}. At most ${dollars(most)} can be proposed.${already} Nothing was proposed.`;
}

function lower(sentence: string): string {
  return `${sentence.slice(0, 1).toLowerCase()}${sentence.slice(1)}`;
}
