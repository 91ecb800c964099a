import { planPosting, type PlannedPosting, type PostingKind, type Side } from '#core/billing/plan-posting.ts';
import { postingCard } from '#core/billing/posting-card.ts';
import type { RefusedPart } from '#core/billing/refused-parts.ts';
import { dollars } from '#core/money.ts';
import type { Policy } from '../policy/policy.ts';
import type { Proposal } from '../proposal.ts';
import { restsOn, type AccountAtWork } from './account-at-work.ts';
import { shippedWith, type Accountable } from './accountable.ts';
import { appealsStillOpen } from './appeals-still-open.ts';
import { planSet } from './draft-plan.ts';
import { heldBy, type ProposedPosting } from './proposed-postings.ts';
import { inWords, replacedBy } from './replaced-posting.ts';
import type { Remade } from './remade.ts';
import { weighedTogether } from './weighed-together.ts';

/** A posting as somebody wants it. */
export interface PostingWanted {
  readonly kind: PostingKind;
  readonly amountCents: number | 'balance';
  /** The claim whose refused amounts alone count. */
  readonly claim: string | undefined;
  readonly owedBy: Side | undefined;
  readonly direction: 'credit' | 'debit' | undefined;
  readonly reason: string;
}

/**
 * The proposal of a posting on an account as it stands: payload, card and care. With `self`, as that proposal would be drafted now. Throws
 * as `planPosting`.
 */
export async function draftPosting(
  at: AccountAtWork,
  wanted: PostingWanted,
  unit: Accountable,
  policy: Policy,
  self?: Proposal,
): Promise<Remade> {
  const { kind, claim, reason } = wanted;
  const { record } = at.account;
  const subject = claim ?? record.id;
  const beside = at.open.filter((one) => (self === undefined ? !isReplacedBy(one, kind, subject) : one.proposal !== self.id));
  const planned = planOn(at, wanted, beside);
  const { amountCents, owedBy, direction, movesTo } = planned;
  const givesUp = owedBy === 'insurance' && direction === 'credit' && movesTo === undefined;
  const warnings = [
    ...(givesUp ? await appealsStillOpen(refusedOf(wanted, at), at.today, unit) : []),
    ...(await planStanding(record.id, planned, unit)),
  ];
  const transactionCode = shippedWith(unit).transactionCodes[planned.code];
  const effect = kind === 'write-off' ? 'write-off.post' : 'adjustment.post';
  const part = { kind: effect, subject, account: record.id, patient: record.patient.id, amountCents } as const;
  const weighed = await weighedTogether(part, unit, policy, self);
  const order = { ...payloadOf(at, wanted, planned), transactionCode };
  const replaced = self === undefined ? await replacedBy({ kind: effect, subject, order }, unit) : undefined;
  const waits = beside.map(
    (one) => `${one.proposal}, ${one.kind === 'adjustment' ? 'an' : 'a'} ${one.kind} on this account, waits as well.`,
  );
  const { blocks, lasting } = postingCard(at.account, planned, {
    ...{ kind, reason, transactionCode, warnings },
    beside: waits,
    weighed: weighed.says,
    replaces: replaced && `Takes the place of ${inWords(replaced)}.`,
  });
  return {
    lasting,
    draft: {
      kind: effect,
      subject,
      payload: {
        ...order,
        ...(weighed.cents !== amountCents && { withEarlierCents: weighed.cents }),
      },
      preview: [...blocks],
      editions: [],
      sources: await restsOn(at, unit),
      care: warnings.length + waits.length > 0 ? 'look' : 'routine',
    },
  };
}

/** What it leaves of a payment plan that stands: nobody changes the plan by that. */
async function planStanding(account: string, { owedBy, direction, movesTo, afterCents }: PlannedPosting, unit: Accountable) {
  if (owedBy !== 'patient' || direction !== 'credit' || movesTo !== undefined) return [];
  const plan = await planSet(account, unit);
  if (plan === undefined) return [];
  return [
    `A payment plan of ${dollars(plan.amountCents)} stands on this account (${plan.id}), and this does not change it. After this the patient owes ${dollars(afterCents)}.`,
  ];
}

function payloadOf({ account: { record }, today }: AccountAtWork, { kind, claim, reason }: PostingWanted, planned: PlannedPosting) {
  const { amountCents, owedBy, direction, movesTo } = planned;
  return {
    v: 1,
    account: record.id,
    patient: record.patient.id,
    ...(claim !== undefined && { claim }),
    date: today,
    amountCents,
    reason,
    owedBy,
    ...(kind !== 'write-off' && { direction }),
    ...(movesTo !== undefined && { movesTo }),
  };
}

/** The posting with its arithmetic, where these others hold what they take. */
export function planOn(at: AccountAtWork, wanted: Omit<PostingWanted, 'reason'>, open: readonly ProposedPosting[]): PlannedPosting {
  const refused = refusedOf(wanted, at);
  const sum = (parts: readonly RefusedPart[]): number => parts.reduce((total, { amountCents }) => total + amountCents, 0);
  const refusedCents = Math.max(0, sum(refused) - writtenOff(wanted.claim, at));
  const refusedToPatientCents = Math.min(refusedCents, sum(refused.filter(({ toPatient }) => toPatient)));
  return planPosting(at.account, wanted, { ...heldBy(open), refusedCents, refusedToPatientCents });
}

function refusedOf({ claim }: Pick<PostingWanted, 'claim'>, { refused }: AccountAtWork): readonly RefusedPart[] {
  return refused.filter((part) => claim === undefined || part.claim === claim);
}

/** A pending proposal of the same kind and subject gives way to the new one, so what it holds is free again. */
function isReplacedBy({ pending, subject, kind: waiting }: ProposedPosting, kind: PostingKind, wanted: string): boolean {
  return pending && subject === wanted && (waiting === 'write-off') === (kind === 'write-off');
}

/** What was taken off refused amounts already, here or by the account system. What does not say which claim it was for counts for each. */
function writtenOff(claim: string | undefined, { account, standing }: AccountAtWork): number {
  const ours = standing.filter(
    (one) => one.owedBy === 'insurance' && (claim === undefined || one.claim === undefined || one.claim === claim),
  );
  const others = account.entries.filter(
    ({ owedBy, kind, proposal }) => owedBy === 'insurance' && proposal === undefined && (kind === 'write-off' || kind === 'transfer'),
  );
  return -[...ours, ...others].reduce((total, { amountCents }) => total + amountCents, 0);
}
