import type { Accountable } from './account/accountable.ts';
import type { Ledger } from './audit/ledger.ts';
import type { Identity, Principal, TenantId } from './actor.ts';
import type { Outbox } from './effects/outbox.ts';
import type { Quotable } from './evidence-stands.ts';
import type { Citable } from './letter-stands.ts';
import type { Policy } from './policy/policy.ts';
import type { Proposals } from './proposal.ts';
import type { Holds } from './retention/holds.ts';

/** The present version of a record that a proposal may rest on; `undefined` when the record is gone. */
export interface Sources {
  version(id: string): Promise<string | undefined>;
}

export interface Principals {
  find(id: string): Promise<Principal | undefined>;
  /** Whoever another system calls so. */
  called(identity: Identity): Promise<Principal | undefined>;
  list(): Promise<readonly Principal[]>;
}

export interface Policies {
  /**
   * The policy that the ledger last heard of. Throws Failure `altered` when its text is not what was adopted, and `not-found` when
   * none ever was.
   */
  inForce(): Promise<Policy>;
  /** A policy that is or was in force, by its version. */
  find(version: string): Promise<{ readonly policy: Policy; readonly text: string } | undefined>;
  /** Keeps a policy's text. It is not in force by that: `adoptPolicy`. */
  keep(policy: Policy, text: string): Promise<void>;
}

/** What the guardrails need of one transaction in one tenant. Everything in it is committed together or not at all. */
export interface GuardedUnit extends Quotable, Citable, Accountable {
  readonly billing: Citable['billing'] & Accountable['billing'];
  readonly proposals: Proposals;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
  readonly sources: Sources;
  readonly principals: Principals;
  readonly policies: Policies;
  readonly holds: Holds;
  /** The clock of the database, as an ISO moment in UTC. */
  readonly now: () => Promise<string>;
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
