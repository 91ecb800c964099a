import type { CheckUp, CheckUpDesk } from '#agent/check-up-desk.ts';
import { LocalDate } from '#core/codes.ts';
import { EDITION_SYSTEMS } from '#core/terminology/edition-system.ts';
import type { Principal, TenantId } from '#guardrails/actor.ts';
import { understaffed } from '#guardrails/policy/understaffed.ts';
import type { Store } from '#guardrails/unit.ts';
import type { EditionRecord, Unit } from '#tools/unit.ts';
import { findEdition } from '../editions/choose-edition.ts';

interface Parts {
  readonly store: Store<Unit>;
  readonly tenant: TenantId;
  /** Milliseconds of the epoch. */
  readonly now?: () => number;
}

/** What the process that keeps the data says to `countersign doctor`. */
export function checkUpDesk({ store, tenant, now = Date.now }: Parts): CheckUpDesk {
  return {
    checkUp: () =>
      store.within(tenant, async (unit) => {
        const before = now();
        const there = await unit.now();
        const clockAheadMs = Math.round(Date.parse(there) - (before + now()) / 2);
        const policy = await unit.policies.inForce();
        const people = (await unit.principals.list()).filter(({ kind, active }) => kind === 'person' && active);
        return {
          clockAheadMs,
          policy: policy.version,
          understaffed: understaffed(policy, people),
          people: people.length,
          unlinked: { slack: unlinkedAt('slack', people), teams: unlinkedAt('teams', people) },
          editions: inForceOn(await unit.editionRecords.list(), LocalDate.parse(there.slice(0, 10))),
        };
      }),
  };
}

function unlinkedAt(surface: 'slack' | 'teams', people: readonly Principal[]): readonly string[] {
  return people.filter(({ identities = [] }) => !identities.some(({ at }) => at === surface)).map(({ id }) => id);
}

function inForceOn(records: readonly EditionRecord[], day: LocalDate): CheckUp['editions'] {
  return EDITION_SYSTEMS.flatMap((system) => {
    const found = findEdition(records, system, day);
    return found === undefined ? [] : [{ system, id: found.head.id, starter: found.head.starter, to: found.head.to }];
  });
}
