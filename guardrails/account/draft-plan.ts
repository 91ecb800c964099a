import { paymentPlan, paymentPlanOf } from '#core/billing/payment-plan.ts';
import { paymentPlanCard } from '#core/billing/payment-plan-card.ts';
import type { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { dollars } from '#core/money.ts';
import { parsePayload } from '../effects/payloads.ts';
import type { Policy } from '../policy/policy.ts';
import type { Proposal } from '../proposal.ts';
import { vouchedOn } from '../vouched.ts';
import { restsOn, type AccountAtWork } from './account-at-work.ts';
import type { Accountable } from './accountable.ts';
import { heldBy } from './proposed-postings.ts';
import type { Remade } from './remade.ts';
import { weighedTogether } from './weighed-together.ts';

/** A payment plan as somebody wants it. */
export interface PlanWanted {
  readonly amountCents: number | 'balance';
  /** In so many payments; or of so much each, with what is left in the last. */
  readonly instalments?: number | undefined;
  readonly eachCents?: number | undefined;
  readonly firstDue: LocalDate;
}

/** The proposal of a payment plan on an account as it stands. With `self`, as that proposal would be drafted now. */
export async function draftPlan(
  at: AccountAtWork,
  wanted: PlanWanted,
  unit: Accountable,
  policy: Policy,
  self?: Proposal,
): Promise<Remade> {
  const { record } = at.account;
  const amountCents = plannedCents(at, wanted);
  if (wanted.firstDue < at.today)
    throw new Failure(
      'bad-input',
      `The first payment would have been due on ${wanted.firstDue}, and today is ${at.today}. Name a later day.`,
    );
  const { eachCents, instalments = 1, firstDue } = wanted;
  const plan = eachCents === undefined ? paymentPlan(amountCents, instalments, firstDue) : paymentPlanOf(amountCents, eachCents, firstDue);
  const warnings = await otherPlans(record.id, unit);
  const part = { kind: 'payment-plan.set', subject: record.id, account: record.id, patient: record.patient.id, amountCents } as const;
  const weighed = await weighedTogether(part, unit, policy, self);
  const { blocks, lasting } = paymentPlanCard(at.account, plan, { warnings, weighed: weighed.says });
  return {
    lasting,
    draft: {
      kind: 'payment-plan.set',
      subject: record.id,
      payload: {
        v: 1,
        account: record.id,
        patient: record.patient.id,
        amountCents,
        ...(weighed.cents !== amountCents && { withEarlierCents: weighed.cents }),
        instalments: plan.map((one) => ({ ...one })),
      },
      preview: [...blocks],
      editions: [],
      sources: await restsOn(at, unit),
      care: warnings.length > 0 ? 'look' : 'routine',
    },
  };
}

function owesInWords(cents: number): string {
  return cents < 0 ? `nothing, and has paid ${dollars(-cents)} too much` : dollars(cents);
}

/** No more than the patient owes, less what waits to be taken off it. Throws Failure `bad-input` with the sums. */
export function plannedCents(
  { account: { record, patientOwesCents }, open }: AccountAtWork,
  { amountCents, instalments, eachCents }: Omit<PlanWanted, 'firstDue'>,
): number {
  const held = heldBy(open).reservedCents.patient;
  const most = patientOwesCents - held;
  const waits = held > 0 ? `, of which ${dollars(held)} waits to be taken off` : '';
  const said = eachCents === undefined || instalments === undefined ? '' : `${instalments} payments of ${dollars(eachCents)} come to `;
  if (most <= 0)
    throw new Failure(
      'bad-input',
      `The patient owes ${owesInWords(patientOwesCents)} on account ${record.id}${waits}. There is nothing to plan.`,
    );
  if (amountCents !== 'balance' && amountCents > most)
    throw new Failure(
      'bad-input',
      `${said}${dollars(amountCents)}${said === '' ? '' : ', which'} is more than the patient owes on account ${record.id}: ${dollars(patientOwesCents)}${waits}. At most ${dollars(most)} can be planned.`,
    );
  return amountCents === 'balance' ? most : amountCents;
}

async function otherPlans(account: string, unit: Accountable): Promise<readonly string[]> {
  const set = await planSet(account, unit);
  return set === undefined ? [] : [`${set.id} set a payment plan on this account before. This one would take its place.`];
}

/** The payment plan that was approved last on an account and did not come to nothing. */
export async function planSet(
  account: string,
  unit: Accountable,
): Promise<{ readonly id: string; readonly amountCents: number } | undefined> {
  const set = (await vouchedOn(unit, { kind: 'payment-plan.set', subject: account })).find(({ approval }) => approval !== undefined);
  if (set === undefined) return undefined;
  return { id: set.proposal.id, amountCents: parsePayload('payment-plan.set', set.proposal.payload).amountCents };
}
