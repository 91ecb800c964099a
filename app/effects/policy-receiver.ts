import { Failure } from '#core/errors.ts';
import type { TenantId } from '#guardrails/actor.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import type { Receiver } from '#guardrails/effects/receiver.ts';
import { adoptPolicy } from '#guardrails/policy/adopt-policy.ts';
import { readPolicy } from '#guardrails/policy/read-policy.ts';
import type { Store } from '#guardrails/unit.ts';

/** Brings an approved policy into force. Doing it twice changes nothing. */
export function policyReceiver(store: Store, tenant: TenantId): Receiver {
  return {
    name: 'policies',
    kinds: ['policy.change'],
    async receive({ proposal, payload }, { by }) {
      const { text, version } = parsePayload('policy.change', payload);
      const policy = readPolicy(text, `of ${proposal}`);
      if (policy.version !== version)
        throw new Failure('stale', `${proposal} does not hold the policy that it names, so it was not brought into force.`);
      await store.within(tenant, async (unit) => {
        await unit.lockWriters();
        if ((await unit.policies.inForce()).version === version) return;
        await adoptPolicy(unit, { policy, text }, { tenant, actor: by, proposal });
      });
      return { state: 'done', says: `${version} is in force.` };
    },
    async find({ payload }) {
      const { version } = parsePayload('policy.change', payload);
      return (await store.within(tenant, ({ policies }) => policies.inForce())).version === version ? 'there' : 'absent';
    },
  };
}
