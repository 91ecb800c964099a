import type { Actor } from '../actor.ts';
import { digest } from '../audit/canonical-json.ts';
import type { GuardedUnit } from '../unit.ts';
import type { Policy } from './policy.ts';

/** Brings a policy into force, from now on and for everyone. The entry of the ledger is what does it. */
export async function adoptPolicy(
  unit: GuardedUnit,
  { policy, text }: { readonly policy: Policy; readonly text: string },
  by: { readonly tenant: Actor['tenant']; readonly actor: string; readonly proposal?: string },
): Promise<void> {
  // A policy that was in force before may come back with other comments: its text is the one that was kept then.
  const { text: kept } = (await unit.policies.find(policy.version)) ?? { text };
  await unit.policies.keep(policy, kept);
  const { tenant, actor, proposal } = by;
  await unit.ledger.append({
    tenant,
    act: 'policy.activated',
    actor,
    channel: 'system',
    ...(proposal !== undefined && { proposal }),
    policy: policy.version,
    about: { adopts: policy.version, text: digest(kept) },
  });
}
