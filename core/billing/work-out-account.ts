import type { Account, AccountEntry, AccountRecord, PostedEntry } from './account.ts';
import type { Claim } from './claim.ts';
import { claimEntries } from './claim-entries.ts';
import { countingWords, type PayersWord } from './payers-word.ts';
import { sentTwice, type IsRepeat } from './repeats.ts';
import type { IsDenial } from './taken-off.ts';

/** An approved proposal's change of an account. */
export interface ApprovedAdjustment extends Omit<PostedEntry, 'id'> {
  readonly proposal: string;
}

export interface AccountSources {
  /** Claims of the account, and what payers said of them. */
  readonly claims: readonly Claim[];
  readonly remitted: readonly PayersWord[];
  readonly approved: readonly ApprovedAdjustment[];
  readonly isDenial: IsDenial;
  readonly isRepeat: IsRepeat;
}

/**
 * An account to the cent: what it says is the sum of its entries, whatever order its remittances were brought in. What payers refused
 * stays owed by the insurance; only a person writes it off or moves it. A claim that was sent twice under two numbers charges once. What a payer and the account system both know is posted by one of
 * them: entries of the account record are taken as they are.
 */
export function accountOf(record: AccountRecord, { claims, remitted, approved, isDenial, isRepeat }: AccountSources): Account {
  const words = countingWords(remitted);
  const sorted = claims.toSorted((a, b) => (a.from === b.from ? (a.id < b.id ? -1 : 1) : a.from < b.from ? -1 : 1));
  const of = (claim: Claim) => words.filter(({ matched }) => matched !== undefined && isAbout(matched.claim, claim, sorted));
  const spoken = sorted.map((claim) => ({ claim, words: of(claim) }));
  const charged = spoken
    .filter((one) => !isCorrected(one.claim, sorted) && chargedBy(one.claim, sorted) === undefined)
    .filter((one) => sentTwice(one, spoken, isRepeat) === undefined)
    .map(({ claim }) => claim);
  const entries: AccountEntry[] = [
    ...charged.flatMap((claim) => chargesOf(claim, record.selfPay ? 'patient' : 'insurance')),
    ...spoken
      .filter(({ claim }) => chargedBy(claim, sorted) === undefined)
      .flatMap(({ claim, words: said }) => claimEntries(claim, said, isDenial, charged.includes(claim))),
    ...record.posted.map((entry) => ({ ...entry, id: `posted.${entry.id}` })),
    ...approved.map((entry) => ({ ...entry, id: `approved.${entry.proposal}` })),
  ].map((entry) => ({ ...entry, amountCents: entry.amountCents + 0 }));
  return {
    record,
    entries,
    chargesCents: sum(entries.filter(({ kind }) => kind === 'charge')),
    insuranceOwesCents: sum(entries.filter(({ owedBy }) => owedBy === 'insurance')),
    patientOwesCents: sum(entries.filter(({ owedBy }) => owedBy === 'patient')),
  };
}

function isCorrected({ id }: Claim, claims: readonly Claim[]): boolean {
  return claims.some(({ corrects }) => corrects === id);
}

/** The claim that charged an earlier payer for what this one bills a later payer for. */
function chargedBy({ id, order, from, totalCents }: Claim, claims: readonly Claim[]): Claim | undefined {
  return claims
    .filter((other) => other.id !== id && other.from === from && other.totalCents === totalCents && !isCorrected(other, claims))
    .filter((other) => ORDERS.indexOf(other.order) < ORDERS.indexOf(order))
    .toSorted((a, b) => ORDERS.indexOf(a.order) - ORDERS.indexOf(b.order))[0];
}

/** Whether what is said of the claim with this id is about the charges of that one. */
function isAbout(id: string, claim: Claim, claims: readonly Claim[]): boolean {
  const one = claims.find((other) => other.id === id);
  return id === claim.id || (one !== undefined && chargedBy(one, claims)?.id === claim.id);
}

const ORDERS: readonly Claim['order'][] = ['primary', 'secondary', 'tertiary'];

function chargesOf(claim: Claim, owedBy: AccountEntry['owedBy']): readonly AccountEntry[] {
  return claim.lines.map(({ number, chargeCents, date, code, revenue }) => ({
    id: `${claim.id}.${number}`,
    date,
    kind: 'charge',
    amountCents: chargeCents,
    owedBy,
    claim: claim.id,
    line: number,
    says: `Charge for ${code ?? (revenue === undefined ? 'a service' : `revenue code ${revenue}`)}`,
  }));
}

function sum(entries: readonly AccountEntry[]): number {
  return entries.reduce((total, { amountCents }) => total + amountCents, 0);
}
