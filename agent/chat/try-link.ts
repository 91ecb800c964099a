import { Failure } from '#core/errors.ts';
import type { Actor, Identity, Principal } from '#guardrails/actor.ts';
import type { GuardedUnit, Store } from '#guardrails/unit.ts';
import { linkIdentity, type LinkingUnit } from './link-identity.ts';

const HOUR = 3_600_000;
const MOST_GUESSES = 10;
const LONGEST_ID = 200;

interface Linking {
  readonly store: Store<LinkingUnit>;
  readonly tenant: Actor['tenant'];
}

/**
 * Links whoever typed a code, as `linkIdentity` does. A code that does not hold is an entry of the ledger, and after ten in an hour none of that account is
 * looked at any more.
 */
export async function tryLink({ store, tenant }: Linking, code: string, identity: Identity): Promise<Principal> {
  if ((await store.within(tenant, (unit) => guessesOf(unit, identity))) >= MOST_GUESSES) throw new Failure('not-allowed', TOO_MANY);
  try {
    return await store.within(tenant, (unit) => linkIdentity(unit, code, identity, tenant));
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.code === 'broken-promise') throw thrown;
    // What was refused was undone, so that it was tried is written by itself.
    const { code: failure } = thrown;
    const { at, id } = kept(identity);
    const channel = at === 'teams' ? 'teams' : 'slack';
    await store.within(tenant, ({ ledger }) =>
      ledger.append({ tenant, act: 'identity.link-refused', actor: 'countersign', channel, failure, about: { at, id } }),
    );
    throw thrown;
  }
}

const TOO_MANY = 'You said too many codes that do not hold. Nothing was linked; wait an hour, or ask an administrator.';

function kept({ at, id }: Identity): Identity {
  return { at, id: id.slice(0, LONGEST_ID) };
}

async function guessesOf({ ledger, now }: Pick<GuardedUnit, 'ledger' | 'now'>, identity: Identity): Promise<number> {
  const { at, id } = kept(identity);
  const from = new Date(Date.parse(await now()) - HOUR).toISOString();
  const entries = await ledger.list({ acts: ['identity.link-refused'], from });
  return entries.filter(({ about, fault }) => fault === undefined && about['at'] === at && about['id'] === id).length;
}
