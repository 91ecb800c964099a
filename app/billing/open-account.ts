import type { Claim } from '#core/billing/claim.ts';
import { Failure } from '#core/errors.ts';
import type { Unit } from '#tools/unit.ts';

/**
 * Opens the account of a claim where there is none, with what the claim says of it: whose it is. It names nobody who may be told of it and
 * no way to reach anybody, so nothing is told until the account system's own record comes in. Says whether it opened one.
 */
export async function openAccount({ billing }: Unit, { account: id, encounter, patient }: Claim): Promise<boolean> {
  if (await isThere(billing.accounts.find(id))) return false;
  await billing.accounts.put({
    id,
    ...(encounter !== undefined && { encounter }),
    patient,
    language: 'en',
    mayBeTold: [],
    posted: [],
    restrictions: [],
    selfPay: false,
    emergency: false,
    outOfNetworkAtInNetwork: false,
    contact: { phone: '', hours: '' },
  });
  return true;
}

/** One that was changed beside the program is there as well, and is not opened anew as if nothing had been on it. */
async function isThere(found: Promise<unknown>): Promise<boolean> {
  try {
    return (await found) !== undefined;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'altered') return true;
    throw thrown;
  }
}
