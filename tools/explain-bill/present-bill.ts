import type { Block } from '#core/answer/block.ts';
import type { AccountEntry } from '#core/billing/account.ts';
import { dollars } from '#core/money.ts';
import { toldCode, toldReason } from '#core/remittance/told-code.ts';
import type { ExplainedBill } from './explained-bill.ts';

/** The account with the source of each line, what bears on it, who may be told, and the words for the patient. */
export function presentBill({ account, entries, sums, refused, open, telling, explanation }: ExplainedBill): Block[] {
  const { patientOwesCents, insuranceOwesCents } = sums;
  return [
    { kind: 'title', text: `${account}: ${owedInWords(patientOwesCents, insuranceOwesCents)}` },
    accountTable(entries, sums),
    ...(refused.length === 0 ? [] : titled('Refused by payers, and owed by insurance until somebody decides', refused.map(refusedInWords))),
    ...(open.length === 0 ? [] : titled('Waiting, and not on the account yet', open.map(openInWords))),
    ...(explanation === undefined ? [] : forThePatient(explanation)),
    telling.allowed
      ? {
          kind: 'note',
          tone: 'plain',
          text: `Nothing was sent. It may go by ${telling.channel ?? ''}, once somebody puts it up and another decides.`,
        }
      : { kind: 'note', tone: 'warning', text: telling.why ?? '' },
  ];
}

export function owedInWords(patientCents: number, insuranceCents: number): string {
  const patient = patientCents < 0 ? `the patient has a credit of ${dollars(-patientCents)}` : `the patient owes ${dollars(patientCents)}`;
  const insurance =
    insuranceCents < 0 ? `insurance has paid ${dollars(-insuranceCents)} too much` : `insurance owes ${dollars(insuranceCents)}`;
  return `${patient}, ${insurance}`;
}

/** Every line of an account, or of one balance of it, and what the lines come to. */
export function accountTable(
  all: readonly AccountEntry[],
  { patientOwesCents, insuranceOwesCents }: Owed,
  only?: AccountEntry['owedBy'],
): Block {
  const entries = only === undefined ? all : all.filter(({ owedBy }) => owedBy === only);
  const columns = (['insurance', 'patient'] as const).filter((side) => only === undefined || side === only);
  const sums = { insurance: insuranceOwesCents, patient: patientOwesCents };
  return {
    kind: 'table',
    columns: ['Day', 'What', 'Source', ...columns.map((side) => (side === 'patient' ? 'Patient' : 'Insurance'))],
    rows: [
      ...entries.map((entry) => [
        entry.date ?? '',
        entry.says === '' ? entry.kind : entry.says,
        sourceOf(entry),
        ...columns.map((side) => (entry.owedBy === side ? dollars(entry.amountCents) : '')),
      ]),
      ['', 'Owed now', 'the sum of the lines', ...columns.map((side) => dollars(sums[side]))],
    ],
  };
}

type Owed = Pick<ExplainedBill['sums'], 'patientOwesCents' | 'insuranceOwesCents'>;

/** `R-12 segment 34, CO-45 on C-88 line 2`, `P-17`, `C-88 line 1`, or the id of the entry that another system posted. */
export function sourceOf({ id, claim, line, remittance, proposal, group, reason }: AccountEntry): string {
  const on = claim === undefined ? undefined : `${claim}${line === undefined ? '' : ` line ${line}`}`;
  if (proposal !== undefined) return proposal;
  if (remittance === undefined) return on ?? id;
  const code = group === undefined || reason === undefined ? '' : `, ${toldReason({ group, reason })}`;
  return `${remittance.id} segment ${remittance.segment}${code}${on === undefined ? '' : ` on ${on}`}`;
}

function refusedInWords({ claim, amountCents, remittance, segment, reason, appealed }: ExplainedBill['refused'][number]): string {
  return `${dollars(amountCents)} of ${claim}, reason ${toldCode(reason)} (${remittance} segment ${segment})${appealed ? ', appealed' : ''}`;
}

function openInWords({ proposal, kind, amountCents, owedBy }: ExplainedBill['open'][number]): string {
  return `${proposal}: ${kind} of ${dollars(Math.abs(amountCents))} on what ${owedBy === 'patient' ? 'the patient' : 'insurance'} owes`;
}

function forThePatient({ text, grade, language, notices, figures }: NonNullable<ExplainedBill['explanation']>): Block[] {
  return [
    {
      kind: 'title',
      text: `As the patient would read it (${language === 'en' ? 'English' : 'Spanish'}, grade ${Math.max(0, grade).toFixed(1)})`,
    },
    ...text.split('\n\n').map((paragraph): Block => ({ kind: 'text', text: paragraph })),
    ...titled(
      'What each amount is made of',
      figures.map(({ sentence, figure: { amountCents, from } }) => `${sentence}, ${dollars(amountCents)}: ${madeOf(from)}`),
    ),
    ...titled(
      'Why each notice is on it',
      notices.map(({ id, cites }) => `${id}: ${cites}`),
    ),
  ];
}

const MOST_PARTS = 6;

function madeOf(from: readonly { readonly id: string; readonly amountCents: number }[]): string {
  const parts = from.slice(0, MOST_PARTS).map(({ id, amountCents }) => `${id} ${dollars(amountCents)}`);
  const more = from.length - parts.length;
  return `${parts.join(', ')}${more > 0 ? `, and ${more} more lines of the account` : ''}`;
}

function titled(text: string, items: readonly string[]): Block[] {
  return items.length === 0
    ? []
    : [
        { kind: 'title', text },
        { kind: 'list', items: [...items] },
      ];
}
