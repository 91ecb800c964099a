import type { Agent } from '#agent/turn.ts';
import type { TenantId } from '#guardrails/actor.ts';
import { deliverOne, deliverOwed } from '#guardrails/effects/deliver.ts';
import type { Receiver } from '#guardrails/effects/receiver.ts';
import { closeLapsed } from '#guardrails/lapse.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Audit } from '../ledger/audit.ts';
import type { Faults } from './faults.ts';

export interface Upkeep {
  /** Closes what has lapsed, and tells the conversations that wait for it. */
  readonly sweep: () => Promise<void>;
  /** Sweeps, sends what is owed until nothing is, and has the ledger signed when that is due; safe to call at any time. */
  readonly deliver: () => Promise<void>;
  /** Ids of the effects that may be sent or read now, oldest first. */
  readonly due: () => Promise<readonly string[]>;
  /** Sends this effect, or reads what became of it, if it is due and in no other hands. */
  readonly deliverOne: (id: string) => Promise<void>;
  /** Sweeps, tells whoever nobody told, and has the ledger signed when that is due. */
  readonly tidy: () => Promise<void>;
  /** Has the head of the ledger signed as it stands. */
  readonly sign: () => Promise<void>;
}

export interface UpkeepParts {
  readonly store: Store;
  readonly tenant: TenantId;
  readonly receivers: readonly Receiver[];
  readonly agent: () => Pick<Agent, 'tell' | 'catchUp'>;
  readonly audit: Audit;
  readonly faults: Faults;
  readonly progress: (says: string) => void;
}

/** More than a sweep of ten seconds can deliver; the rest is found by the next. */
const MOST_DUE = 1_000;

/** What must be done without anybody asking. A head that cannot be signed is told, and leaves no decided effect unsent. */
export function upkeep({ store, tenant, receivers, agent, audit, faults, progress }: UpkeepParts): Upkeep {
  async function signed(sign: () => Promise<unknown>): Promise<void> {
    await sign().catch((thrown: unknown) => progress(`! ${faults.noted(thrown, 'checkpoint').says}`));
  }
  async function sweep(): Promise<void> {
    for (const { id } of await store.within(tenant, (unit) => closeLapsed(unit, tenant))) await agent().tell(id, tenant);
  }
  const broke = (thrown: unknown): void => void faults.noted(thrown, 'receive');
  const signIfDue = (): Promise<void> => signed(() => audit.checkpointIfDue(performance.now()));
  return {
    sweep,
    async deliver() {
      await sweep();
      await deliverOwed(store, tenant, receivers, broke);
      await signIfDue();
    },
    due: () => store.within(tenant, ({ outbox }) => outbox.due(MOST_DUE)),
    async deliverOne(id) {
      await deliverOne({ store, tenant, receivers, broke, reached: () => undefined }, id);
    },
    async tidy() {
      await sweep();
      await agent().catchUp(tenant);
      await signIfDue();
    },
    sign: () => signed(() => audit.checkpointIfDue('ending')),
  };
}
