import type { Block } from '../answer/block.ts';
import { dollars } from '../money.ts';
import { accountTable } from './account-table.ts';
import type { Account } from './account.ts';
import type { Instalment } from './payment-plan.ts';
import type { AccountCard } from './posting-card.ts';

/** What stands on the card of a payment plan beside its payments. */
export interface PlanSaid {
  /** Plans whose place it would take. */
  readonly warnings: readonly string[];
  /** What was put up before and counts with it. */
  readonly weighed: string | undefined;
}

/** The card of a payment plan: each payment with its day and what is left after it, and every line of what the patient owes. */
export function paymentPlanCard(account: Account, plan: readonly Instalment[], { warnings, weighed }: PlanSaid): AccountCard {
  const { record, entries, patientOwesCents } = account;
  const amountCents = leftAfter(plan, -1);
  const [first] = plan;
  const last = plan.at(-1);
  const each = eachOf(plan);
  const head: Block[] = [
    { kind: 'title', text: `Payment plan for ${dollars(amountCents)} on account ${record.id}` },
    {
      kind: 'text',
      text: `${plan.length} monthly payments of ${each}, from ${first?.due ?? ''} to ${last?.due ?? ''}. The patient owes ${dollars(patientOwesCents)}; the plan covers ${dollars(amountCents)} of it.`,
    },
  ];
  const rest: Block[] = [
    ...warnings.map((text): Block => ({ kind: 'note', tone: 'warning', text })),
    {
      kind: 'table',
      columns: ['Payment', 'Due', 'Amount', 'Left after it'],
      rows: plan.map(({ due, amountCents: part }, at) => [String(at + 1), due, dollars(part), dollars(leftAfter(plan, at))]),
    },
    accountTable(entries, account, 'patient'),
  ];
  const passing: Block[] = weighed === undefined ? [] : [{ kind: 'text', text: weighed }];
  return { blocks: [...head, ...passing, ...rest], lasting: [...head, ...rest] };
}

/** `$4.32 and then $4.28` where odd cents are in the first; `$100.00, the last of $40.00` where what is left is in the last. */
function eachOf(plan: readonly Instalment[]): string {
  const [first = 0, second = first] = plan.map(({ amountCents }) => amountCents);
  const last = plan.at(-1)?.amountCents ?? first;
  if (first === last) return dollars(first);
  return first === second && plan.length > 2
    ? `${dollars(first)}, the last of ${dollars(last)}`
    : `${dollars(first)} and then ${dollars(last)}`;
}

function leftAfter(plan: readonly Instalment[], at: number): number {
  return plan.slice(at + 1).reduce((sum, { amountCents }) => sum + amountCents, 0);
}
