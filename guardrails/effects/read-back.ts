import { readAgainAfter } from './backoff.ts';
import type { Delivery } from './deliver.ts';
import type { Claimed, Owed, Settlement } from './outbox.ts';
import type { Found, Receiver } from './receiver.ts';
import type { Settled } from './settled.ts';

/**
 * Reads what became of an effect that may have been sent, and sends nothing. What a worker held when it died is owed again once it is
 * certain that it is not there. What is unknown stays so until it is found: a request that was never answered may yet be carried out.
 */
export async function readBack(claimed: Claimed, delivery: Delivery): Promise<Settled> {
  const receiver = delivery.receivers.find(({ kinds }) => kinds.includes(claimed.kind));
  const found = receiver === undefined ? 'cannot tell' : await foundBy(receiver, claimed, delivery);
  const at = receiver?.name ?? 'a receiver that is not configured';
  switch (found) {
    case 'there':
      return { settlement: { state: 'done', says: `It was read at ${at} and is there.` }, found };
    case 'absent':
      return { settlement: claimed.was === 'sending' ? again(at) : absent(claimed, at), found };
    case 'cannot tell':
      return { settlement: unread(claimed, at), found };
  }
}

/** A receiver that cannot be read, for whatever reason, has told nothing. */
export async function foundBy(receiver: Receiver, effect: Owed, { reached, broke }: Delivery): Promise<Found> {
  await reached('before-find');
  const found = await receiver.find(effect).catch((thrown: unknown): Found => {
    broke(thrown);
    return 'cannot tell';
  });
  await reached('after-find');
  return found;
}

function again(at: string): Settlement {
  return { state: 'owed', says: `It was in hand and is not at ${at}, so it is sent.`, inSeconds: 0 };
}

function absent({ proposal, readings }: Claimed, at: string): Settlement {
  const inSeconds = readAgainAfter(readings + 1, 'absent');
  const then = inSeconds === undefined ? 'It is not read again by itself.' : 'It is read again later.';
  return {
    state: 'unknown',
    says: `It was sent, no answer came, and at ${at} it is not there. ${then} A person who has looked there may have it sent: countersign effects resend ${proposal}.`,
    error: 'absent',
    ...(inSeconds !== undefined && { inSeconds }),
  };
}

function unread({ readings, was }: Claimed, at: string): Settlement {
  const inSeconds = readAgainAfter(was === 'unknown' ? readings + 1 : 0, 'cannot tell');
  return {
    state: 'unknown',
    says: `It may have been sent, and ${at} does not say whether it is there. It is read again, and never sent again by itself.`,
    error: 'cannot-tell',
    ...(inSeconds !== undefined && { inSeconds }),
  };
}
