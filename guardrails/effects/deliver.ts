import { Failure } from '#core/errors.ts';
import type { TenantId } from '../actor.ts';
import type { Act } from '../audit/ledger.ts';
import type { Store } from '../unit.ts';
import { carriedOut } from './carried-out.ts';
import type { Claimed } from './outbox.ts';
import { readBack } from './read-back.ts';
import type { Reached, Receiver } from './receiver.ts';
import { send } from './send.ts';
import type { Settled } from './settled.ts';

export interface Delivery {
  readonly store: Store;
  readonly tenant: TenantId;
  readonly receivers: readonly Receiver[];
  /** Told what a receiver threw that was no refusal; the ledger and the answer hold nothing of it. */
  readonly broke: (thrown: unknown) => void;
  readonly reached: Reached;
}

/**
 * Sends everything that is owed by one tenant and reads what may be there already, one effect at a time, and returns how many it
 * took. Kinds whose receiver rests are left alone.
 *
 * The right to act is checked again here, under whatever called it: an outbox row without an approved proposal of the same digest,
 * whose approval the ledger holds, is refused: writing to the outbox or to the proposal is no way round the gate.
 */
export async function deliverOwed(
  store: Store,
  tenant: TenantId,
  receivers: readonly Receiver[],
  broke: (thrown: unknown) => void = () => undefined,
  reached: Reached = () => undefined,
): Promise<number> {
  let taken = 0;
  while (await takeOne({ store, tenant, receivers, broke, reached }, undefined)) taken += 1;
  return taken;
}

/** The same for this effect alone. False when it is not due, or is in other hands. */
export async function deliverOne(delivery: Delivery, id: string): Promise<boolean> {
  return takeOne(delivery, id);
}

async function takeOne(delivery: Delivery, id: string | undefined): Promise<boolean> {
  const { store, tenant, receivers, reached } = delivery;
  const without = receivers.filter(({ resting }) => resting?.() !== undefined).flatMap(({ kinds }) => kinds);
  const claimed = await store.within(tenant, ({ outbox }) => outbox.claim({ without, ...(id !== undefined && { id }) }));
  if (claimed === undefined) return false;
  await reached('claimed');
  const settled =
    (await doneBefore(claimed, delivery)) ?? (await (claimed.was === 'owed' ? send(claimed, delivery) : readBack(claimed, delivery)));
  if (settled !== undefined) await settle(claimed, settled, delivery);
  return true;
}

/** What the ledger tells as carried out is never sent again, whatever the outbox says of it now. */
async function doneBefore({ proposal }: Claimed, { store, tenant }: Delivery): Promise<Settled | undefined> {
  const entry = await store.within(tenant, (unit) => carriedOut(unit, proposal));
  if (entry === undefined) return undefined;
  return {
    settlement: { state: 'done', says: `It was carried out before: entry ${entry.leaf.index} of the ledger tells it.` },
    told: true,
  };
}

/** Records how an effect stands. When the lease has passed to another worker, that one records it. */
async function settle(claimed: Claimed, { settlement, found, told }: Settled, { store, tenant, reached }: Delivery): Promise<void> {
  await reached('before-settle');
  const { id, proposal, digest, encounter } = claimed;
  const act = told === true ? undefined : actOf(claimed, { settlement, ...(found !== undefined && { found }) });
  const settling = store.within(tenant, async (unit) => {
    await unit.outbox.settle(claimed, settlement);
    const about = { encounter, outbox: id, says: settlement.says, found, ...('error' in settlement && { error: settlement.error }) };
    if (act !== undefined) await unit.ledger.append({ tenant, act, actor: 'countersign', channel: 'system', proposal, digest, about });
    await reached('settled-uncommitted');
  });
  await settling.catch((thrown: unknown) => {
    if (!(thrown instanceof Failure) || thrown.code !== 'already-decided') throw thrown;
  });
  await reached('settled');
}

/** A reading that changed nothing, because nothing could be read, is no entry. */
function actOf({ was }: Claimed, { settlement: { state }, found }: Settled): Act | undefined {
  switch (state) {
    case 'done':
      return 'effect.done';
    case 'failed':
      return 'effect.failed';
    case 'owed':
      return was === 'owed' ? 'effect.deferred' : 'effect.reconciled';
    case 'unknown':
      if (was !== 'unknown') return 'effect.unknown';
      return found === 'absent' ? 'effect.reconciled' : undefined;
  }
}
