import type { Actor } from '../actor.ts';
import { Failure } from '#core/errors.ts';
import { digest, jsonOf } from '../audit/canonical-json.ts';
import { parse } from 'yaml';
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
  if (contentOf(kept) !== contentOf(text))
    throw new Failure(
      'altered',
      `Another policy is kept in the database as ${policy.version}, so this one was not brought into force. Tell your compliance officer.`,
    );
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

/** All of what a text says: the version is a short form of it, and two texts could be made to share that. */
function contentOf(text: string): string {
  return digest(jsonOf(parse(text)));
}
