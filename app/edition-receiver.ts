import { z } from 'zod';
import { Failure } from '#core/errors.ts';
import type { TenantId } from '#guardrails/actor.ts';
import type { Receiver } from '#guardrails/effects/outbox.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Unit } from '#tools/unit.ts';

const Activation = z.object({ edition: z.string(), sha256: z.string() });

/** Brings an approved edition into force. Doing it twice changes nothing. */
export function editionReceiver(store: Store<Unit>, tenant: TenantId): Receiver {
  return {
    kinds: ['edition.activate'],
    async receive({ proposal, payload }, { by }) {
      const { edition, sha256 } = Activation.parse(payload);
      await store.within(tenant, async (unit) => {
        const record = (await unit.editionRecords.list()).find(({ head }) => head.id === edition);
        if (record?.sha256 !== sha256)
          throw new Failure('stale', `${edition} is no longer the edition that was approved, so it was not brought into force.`);
        if (record.state === 'active') return;
        await unit.editionRecords.activate(edition);
        await unit.ledger.append({
          tenant,
          act: 'edition.activated',
          actor: 'countersign',
          channel: 'system',
          proposal,
          about: { edition: `${edition}@${sha256}`, by },
        });
      });
      return `${edition} is in force.`;
    },
  };
}
