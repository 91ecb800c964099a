import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import { plusDays } from '#core/appeals/calendar/days.ts';
import { MOST_INSTALMENTS, paymentPlan, type Instalment } from '#core/billing/payment-plan.ts';
import { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { dollars } from '#core/money.ts';
import type { ProposalDraft } from '#guardrails/proposal.ts';
import { defineTool, type Running } from '../define-tool.ts';
import { accountTable } from '../explain-bill/present-bill.ts';
import { accountAtWork, restsOn, type AccountAtWork } from '../patient-bills/account-at-work.ts';
import { heldBy } from '../patient-bills/money-waiting.ts';
import { presentBilling, ProposedBilling, reportBilling } from '../patient-bills/proposed-billing.ts';

const Asked = z.object({
  account: z.string().min(1).describe('Account id, such as A-88'),
  instalments: z.int().min(1).max(MOST_INSTALMENTS).describe('How many monthly payments'),
  firstDue: LocalDate.optional().describe('Day on which the first is due, such as 2026-12-01; without it, 30 days from today'),
  amountCents: z.int().positive().optional().describe('Cents; without it, all that the patient owes'),
});
type Asked = z.infer<typeof Asked>;

const FIRST_IN_DAYS = 30;

export const proposePaymentPlan = defineTool({
  name: 'propose_payment_plan',
  summary: 'Put a payment plan for what a patient owes up for a decision: equal monthly payments, to the cent. It sets nothing.',
  risk: 'billing',
  input: Asked,
  output: ProposedBilling,
  async draft(asked, running) {
    const at = await accountAtWork(asked.account, running);
    const amountCents = amountOf(asked, at);
    const firstDue = asked.firstDue ?? plusDays(at.today, FIRST_IN_DAYS);
    if (firstDue < at.today)
      throw new Failure('bad-input', `The first payment would have been due on ${firstDue}, and today is ${at.today}. Name a later day.`);
    const plan = paymentPlan(amountCents, asked.instalments, firstDue);
    return {
      drafts: [{ ...draftPlan(at, amountCents, plan, await otherPlans(at, running)), sources: await restsOn(at, running) }],
      refused: [],
    };
  },
  report: reportBilling,
  present: presentBilling,
});

/** No more than the patient owes, less what waits to be taken off it. */
function amountOf({ amountCents }: Asked, { account: { record, patientOwesCents }, open }: AccountAtWork): number {
  const held = heldBy(open).reservedCents.patient;
  const most = patientOwesCents - held;
  const waits = held > 0 ? `, of which ${dollars(held)} waits to be taken off` : '';
  if (most <= 0)
    throw new Failure(
      'bad-input',
      `The patient owes ${dollars(patientOwesCents)} on account ${record.id}${waits}. There is nothing to plan.`,
    );
  if (amountCents !== undefined && amountCents > most)
    throw new Failure(
      'bad-input',
      `${dollars(amountCents)} is more than the patient owes on account ${record.id}: ${dollars(patientOwesCents)}${waits}. At most ${dollars(most)} can be planned.`,
    );
  return amountCents ?? most;
}

async function otherPlans({ account }: AccountAtWork, { unit }: Running): Promise<readonly string[]> {
  const [set] = await unit.proposals.list({ kind: 'payment-plan.set', subject: account.record.id, state: 'approved', limit: 1 });
  if (set === undefined) return [];
  return [`${set.id} set a payment plan on this account before. This one would take its place.`];
}

function draftPlan(
  { account }: AccountAtWork,
  amountCents: number,
  plan: readonly Instalment[],
  warnings: readonly string[],
): Omit<ProposalDraft, 'sources'> {
  const { record, entries, patientOwesCents } = account;
  const [first] = plan;
  const last = plan.at(-1);
  const each =
    first?.amountCents === last?.amountCents
      ? dollars(last?.amountCents ?? 0)
      : `${dollars(first?.amountCents ?? 0)} and then ${dollars(last?.amountCents ?? 0)}`;
  return {
    kind: 'payment-plan.set',
    subject: record.id,
    payload: { v: 1, account: record.id, patient: record.patient.id, amountCents, instalments: plan.map((one) => ({ ...one })) },
    preview: [
      { kind: 'title', text: `Payment plan for ${dollars(amountCents)} on account ${record.id}` },
      {
        kind: 'text',
        text: `${plan.length} monthly payments of ${each}, from ${first?.due ?? ''} to ${last?.due ?? ''}. The patient owes ${dollars(patientOwesCents)}; the plan covers ${dollars(amountCents)} of it.`,
      },
      ...warnings.map((text): Block => ({ kind: 'note', tone: 'warning', text })),
      {
        kind: 'table',
        columns: ['Payment', 'Due', 'Amount', 'Left after it'],
        rows: plan.map(({ due, amountCents: part }, at) => [String(at + 1), due, dollars(part), dollars(leftAfter(plan, at))]),
      },
      accountTable(entries, account, 'patient'),
    ],
    editions: [],
    care: warnings.length > 0 ? 'look' : 'routine',
  };
}

function leftAfter(plan: readonly Instalment[], at: number): number {
  return plan.slice(at + 1).reduce((sum, { amountCents }) => sum + amountCents, 0);
}
