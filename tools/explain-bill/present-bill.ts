import type { Block } from '#core/answer/block.ts';
import { accountTable } from '#core/billing/account-table.ts';
import { dollars } from '#core/money.ts';
import { toldCode } from '#core/remittance/told-code.ts';
import type { ExplainedBill } from './explained-bill.ts';

/** The account with the source of each line, what bears on it, who may be told, and the words for the patient. */
export function presentBill({ account, entries, sums, refused, open, telling, explanation }: ExplainedBill): Block[] {
  const { patientOwesCents, insuranceOwesCents } = sums;
  return [
    { kind: 'title', text: `${account}: ${owedInWords(patientOwesCents, insuranceOwesCents)}` },
    accountTable(entries, sums),
    ...(refused.length === 0 ? [] : titled(refusedTitle(refused, insuranceOwesCents), refused.map(refusedInWords))),
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

/** Another payer may have paid some of what one refused: that is owed by nobody any more. */
function refusedTitle(refused: ExplainedBill['refused'], insuranceOwesCents: number): string {
  const cents = refused.reduce((sum, { amountCents }) => sum + amountCents, 0);
  if (cents <= insuranceOwesCents) return 'Refused by payers, and owed by insurance until somebody decides';
  return `Refused by payers, ${dollars(cents)}; what was paid or taken off beside it leaves ${dollars(Math.max(0, insuranceOwesCents))} of it owed by insurance until somebody decides`;
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
