import { Failure } from '#core/errors.ts';
import type { Owed } from '../effects/outbox.ts';
import { parsePayload } from '../effects/payloads.ts';
import type { GuardedUnit } from '../unit.ts';
import type { AccountAtWork } from './account-at-work.ts';
import { plannedCents } from './draft-plan.ts';
import { planOn } from './draft-posting.ts';
import type { ProposedPosting } from './proposed-postings.ts';
import { accountOfEffect, isOnAccount, postingIn, remake, type OfAccount } from './remake.ts';

/**
 * Why an approved effect on an account is not to be carried out any more: between the approval and the sending the payer may have paid, the
 * patient too, or whoever was to be told may no longer be. `undefined` where it still stands. It keeps other writers out, so what it saw
 * holds until the transaction ends.
 */
export async function noLongerStands(unit: GuardedUnit, owed: Pick<Owed, 'proposal' | 'kind' | 'payload'>): Promise<string | undefined> {
  const { kind } = owed;
  if (!isOnAccount(kind)) return undefined;
  await unit.lockWriters();
  try {
    await mustBeBorne(unit, { ...owed, kind });
    return undefined;
  } catch (thrown) {
    // Whatever keeps the account from being worked out keeps the effect back: a gate that throws has held.
    if (thrown instanceof Failure) return thrown.says.replace(/ Nothing was proposed\.$/u, '');
    throw thrown;
  }
}

async function mustBeBorne(unit: GuardedUnit, owed: OfAccount & Pick<Owed, 'proposal'>): Promise<void> {
  const { kind, payload, proposal } = owed;
  if (kind === 'patient-message.send') return mustSayTheSame(unit, { kind, payload });
  const at = await accountOfEffect(owed, unit);
  const open = mayComeFirst(at, proposal);
  if (kind === 'payment-plan.set') plannedCents({ ...at, open }, parsePayload(kind, payload));
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
