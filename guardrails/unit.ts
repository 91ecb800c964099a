import type { Ledger } from './audit/ledger.ts';
import type { Principal, TenantId } from './actor.ts';
import type { Outbox } from './effects/outbox.ts';
import type { Proposals } from './proposal.ts';

/** The present version of a record that a proposal may rest on; `undefined` when the record is gone. */
export interface Sources {
  version(id: string): Promise<string | undefined>;
}

export interface Principals {
  find(id: string): Promise<Principal | undefined>;
  list(): Promise<readonly Principal[]>;
}

/** What the guardrails need of one transaction in one tenant. Everything in it is committed together or not at all. */
export interface GuardedUnit {
  readonly proposals: Proposals;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
  readonly sources: Sources;
  readonly principals: Principals;
  /**
   * Waits for the tenant's other writers and keeps them out until the transaction ends. Whoever writes what rests on something
   * stored MUST call it before reading that; every port that writes calls it by itself.
   */
  readonly lockWriters: () => Promise<void>;
}

/** The one way to data: a transaction bound to one tenant. It is rolled back when `work` throws. */
export interface Store<U extends GuardedUnit = GuardedUnit> {
  within<T>(tenant: TenantId, work: (unit: U) => Promise<T>): Promise<T>;
}
