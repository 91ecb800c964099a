import { Failure } from '#core/errors.ts';
import type { Actor } from '../actor.ts';
import { isPerson, mayUse } from '../policy/policy.ts';
import type { GuardedUnit } from '../unit.ts';

/** What keeps entries of the ledger from being purged: all of them, or those about one encounter. */
export interface Hold {
  readonly id: string;
  readonly encounter?: string;
  readonly reason: string;
  readonly placedBy: string;
  /** UTC. */
  readonly placedAt: string;
  readonly releasedBy?: string;
  readonly releasedAt?: string;
}

export interface Holds {
  place(hold: { readonly reason: string; readonly encounter?: string | undefined; readonly by: string }): Promise<Hold>;
  /** `undefined` where no such hold stands. */
  release(id: string, by: string): Promise<Hold | undefined>;
  /** Every hold there was, oldest first. */
  list(): Promise<readonly Hold[]>;
}

/** Whoever may keep the ledger: place and release holds, and have it purged. It is named in the policy among the tools. */
export const KEEP_LEDGER = 'keep_ledger';

export async function placeHold(
  unit: GuardedUnit,
  actor: Actor,
  { reason, encounter }: { readonly reason: string; readonly encounter?: string | undefined },
): Promise<Hold> {
  await mustKeepLedger(unit, actor);
  if (reason.trim() === '') throw new Failure('bad-input', 'A hold needs its reason in words.');
  if (encounter !== undefined && (await unit.ledger.list({ encounter, last: 1 })).length === 0)
    throw new Failure('not-found', `Nothing in the ledger is about ${encounter}, so a hold on it would hold nothing.`);
  const hold = await unit.holds.place({ reason: reason.trim(), encounter, by: actor.principal.id });
  await enter(unit, actor, 'hold.placed', hold);
  return hold;
}

/** Throws Failure `not-found` where no such hold stands. */
export async function releaseHold(unit: GuardedUnit, actor: Actor, id: string): Promise<Hold> {
  await mustKeepLedger(unit, actor);
  const hold = await unit.holds.release(id, actor.principal.id);
  if (hold === undefined) throw new Failure('not-found', `There is no hold ${id} that stands. "countersign ledger holds" lists them.`);
  await enter(unit, actor, 'hold.released', hold);
  return hold;
}

export async function mustKeepLedger({ policies }: GuardedUnit, actor: Actor): Promise<void> {
  const policy = await policies.inForce();
  if (isPerson(actor) && mayUse(policy, KEEP_LEDGER, actor)) return;
  const who = policy.tools[KEEP_LEDGER]?.join(', ') ?? 'nobody';
  throw new Failure('not-allowed', `Your roles may not keep the ledger. Policy ${policy.version} lets: ${who}.`);
}

/**
 * That every hold which was placed under this installation's seal and not released so still stands in the table. Throws Failure `altered`
 * where one does not: a hold that was released, changed or taken away beside the program holds on.
 */
export async function mustHoldStill({ ledger, holds }: GuardedUnit): Promise<void> {
  const held = new Map<string, string | undefined>();
  for (const { leaf, about, fault } of await ledger.list({ acts: ['hold.placed', 'hold.released'] })) {
    const { hold } = about;
    if (fault !== undefined || typeof hold !== 'string') continue;
    if (leaf.act === 'hold.placed') held.set(hold, about.encounter);
    else held.delete(hold);
  }
  const standing = new Map(
    (await holds.list()).filter(({ releasedAt }) => releasedAt === undefined).map(({ id, encounter }) => [id, encounter]),
  );
  const gone = [...held].find(([id, encounter]) => !standing.has(id) || standing.get(id) !== encounter)?.[0];
  if (gone === undefined) return;
  throw new Failure(
    'altered',
    `The hold ${gone} was placed and never released by Countersign, and the database says otherwise. Nothing was purged. Tell your compliance officer.`,
  );
}

async function enter({ ledger, policies }: GuardedUnit, actor: Actor, act: 'hold.placed' | 'hold.released', hold: Hold): Promise<void> {
  const { tenant, principal, channel } = actor;
  const { version: policy } = await policies.inForce();
  const about = { hold: hold.id, reason: hold.reason, ...(hold.encounter !== undefined && { encounter: hold.encounter }) };
  await ledger.append({ tenant, act, actor: principal.id, channel, policy, about });
}
