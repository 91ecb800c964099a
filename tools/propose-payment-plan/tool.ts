import { z } from 'zod';
import { plusDays } from '#core/appeals/calendar/days.ts';
import { MOST_INSTALMENTS } from '#core/billing/payment-plan.ts';
import { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { dollars } from '#core/money.ts';
import { draftPlan } from '#guardrails/account/draft-plan.ts';
import { defineTool } from '../define-tool.ts';
import { accountCalled } from '../patient-bills/account-called.ts';
import { AboveZero } from '../patient-bills/amount-asked.ts';
import { presentBilling, ProposedBilling, reportBilling } from '../patient-bills/proposed-billing.ts';

const COUNTED = `A plan has from 1 to ${MOST_INSTALMENTS} monthly payments.`;

const Asked = z.object({
  account: z.string().min(1).describe('Account id, such as A-88'),
  instalments: z
    .int()
    .min(1, COUNTED)
    .max(MOST_INSTALMENTS, COUNTED)
    .optional()
    .describe('How many monthly payments; or say how much each is'),
  eachCents: AboveZero.optional().describe('Cents of each payment; with how many there are, that is all that is planned'),
  firstDue: LocalDate.optional().describe('Day on which the first is due, such as 2026-12-01; without it, 30 days from today'),
  amountCents: AboveZero.optional().describe('Cents in all; without it, all that the patient owes'),
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
    const { account, instalments, eachCents, firstDue } = asked;
    const at = await accountCalled(account, running);
    const wanted = { amountCents: totalOf(asked), instalments, eachCents, firstDue: firstDue ?? plusDays(at.today, FIRST_IN_DAYS) };
    const { draft } = await draftPlan(at, wanted, running.unit, running.policy);
    return { drafts: [draft], refused: [] };
  },
  report: reportBilling,
  present: presentBilling,
});

/** All that is to be planned, as the figures say it. Throws Failure `bad-input` where they are too few or contradict each other. */
function totalOf({ instalments, eachCents, amountCents }: Asked): number | 'balance' {
  if (eachCents === undefined && instalments === undefined)
    throw new Failure('bad-input', 'Say in how many payments, or how much each is.');
  if (eachCents === undefined || instalments === undefined) return amountCents ?? 'balance';
  const comesTo = eachCents * instalments;
  if (amountCents === undefined || amountCents === comesTo) return comesTo;
  throw new Failure(
    'bad-input',
    `${instalments} payments of ${dollars(eachCents)} come to ${dollars(comesTo)}, and not to ${dollars(amountCents)}. Leave one of the three out.`,
  );
}
