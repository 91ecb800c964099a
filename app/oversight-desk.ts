import type { OversightDesk } from '#agent/oversight-desk.ts';
import type { Actor, Principal, TenantId } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Unit } from '#tools/unit.ts';
import { authorityDesk } from './authority-desk.ts';
import { policyDesk } from './policy-desk.ts';
import { terminalActor } from './principals.ts';
import { replayDecision } from './replay/replay-decision.ts';
import { reviewDesk } from './review-desk.ts';

export interface OversightParts {
  readonly store: Store<Unit>;
  readonly tenant: TenantId;
  readonly person: (as: string | undefined) => Promise<Principal>;
}

/** One transaction for whoever asks at the terminal. */
export type Asking = <T>(as: string | undefined, work: (unit: Unit, actor: Actor) => Promise<T>) => Promise<T>;

/** What may be asked at the terminal by those who watch over decisions. */
export function oversightDesk({ store, tenant, person }: OversightParts): OversightDesk {
  const asking: Asking = async (as, work) => {
    const actor = terminalActor(tenant, await person(as));
    return store.within(tenant, (unit) => work(unit, actor));
  };
  const reading = <T>(work: (unit: Unit) => Promise<T>): Promise<T> => store.within(tenant, work);
  return {
    ...policyDesk(asking, reading),
    ...authorityDesk(asking, reading),
    ...reviewDesk(asking),
    replay: ({ of, as }) => asking(as, (unit, actor) => replayDecision(unit, of, actor)),
  };
}
