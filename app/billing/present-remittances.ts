import type { Block } from '#core/answer/block.ts';
import { dollars } from '#core/money.ts';
import type { RemittedRecord } from '#tools/billing/records.ts';
import type { BillingImported } from './import-billing.ts';
import type { ClaimsTaken } from './take-claims.ts';
import type { Told, X12Brought } from './x12-brought.ts';

const MOST_FINDINGS = 5;

export function presentX12({ files, taken, claims, acknowledged, unknown, accepted, turnedDown, notTaken, refused }: X12Brought): Block[] {
  const fresh = taken.filter((one) => one.fresh);
  const quarantined = taken.filter(({ state }) => state === 'quarantined');
  const warned = ({ file, why }: Told): Block => ({ kind: 'note', tone: 'warning', text: `${file}: ${why}` });
  const unmatched = sum(fresh, ({ matched, tail }) => tail.claims - matched);
  const counts = [
    taken.length === 0
      ? ''
      : `${counted(fresh.length, 'remittance')} with ${counted(
          sum(fresh, ({ tail }) => tail.claims),
          'claim',
        )} brought in, ${sum(fresh, ({ matched }) => matched)} matched and ${unmatched} not, ${taken.length - fresh.length} there already, ${quarantined.length} quarantined.`,
    unmatched === 0 ? '' : '"countersign remit unmatched" lists what waits for its claim.',
    ...claimsSaid(claims),
    acknowledged + unknown === 0 ? '' : `${counted(acknowledged, 'claim')} acknowledged, ${unknown} not known here.`,
    accepted === 0 ? '' : `${counted(accepted, 'transmission')} taken in by the receiver.`,
    turnedDown.length === 0 ? '' : `${turnedDown.length} turned down by a receiver.`,
  ].filter((said) => said !== '');
  return [
    ...(taken.length === 0 ? [] : [{ kind: 'table', columns: COLUMNS, rows: taken.map(rowOf) } as const]),
    ...quarantined.map((one): Block => ({
      kind: 'note',
      tone: 'warning',
      text: `${one.id} of ${one.file} is quarantined, and nothing of it counts. ${whyOf(one)}`,
    })),
    ...[...turnedDown, ...notTaken, ...refused].map(warned),
    { kind: 'text', text: `${counted(files, 'file')} read, ${refused.length} refused or in part. ${counts.join(' ')}`.trim() },
  ];
}

function claimsSaid({ taken, corrected, there, laterPayer, accounts, refused }: ClaimsTaken): readonly string[] {
  if (taken + corrected + there + laterPayer + refused === 0) return [];
  return [
    `${counted(taken, 'claim')} taken in, ${corrected} corrected, ${there} there already, ${refused} not taken.`,
    laterPayer === 0 ? '' : `${laterPayer} bill a later payer for charges that are here under the same number: nothing of them was kept.`,
    accounts === 0 ? '' : `${counted(accounts, 'account')} opened, on which nobody stands yet who may be told of it.`,
  ];
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}

const COLUMNS = ['remittance', 'file', 'payer', 'trace', 'day', 'payment', 'claims', 'matched', 'state'];

function rowOf({ id, file, head, tail, matched, fresh, state }: X12Brought['taken'][number]): string[] {
  const { payer, trace, date, paymentCents } = head;
  const left = fresh ? String(matched) : '';
  return [
    id,
    file,
    payer.name ?? payer.id ?? '',
    trace ?? '',
    date ?? '',
    dollars(paymentCents),
    String(tail.claims),
    left,
    fresh ? state : `${state}, there already`,
  ];
}

/** The sums of what does not balance, by what the reader found. */
function whyOf({ tail }: X12Brought['taken'][number]): string {
  const errors = tail.findings.filter(({ severity }) => severity === 'error').map(({ says }) => says);
  const more = errors.length > MOST_FINDINGS ? ` And ${errors.length - MOST_FINDINGS} more.` : '';
  return errors.length === 0 ? `It is off by ${dollars(tail.differenceCents)}.` : `${errors.slice(0, MOST_FINDINGS).join(' ')}${more}`;
}

export function presentBilling({ files, claims, accounts, terms, refused }: BillingImported): Block[] {
  const brought = `${counted(claims, 'claim')}, ${counted(accounts, 'account')} and ${terms} terms of payers brought in`;
  return [
    ...refused.map(({ file, why }): Block => ({ kind: 'note', tone: 'warning', text: `${file}: ${why}` })),
    { kind: 'text', text: `${counted(files, 'file')} read: ${brought}, ${counted(refused.length, 'file')} refused.` },
  ];
}

export function presentUnmatched(records: readonly RemittedRecord[]): Block[] {
  if (records.length === 0) return [{ kind: 'text', text: 'Every claim of every posted remittance is matched.' }];
  const rows = records.map(({ remittance, position, remitted, date, payer, whyNot }) => [
    remittance,
    String(position),
    remitted.claimId,
    payer.name ?? payer.id ?? '',
    remitted.from ?? date ?? '',
    dollars(remitted.billedCents),
    dollars(remitted.paidCents),
    whyNot ?? '',
  ]);
  return [
    { kind: 'table', columns: ['remittance', 'place', 'claim it names', 'payer', 'day', 'billed', 'paid', 'why it has none'], rows },
    { kind: 'text', text: 'Say which claim one means: countersign remit match <remittance> <place> <claim>' },
  ];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
