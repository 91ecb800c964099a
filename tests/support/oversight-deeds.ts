import type { SetUpUnit } from '#connectors/postgres/postgres-store.ts';
import type { Act } from '#guardrails/audit/ledger.ts';
import { grantsOf } from '#guardrails/authority.ts';
import { escalate } from '#guardrails/escalate.ts';
import { acknowledge, breakGlass, endGrant, lend } from '#guardrails/grant.ts';
import { placeHold, releaseHold } from '#guardrails/retention/holds.ts';
import { recordReview, sampleDecisions } from '#guardrails/review/reviews.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Hospital } from './hospital.ts';

/** Something that changes the hospital's state or shows some of it, and the entries that it must leave: these, in this order. */
export interface Deed {
  readonly says: string;
  readonly acts: readonly Act[];
  readonly run: (store: Store<SetUpUnit>) => Promise<unknown>;
}

interface Doing {
  readonly hospital: () => Hospital;
  readonly within: <T>(store: Store<SetUpUnit>, work: (unit: SetUpUnit) => Promise<T>) => Promise<T>;
}

/** What is done about proposals, authority and the ledger itself, where P-1 and P-2 were decided and P-4 waits. */
export function oversightDeeds(hospital: () => Hospital): readonly Deed[] {
  const within: Doing['within'] = (store, work) => store.within(hospital().tenant, work);
  return [...authorityDeeds({ hospital, within }), ...ledgerDeeds({ hospital, within })];
}

async function latestGrant(unit: SetUpUnit, holder: string): Promise<string> {
  return (await grantsOf(unit, holder)).at(-1)?.id ?? '';
}

/** Escalating, lending, and taking in an emergency. */
function authorityDeeds({ hospital, within }: Doing): readonly Deed[] {
  return [
    {
      says: 'one is escalated',
      acts: ['proposal.escalated'],
      run: (store) => within(store, (unit) => escalate(unit, { proposal: 'P-4', reason: 'contested' }, hospital().as('coder').actor)),
    },
    {
      says: 'a lead lends authority',
      acts: ['authority.lent'],
      run: (store) =>
        within(store, (unit) => lend(unit, { to: 'sam.ferro', roles: ['coding-lead'], hours: 1 }, hospital().as('lead').actor)),
    },
    {
      says: 'it is taken back',
      acts: ['authority.ended'],
      run: (store) => within(store, async (unit) => endGrant(unit, await latestGrant(unit, 'sam.ferro'), hospital().as('lead').actor)),
    },
    {
      says: 'a coder takes authority in an emergency',
      acts: ['authority.taken'],
      run: (store) =>
        within(store, (unit) => breakGlass(unit, { roles: ['coding-lead'], reason: 'deadline' }, hospital().as('coder').actor)),
    },
    {
      says: 'compliance has seen it',
      acts: ['authority.seen'],
      run: (store) =>
        within(store, async (unit) => acknowledge(unit, await latestGrant(unit, 'dana.reyes'), hospital().as('compliance').actor)),
    },
  ];
}

/** Second looks and holds. */
function ledgerDeeds({ hospital, within }: Doing): readonly Deed[] {
  return [
    {
      says: 'decisions are picked for a second look',
      acts: ['review.sampled', 'review.sampled'],
      run: (store) =>
        within(store, (unit) => sampleDecisions(unit, { share: 1, seed: 'spring of 2026' }, hospital().as('compliance').actor)),
    },
    {
      says: 'one of them is looked at',
      acts: ['review.recorded'],
      run: (store) => within(store, (unit) => recordReview(unit, { proposal: 'P-1', verdict: 'agree' }, hospital().as('compliance').actor)),
    },
    {
      says: 'a hold is placed',
      acts: ['hold.placed'],
      run: (store) => within(store, (unit) => placeHold(unit, hospital().as('compliance').actor, { reason: 'An inquiry' })),
    },
    {
      says: 'it is released',
      acts: ['hold.released'],
      run: (store) => within(store, (unit) => releaseHold(unit, hospital().as('compliance').actor, 'H-1')),
    },
  ];
}
