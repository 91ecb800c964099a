import { Failure } from '#core/errors.ts';
import { dollars } from '#core/money.ts';
import type { Approval, Owed } from '../effects/outbox.ts';
import { parsePayload, weighedCentsOf } from '../effects/payloads.ts';
import { faultOfDraft } from '../letter-stands.ts';
import type { GuardedUnit } from '../unit.ts';
import type { AccountAtWork } from './account-at-work.ts';
import { plannedCents } from './draft-plan.ts';
import { planOn } from './draft-posting.ts';
import type { ProposedPosting } from './proposed-postings.ts';
import { accountOfEffect, isOnAccount, postingIn, remake, type OfAccount } from './remake.ts';
import { weighedAtApproval } from './weighed-together.ts';

/**
 * Why an approved effect is not to be carried out any more: between the approval and the sending the payer may have paid or answered, the
 * patient may have paid, or whoever was to be told may no longer be. `undefined` where it still stands. It keeps other writers out, so
 * what it saw holds until the transaction ends.
 */
export async function noLongerStands(unit: GuardedUnit, owed: Owed, { at }: Pick<Approval, 'at'>): Promise<string | undefined> {
  const { kind, proposal } = owed;
  if (kind !== 'appeal.submit' && !isOnAccount(kind)) return undefined;
  await unit.lockWriters();
  try {
    if (kind === 'appeal.submit') return await letterFellAway(unit, proposal);
    await mustBeBorne(unit, { ...owed, kind });
    await mustWeighNoMore(unit, { ...owed, kind }, at);
    return undefined;
  } catch (thrown) {
    // Whatever keeps the account from being worked out keeps the effect back: a gate that throws has held.
    if (thrown instanceof Failure) return `the account does not bear it any more. ${thrown.says.replace(/ Nothing was proposed\.$/u, '')}`;
    throw thrown;
  }
}

async function letterFellAway(unit: GuardedUnit, id: string): Promise<string | undefined> {
  const proposal = await unit.proposals.find(id);
  const wrong = proposal === undefined ? 'its proposal is gone' : await faultOfDraft(unit, proposal);
  return wrong === undefined
    ? undefined
    : `its letter does not stand any more: ${wrong}. Draft it again if there is still something to appeal.`;
}

/** Parts that were approved before it are weighed with it once more: what its signers were shown MUST have been no less. */
async function mustWeighNoMore(unit: GuardedUnit, { kind, payload, proposal: id }: OfAccount & Pick<Owed, 'proposal'>, at: string) {
  if (kind === 'patient-message.send') return;
  const { account, patient, amountCents, ...rest } = parsePayload(kind, payload);
  const subject = 'claim' in rest && rest.claim !== undefined ? rest.claim : account;
  const part = { id, kind, subject, account, patient, amountCents };
  const cents = await weighedAtApproval(part, at, unit, await unit.policies.inForce());
  if (cents <= (weighedCentsOf(kind, payload) ?? 0)) return;
  throw new Failure(
    'stale',
    `It weighs ${dollars(cents)} with what was approved before it and may still be sent, which is more than its signers were shown. Propose it again.`,
  );
}

async function mustBeBorne(unit: GuardedUnit, owed: OfAccount & Pick<Owed, 'proposal'>): Promise<void> {
  const { kind, payload, proposal } = owed;
  if (kind === 'patient-message.send') return mustSayTheSame(unit, { kind, payload });
  const at = await accountOfEffect(owed, unit);
  const open = mayComeFirst(at, proposal);
  if (kind === 'payment-plan.set') plannedCents({ ...at, open }, { amountCents: parsePayload(kind, payload).amountCents });
  else planOn(at, postingIn(owed, unit), open);
}

/**
 * What was approved earlier goes first, and what may have been sent is taken as sent. Two that no longer fit together are told apart by
 * their numbers, whichever worker has which in hand.
 */
function mayComeFirst({ open }: AccountAtWork, self: string): readonly ProposedPosting[] {
  const numberOf = (id: string): number => Number(id.slice('P-'.length));
  return open.filter(
    ({ proposal, pending, effect }) => !pending && proposal !== self && (effect === 'unknown' || numberOf(proposal) < numberOf(self)),
  );
}

async function mustSayTheSame(unit: GuardedUnit, of: OfAccount): Promise<void> {
  const made = await remake(of, unit, await unit.policies.inForce());
  const said = parsePayload('patient-message.send', of.payload);
  const now = parsePayload('patient-message.send', made.draft.payload);
  if (said.text !== now.text || said.to.name !== now.to.name || said.to.is !== now.to.is)
    throw new Failure('bad-input', 'The account has changed since it was approved, and the message would say something else now.');
}
