import type { Block } from '#core/answer/block.ts';
import { dollars } from '#core/money.ts';
import type { RemittedRecord } from '#tools/billing/records.ts';
import type { BillingImported } from './import-billing.ts';
import type { RemittancesImported } from './import-remittances.ts';

const MOST_FINDINGS = 5;

export function presentRemittances({ files, taken, acknowledged, unknown, refused }: RemittancesImported): Block[] {
  const fresh = taken.filter((one) => one.fresh);
  const quarantined = taken.filter(({ state }) => state === 'quarantined');
  const matched = fresh.reduce((sum, one) => sum + one.matched, 0);
  const claims = fresh.reduce((sum, { tail }) => sum + tail.claims, 0);
  return [
    ...(taken.length === 0 ? [] : [{ kind: 'table', columns: COLUMNS, rows: taken.map(rowOf) } as const]),
    ...quarantined.map((one): Block => ({
      kind: 'note',
      tone: 'warning',
      text: `${one.id} of ${one.file} is quarantined, and nothing of it counts. ${whyOf(one)}`,
    })),
    ...refused.map(({ file, why }): Block => ({ kind: 'note', tone: 'warning', text: `${file}: ${why}` })),
    {
      kind: 'text',
      text:
        `${counted(files, 'file')} read: ${counted(fresh.length, 'remittance')} with ${counted(claims, 'claim')} brought in, ${matched} matched, ` +
        `${taken.length - fresh.length} there already, ${quarantined.length} quarantined, ${refused.length} refused.` +
        (acknowledged + unknown === 0 ? '' : ` ${counted(acknowledged, 'claim')} acknowledged, ${unknown} not known here.`),
    },
  ];
}

const COLUMNS = ['remittance', 'file', 'payer', 'trace', 'day', 'payment', 'claims', 'matched', 'state'];

function rowOf({ id, file, head, tail, matched, fresh, state }: RemittancesImported['taken'][number]): string[] {
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
function whyOf({ tail }: RemittancesImported['taken'][number]): string {
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
