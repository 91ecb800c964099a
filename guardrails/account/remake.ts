import { paymentPlan } from '#core/billing/payment-plan.ts';
import { Failure } from '#core/errors.ts';
import { parsePayload, type AdjustmentPayload, type WriteOffPayload } from '../effects/payloads.ts';
import type { Policy } from '../policy/policy.ts';
import type { Proposal } from '../proposal.ts';
import type { EffectKind } from '../risk.ts';
import { accountAtWork, type AccountAtWork } from './account-at-work.ts';
import { shippedWith, type Accountable } from './accountable.ts';
import { draftMessage } from './draft-message.ts';
import { draftPlan } from './draft-plan.ts';
import { draftPosting, type PostingWanted } from './draft-posting.ts';
import { postingKindOf } from './proposed-postings.ts';
import type { Remade } from './remade.ts';
import type { TellingWanted } from './tell-bill.ts';

export const ON_ACCOUNT = ['adjustment.post', 'write-off.post', 'payment-plan.set', 'patient-message.send'] as const;
export type OnAccount = (typeof ON_ACCOUNT)[number];

/** Whether an effect moves money on an account, or tells somebody of it. */
export function isOnAccount(kind: EffectKind): kind is OnAccount {
  return ON_ACCOUNT.some((one) => one === kind);
}

/** An effect on an account, as far as it is needed to draft it once more. */
export interface OfAccount {
  readonly kind: OnAccount;
  readonly payload: unknown;
}

/**
 * Drafts an effect on an account once more: what it asks for is read from its payload, and all else from the records as they are now. With
 * `self`, as that proposal would be drafted now. Throws Failure `bad-input` for what the account does not bear.
 */
export async function remake(of: OfAccount, unit: Accountable, policy: Policy, self?: Proposal): Promise<Remade> {
  const at = await accountOfEffect(of, unit);
  switch (of.kind) {
    case 'adjustment.post':
    case 'write-off.post':
      return draftPosting(at, postingIn(of, unit), unit, policy, self);
    case 'payment-plan.set': {
      const { amountCents, instalments } = parsePayload('payment-plan.set', of.payload);
      const [first] = instalments;
      if (first === undefined) throw new TypeError('a plan has a payment');
      // In equal parts, or else of as much as the first: a plan of any other shape is drafted otherwise, and so refused.
      const even = paymentPlan(amountCents, instalments.length, first.due);
      const each = even.every((one, place) => one.amountCents === instalments[place]?.amountCents) ? undefined : first.amountCents;
      const wanted = { amountCents, instalments: instalments.length, eachCents: each, firstDue: first.due };
      return draftPlan(at, wanted, unit, policy, self);
    }
    case 'patient-message.send':
      return message(at, of, unit);
  }
}

/** The account that an effect is about, with what bears on it. Throws Failure `bad-input` where there is none, or the claim is of another. */
export async function accountOfEffect({ kind, payload }: OfAccount, unit: Accountable): Promise<AccountAtWork> {
  const { account: id, ...rest } = parsePayload(kind, payload);
  const record = id === undefined ? undefined : await unit.billing.accounts.find(id);
  if (record === undefined) throw new Failure('bad-input', id === undefined ? 'It names no account.' : `There is no account ${id}.`);
  const at = await accountAtWork(record, unit);
  const claim = 'claim' in rest ? rest.claim : undefined;
  if (claim !== undefined && !at.claims.some((one) => one.id === claim))
    throw new Failure('bad-input', `Claim ${claim} is not of account ${record.id}.`);
  return at;
}

/** What a posting asks for, by its payload. */
export function postingIn({ kind, payload }: OfAccount, unit: Accountable): PostingWanted & { readonly amountCents: number } {
  const posting: WriteOffPayload & Partial<AdjustmentPayload> =
    kind === 'adjustment.post' ? parsePayload('adjustment.post', payload) : parsePayload('write-off.post', payload);
  const { amountCents, claim, owedBy = 'patient', direction, reason } = posting;
  return { kind: postingKindOf(kind, posting, shippedWith(unit).transactionCodes.refund), amountCents, claim, owedBy, direction, reason };
}

/** By the name, and where the account has that twice by what they are. */
async function message(at: AccountAtWork, { payload }: OfAccount, unit: Accountable): Promise<Remade> {
  const { to, channel, language, care } = parsePayload('patient-message.send', payload);
  const wanted: TellingWanted = { to: to.name, channel, language, care };
  const named = await draftMessage(at, wanted, unit);
  const made = 'refused' in named ? await draftMessage(at, { ...wanted, to: to.is }, unit) : named;
  if ('refused' in made) throw new Failure('bad-input', made.refused);
  return made;
}
