import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import { plusDays } from '#core/appeals/calendar/days.ts';
import { MOST_INSTALMENTS, paymentPlan, paymentPlanOf, type Instalment } from '#core/billing/payment-plan.ts';
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
  instalments: z.int().min(1).max(MOST_INSTALMENTS).optional().describe('How many monthly payments; or say how much each is'),
  eachCents: z.int().positive().optional().describe('Cents of each payment; with how many there are, that is all that is planned'),
  firstDue: LocalDate.optional().describe('Day on which the first is due, such as 2026-12-01; without it, 30 days from today'),
  amountCents: z.int().positive().optional().describe('Cents in all; without it, all that the patient owes'),
});
type Asked = z.infer<typeof Asked>;

const FIRST_IN_DAYS = 30;

export const proposePaymentPlan = defineTool({
  name: 'propose_payment_plan',
  summary:
    'Put a payment plan for what a patient owes up for a decision: monthly payments, so many or of so much each, to the cent. It sets nothing.',
  risk: 'billing',
  input: Asked,
  output: ProposedBilling,
  async draft(asked, running) {
    const at = await accountAtWork(asked.account, running);
    const amountCents = amountOf(asked, at);
    const firstDue = asked.firstDue ?? plusDays(at.today, FIRST_IN_DAYS);
    if (firstDue < at.today)
      throw new Failure('bad-input', `The first payment would have been due on ${firstDue}, and today is ${at.today}. Name a later day.`);
    const { eachCents, instalments = 1 } = asked;
    const plan =
      eachCents === undefined ? paymentPlan(amountCents, instalments, firstDue) : paymentPlanOf(amountCents, eachCents, firstDue);
    return {
      drafts: [{ ...draftPlan(at, amountCents, plan, await otherPlans(at, running)), sources: await restsOn(at, running) }],
      refused: [],
    };
  },
  report: reportBilling,
  present: presentBilling,
});

/** All that is to be planned, where the figures say it. Throws Failure `bad-input` where they are too few or contradict each other. */
function totalOf({ instalments, eachCents, amountCents }: Asked): number | undefined {
  if (eachCents === undefined && instalments === undefined)
    throw new Failure('bad-input', 'Say in how many payments, or how much each is.');
  if (eachCents === undefined || instalments === undefined) return amountCents;
  const comesTo = eachCents * instalments;
  if (amountCents === undefined || amountCents === comesTo) return comesTo;
  throw new Failure(
    'bad-input',
    `${instalments} payments of ${dollars(eachCents)} come to ${dollars(comesTo)}, and not to ${dollars(amountCents)}. Leave one of the three out.`,
  );
}

/** No more than the patient owes, less what waits to be taken off it. */
function amountOf(asked: Asked, { account: { record, patientOwesCents }, open }: AccountAtWork): number {
  const amountCents = totalOf(asked);
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
      `${saidOf(asked, amountCents)} is more than the patient owes on account ${record.id}: ${dollars(patientOwesCents)}${waits}. At most ${dollars(most)} can be planned.`,
    );
  return amountCents ?? most;
}

/** `$70.00`, or what payments of so much come to. */
function saidOf({ instalments, eachCents }: Asked, amountCents: number): string {
  if (eachCents === undefined || instalments === undefined) return dollars(amountCents);
  return `${instalments} payments of ${dollars(eachCents)} come to ${dollars(amountCents)}, which`;
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
  const each = eachOf(plan);
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
