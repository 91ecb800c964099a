import { Failure } from '#core/errors.ts';
import { noLongerStands } from '../account/no-longer-stands.ts';
import type { EffectKind } from '../risk.ts';
import type { GuardedUnit } from '../unit.ts';
import { witnessedApproval } from '../witnessed-approval.ts';
import { MOST_ATTEMPTS, readAgainAfter, sendAgainAfter } from './backoff.ts';
import type { Delivery } from './deliver.ts';
import type { Approval, Claimed, Settlement } from './outbox.ts';
import { outboxId } from './outbox-id.ts';
import { foundBy } from './read-back.ts';
import type { Receipt, Receiver } from './receiver.ts';
import type { Settled } from './settled.ts';

const FOR_EVERYONE: readonly EffectKind[] = ['policy.change', 'edition.activate', 'rule-pack.activate'];

type Unsent = { readonly refused: Settlement } | { readonly lost: true };

/** Sends one effect that is owed. `undefined` when the lease has passed to another worker: then it did nothing, or that one reads it. */
export async function send(claimed: Claimed, delivery: Delivery): Promise<Settled | undefined> {
  const { receivers, reached } = delivery;
  const receiver = receivers.find(({ kinds }) => kinds.includes(claimed.kind));
  const checked = await check(claimed, receiver, delivery);
  if ('lost' in checked) return undefined;
  if ('refused' in checked) return { settlement: checked.refused };
  await reached('checked');
  await reached('before-send');
  const receipt = await received(checked.receiver, claimed, checked.approval, delivery);
  await reached('after-send');
  return settledBy(receipt, claimed, checked.receiver, delivery);
}

/** MUST be the last thing before the sending, in one transaction: the approval and the lease as they are now. */
function check(
  claimed: Claimed,
  receiver: Receiver | undefined,
  { store, tenant }: Delivery,
): Promise<Unsent | { readonly approval: Approval; readonly receiver: Receiver }> {
  return store.within(tenant, async (unit) => {
    const approval = await witnessedApproval(unit, claimed);
    if (approval === undefined)
      return unsent('not-approved', 'It has no approved proposal with this digest that the ledger bears out, so it was not sent.');
    if (claimed.id !== outboxId(tenant, claimed.proposal, claimed.digest))
      return unsent('foreign-key', 'Its row in the outbox bears a key that is not its own, so it was not sent: another may have been.');
    const source = await changedSource(unit, claimed);
    if (source !== undefined)
      return unsent('stale', `${source} has changed since it was approved, so it was not carried out. Propose it again.`);
    const overtaken = await noLongerStands(unit, claimed, approval);
    if (overtaken !== undefined) return unsent('overtaken', `It was approved, and was not carried out, for ${overtaken}`);
    if (receiver === undefined) return unsent('no-receiver', `No receiver is configured for ${claimed.kind}.`);
    return (await unit.outbox.renew(claimed, receiver.name)) ? { approval, receiver } : { lost: true };
  });
}

/** What comes into force for everyone MUST still stand on what it stood on: an older policy is not put over a newer one. */
async function changedSource(unit: GuardedUnit, { kind, proposal: id }: Claimed): Promise<string | undefined> {
  if (!FOR_EVERYONE.includes(kind)) return undefined;
  const proposal = await unit.proposals.find(id);
  for (const { id: source, version } of proposal?.sources ?? []) {
    if ((await unit.sources.version(source)) !== version) return source;
  }
  return undefined;
}

function unsent(error: string, says: string): Unsent {
  return { refused: { state: 'failed', says, error } };
}

/** A receiver that refuses in its own words did nothing; one that breaks may have acted, and nobody knows. */
async function received(receiver: Receiver, claimed: Claimed, approval: Approval, { broke }: Delivery): Promise<Receipt> {
  try {
    return await receiver.receive(claimed, approval);
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code !== 'unavailable') return { state: 'refused', says: thrown.says, error: thrown.code };
    if (!(thrown instanceof Failure)) broke(thrown);
    return { state: 'unsure', says: 'The receiver broke before it answered.', error: 'broke' };
  }
}

async function settledBy(receipt: Receipt, claimed: Claimed, receiver: Receiver, delivery: Delivery): Promise<Settled | undefined> {
  switch (receipt.state) {
    case 'done':
      return { settlement: { state: 'done', says: receipt.says } };
    case 'refused':
      return { settlement: { state: 'failed', says: receipt.says, error: receipt.error } };
    case 'busy':
      return { settlement: later(receipt, claimed) };
    case 'unsure':
      return { settlement: unknown(receipt) };
    case 'conflict':
    case 'broken':
      return settledByReading(receipt, claimed, receiver, delivery);
  }
}

/** The answer has come, so what is read now will not change by it any more. */
async function settledByReading(
  receipt: Receipt & { readonly state: 'conflict' | 'broken' },
  claimed: Claimed,
  receiver: Receiver,
  delivery: Delivery,
): Promise<Settled | undefined> {
  if (!(await delivery.store.within(delivery.tenant, ({ outbox }) => outbox.renew(claimed)))) return undefined;
  const found = await foundBy(receiver, claimed, delivery);
  switch (found) {
    case 'there':
      return { settlement: { state: 'done', says: `It was read at ${receiver.name} and is there.` }, found };
    case 'absent':
      if (receipt.state === 'broken') return { settlement: later(receipt, claimed), found };
      return { settlement: { state: 'failed', says: receipt.says, error: receipt.error }, found };
    case 'cannot tell':
      return { settlement: unknown(receipt), found };
  }
}

/** It is certain that nothing happened, so it may be sent again, until it was sent often enough. */
function later(receipt: Extract<Receipt, { readonly error: string }>, { id, attempts }: Claimed): Settlement {
  const { says, error } = receipt;
  const sent = attempts + 1;
  if (sent >= MOST_ATTEMPTS)
    return { state: 'failed', says: `${says} It was tried ${sent} times and is not tried again by itself.`, error };
  const asked = receipt.state === 'busy' ? receipt.afterSeconds : undefined;
  return { state: 'owed', says: `${says} It is tried again.`, error, inSeconds: sendAgainAfter(id, sent, asked) };
}

function unknown({ says, error }: Extract<Receipt, { readonly error: string }>): Settlement {
  const inSeconds = readAgainAfter(0, 'cannot tell');
  return {
    state: 'unknown',
    says: `${says} Whether it was carried out is not known; it is read again, and never sent again by itself.`,
    error,
    ...(inSeconds !== undefined && { inSeconds }),
  };
}
