import type { Block } from '#core/answer/block.ts';
import { dollars } from '#core/money.ts';
import type { RemittancesShown } from './remittances-shown.ts';

type Row = RemittancesShown['remittances'][number];
const MOST_FAULTS = 5;

export function presentRemittances({ remittances, more, said }: RemittancesShown): Block[] {
  const [only] = remittances;
  if (only === undefined) return [{ kind: 'text', text: 'There is no such remittance.' }];
  const quarantined = remittances.filter(({ state }) => state === 'quarantined');
  return [
    { kind: 'title', text: said === undefined ? 'Remittances, the newest first' : `Remittance ${only.id}` },
    { kind: 'table', columns: ['Remittance', 'Payer', 'Day', 'Payment', 'Claims', 'State'], rows: remittances.map(cellsOf) },
    ...quarantined.map((one): Block => ({ kind: 'note', tone: 'warning', text: `Nothing of ${one.id} counts. ${whyOf(one)}` })),
    ...(said === undefined
      ? []
      : [
          {
            kind: 'facts',
            rows: [
              ['File', only.file],
              ['Trace', only.trace ?? 'none'],
            ],
          } satisfies Block,
          ...saidBlocks(said),
        ]),
    ...(more ? ([{ kind: 'text', text: 'There are older ones.' }] satisfies Block[]) : []),
  ];
}

function cellsOf({ id, payer, date, paymentCents, claims, state }: Row): string[] {
  return [id, payer ?? 'no name', date ?? 'no date', dollars(paymentCents), String(claims), state];
}

function whyOf({ faults, claimsPaidCents, paymentCents, differenceCents }: Row): string {
  if (faults.length > 0)
    return `${faults.slice(0, MOST_FAULTS).join(' ')}${faults.length > MOST_FAULTS ? ` And ${faults.length - MOST_FAULTS} more.` : ''}`;
  if (differenceCents === 0) return 'It is the same payment as one that was posted before.';
  return `Its claims come to ${dollars(claimsPaidCents)} and its payment to ${dollars(paymentCents)}: it is off by ${dollars(differenceCents)}.`;
}

function saidBlocks({ claims, more, payment }: NonNullable<RemittancesShown['said']>): Block[] {
  return [
    {
      kind: 'table',
      columns: ['Claim', 'Matched to', 'Status', 'Billed', 'Paid', 'Patient'],
      rows: claims.map(({ named, claim, status, billedCents, paidCents, patientCents }) => [
        named,
        claim ?? 'nothing here',
        status,
        dollars(billedCents),
        dollars(paidCents),
        dollars(patientCents),
      ]),
    },
    ...(more ? ([{ kind: 'text', text: `The first ${claims.length} claims are shown.` }] satisfies Block[]) : []),
    ...(payment.length === 0
      ? []
      : ([
          { kind: 'title', text: 'Taken off the payment itself, or added to it' },
          { kind: 'list', items: payment.map(({ code, says, amountCents }) => `${code} ${dollars(-amountCents)}: ${says}`) },
        ] satisfies Block[])),
  ];
}
