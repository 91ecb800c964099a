import type { Agent } from '#agent/turn.ts';
import type { TenantId } from '#guardrails/actor.ts';
import { deliverOwed } from '#guardrails/effects/deliver.ts';
import type { Receiver } from '#guardrails/effects/outbox.ts';
import { closeLapsed } from '#guardrails/lapse.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Audit } from './audit.ts';
import type { Faults } from './faults.ts';

export interface Upkeep {
  /** Closes what has lapsed, and tells the conversations that wait for it. */
  readonly sweep: () => Promise<void>;
  /** Sweeps, sends what is owed until nothing is, and has the ledger signed when that is due; safe to call at any time. */
  readonly deliver: () => Promise<void>;
  /** Has the head of the ledger signed as it stands. */
  readonly sign: () => Promise<void>;
}

export interface UpkeepParts {
  readonly store: Store;
  readonly tenant: TenantId;
  readonly receivers: readonly Receiver[];
  readonly agent: () => Pick<Agent, 'tell'>;
  readonly audit: Audit;
  readonly faults: Faults;
  readonly progress: (says: string) => void;
}

/** What must be done without anybody asking. A head that cannot be signed is told, and leaves no decided effect unsent. */
export function upkeep({ store, tenant, receivers, agent, audit, faults, progress }: UpkeepParts): Upkeep {
  async function signed(sign: () => Promise<unknown>): Promise<void> {
    await sign().catch((thrown: unknown) => progress(`! ${faults.noted(thrown, 'checkpoint').says}`));
  }
  async function sweep(): Promise<void> {
    for (const { id } of await store.within(tenant, (unit) => closeLapsed(unit, tenant))) await agent().tell(id, tenant);
  }
  return {
    sweep,
    async deliver() {
      await sweep();
      await deliverOwed(store, tenant, receivers, (thrown) => void faults.noted(thrown, 'receive'));
      await signed(() => audit.checkpointIfDue(performance.now()));
    },
    sign: () => signed(() => audit.checkpointIfDue('ending')),
  };
}
