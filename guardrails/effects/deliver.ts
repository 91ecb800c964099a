import { Failure } from '#core/errors.ts';
import type { TenantId } from '../actor.ts';
import type { Store } from '../unit.ts';
import { witnessedApproval } from '../witnessed-approval.ts';
import type { Approval, Owed, Receiver } from './outbox.ts';

/**
 * Sends everything that is owed by one tenant, one effect at a time, and returns how many it settled.
 *
 * The right to act is checked again here, under whatever called it: an outbox row without an approved proposal of the
 * same digest, whose approval the ledger holds, is refused: writing to the outbox or to the proposal is no way round the gate. `broke` is told what a receiver threw that was no
 * refusal; the ledger and the answer hold nothing of it.
 */
export async function deliverOwed(
  store: Store,
  tenant: TenantId,
  receivers: readonly Receiver[],
  broke: (thrown: unknown) => void = () => undefined,
): Promise<number> {
  let settled = 0;
  for (;;) {
    const owed = await store.within(tenant, (unit) => unit.outbox.claim());
    if (owed === undefined) return settled;
    await deliverOne(store, tenant, receivers, owed, broke);
    settled += 1;
  }
}

async function deliverOne(
  store: Store,
  tenant: TenantId,
  receivers: readonly Receiver[],
  owed: Owed,
  broke: (thrown: unknown) => void,
): Promise<void> {
  const approval = await store.within(tenant, (unit) => witnessedApproval(unit, owed));
  if (approval === undefined) {
    await settle(
      store,
      tenant,
      owed,
      'failed',
      'It has no approved proposal with this digest that the ledger bears out, so it was not sent.',
    );
    return;
  }
  const receiver = receivers.find(({ kinds }) => kinds.includes(owed.kind));
  if (receiver === undefined) {
    await settle(store, tenant, owed, 'failed', `No receiver is configured for ${owed.kind}.`);
    return;
  }
  const { state, says } = await sent(receiver, owed, approval, broke);
  await settle(store, tenant, owed, state, says);
}

/** A receiver that refuses in its own words did nothing; one that breaks may have acted, and nobody knows. */
async function sent(
  receiver: Receiver,
  owed: Owed,
  approval: Approval,
  broke: (thrown: unknown) => void,
): Promise<{ state: 'done' | 'failed' | 'unknown'; says: string }> {
  try {
    return { state: 'done', says: await receiver.receive(owed, approval) };
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code !== 'unavailable') return { state: 'failed', says: thrown.says };
    if (!(thrown instanceof Failure)) broke(thrown);
    return { state: 'unknown', says: 'The receiver broke before it answered.' };
  }
}

/** Records how an effect ended. When the lease has passed to another worker, that one records it. */
async function settle(store: Store, tenant: TenantId, owed: Owed, state: 'done' | 'failed' | 'unknown', says: string): Promise<void> {
  const settling = store.within(tenant, async (unit) => {
    await unit.outbox.settle(owed.id, state, says);
    await unit.ledger.append({
      tenant,
      act: `effect.${state}`,
      actor: 'countersign',
      channel: 'system',
      proposal: owed.proposal,
      digest: owed.digest,
      about: { encounter: owed.encounter, outbox: owed.id, says },
    });
  });
  await settling.catch((thrown: unknown) => {
    if (!(thrown instanceof Failure) || thrown.code !== 'already-decided') throw thrown;
  });
}
