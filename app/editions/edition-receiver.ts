import { Failure } from '#core/errors.ts';
import type { TenantId } from '#guardrails/actor.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import type { Receiver } from '#guardrails/effects/receiver.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Unit } from '#tools/unit.ts';

/** Brings an approved edition into force. Doing it twice changes nothing. */
export function editionReceiver(store: Store<Unit>, tenant: TenantId): Receiver {
  return {
    name: 'editions',
    kinds: ['edition.activate'],
    async receive({ proposal, payload }, { by }) {
      const { edition, sha256 } = parsePayload('edition.activate', payload);
      await store.within(tenant, async (unit) => {
        const record = await unit.editionRecords.find(edition);
        if (record?.sha256 !== sha256)
          throw new Failure('stale', `${edition} is no longer the edition that was approved, so it was not brought into force.`);
        if (record.codes === 0) throw new Failure('bad-input', `${edition} has no code list, so it was not brought into force.`);
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
      return { state: 'done', says: `${edition} is in force.` };
    },
    async find({ payload }) {
      const { edition, sha256 } = parsePayload('edition.activate', payload);
      const record = await store.within(tenant, (unit) => unit.editionRecords.find(edition));
      return record?.state === 'active' && record.sha256 === sha256 ? 'there' : 'absent';
    },
  };
}
