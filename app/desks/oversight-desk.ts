import type { OversightDesk } from '#agent/oversight-desk.ts';
import { Failure } from '#core/errors.ts';
import type { Actor, Principal, TenantId } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Unit } from '#tools/unit.ts';
import { authorityDesk } from './authority-desk.ts';
import { policyDesk } from './policy-desk.ts';
import { terminalActor } from '../people/principals.ts';
import { replayDecision } from '../replay/replay-decision.ts';
import { reviewDesk } from './review-desk.ts';

export interface OversightParts {
  readonly store: Store<Unit>;
  readonly tenant: TenantId;
  readonly person: (as: string | undefined) => Promise<Principal>;
}

/** One transaction for whoever asks at the terminal, for what is named. A refusal is an entry, as one of a tool is. */
export type Asking = <T>(what: string, as: string | undefined, work: (unit: Unit, actor: Actor) => Promise<T>) => Promise<T>;

/** What may be asked at the terminal by those who watch over decisions. */
export function oversightDesk({ store, tenant, person }: OversightParts): OversightDesk {
  const asking: Asking = async (what, as, work) => {
    const actor = terminalActor(tenant, await person(as));
    return store
      .within(tenant, (unit) => work(unit, actor))
      .catch(async (thrown: unknown) => {
        if (thrown instanceof Failure && thrown.code !== 'broken-promise') await witnessRefusal(store, actor, what, thrown);
        throw thrown;
      });
  };
  const reading = <T>(work: (unit: Unit) => Promise<T>): Promise<T> => store.within(tenant, work);
  return {
    ...policyDesk(asking, reading),
    ...authorityDesk(asking, reading),
    ...reviewDesk(asking),
    replay: ({ of, as }) => asking('replay_decision', as, (unit, actor) => replayDecision(unit, of, actor)),
  };
}

async function witnessRefusal(
  store: Store,
  { tenant, principal, channel }: Actor,
  tool: string,
  { code: failure }: Failure,
): Promise<void> {
  await store.within(tenant, ({ ledger }) =>
    ledger.append({ tenant, act: 'tool.refused', actor: principal.id, channel, tool, failure, about: {} }),
  );
}
