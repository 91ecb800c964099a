import { z } from 'zod';
import { plusDays } from '#core/appeals/calendar/days.ts';
import { MOST_INSTALMENTS } from '#core/billing/payment-plan.ts';
import { LocalDate } from '#core/codes.ts';
import { draftPlan } from '#guardrails/account/draft-plan.ts';
import { defineTool } from '../define-tool.ts';
import { accountCalled } from '../patient-bills/account-called.ts';
import { AboveZero } from '../patient-bills/amount-asked.ts';
import { presentBilling, ProposedBilling, reportBilling } from '../patient-bills/proposed-billing.ts';

const Asked = z.object({
  account: z.string().min(1).describe('Account id, such as A-88'),
  instalments: z.int().min(1).max(MOST_INSTALMENTS).describe('How many monthly payments'),
  firstDue: LocalDate.optional().describe('Day on which the first is due, such as 2026-12-01; without it, 30 days from today'),
  amountCents: AboveZero.optional().describe('Cents; without it, all that the patient owes'),
});

const FIRST_IN_DAYS = 30;

export const proposePaymentPlan = defineTool({
  name: 'propose_payment_plan',
  summary: 'Put a payment plan for what a patient owes up for a decision: equal monthly payments, to the cent. It sets nothing.',
  risk: 'billing',
  input: Asked,
  output: ProposedBilling,
  async draft({ account, instalments, amountCents, firstDue }, running) {
    const at = await accountCalled(account, running);
    const wanted = { amountCents: amountCents ?? 'balance', instalments, firstDue: firstDue ?? plusDays(at.today, FIRST_IN_DAYS) } as const;
    const { draft } = await draftPlan(at, wanted, running.unit, running.policy);
    return { drafts: [draft], refused: [] };
  },
  report: reportBilling,
  present: presentBilling,
});
