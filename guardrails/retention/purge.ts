import { Failure } from '#core/errors.ts';
import type { Actor } from '../actor.ts';
import type { Entry } from '../audit/ledger.ts';
import { adoptPolicy } from '../policy/adopt-policy.ts';
import { setPrincipal, type Registering } from '../set-principal.ts';
import type { GuardedUnit } from '../unit.ts';
import { mustHoldStill, mustKeepLedger } from './holds.ts';
import { SEGMENT } from './segments.ts';

/** Why the next segment stays: it is not full yet, not signed, too young, or held; or the day asked for is not six years ago. */
export type Stays = 'open' | 'unsealed' | 'young' | 'held' | 'recent';

export interface Purgeable {
  /** The first segment that is there, and the first that stays. */
  readonly first: number;
  readonly upto: number;
  readonly why: Stays;
}

/** What takes old entries out. The database decides by itself which they are; only the owner of the tables may ask it to. */
export interface Retention {
  purgeable(before: string, sealed: number): Promise<Purgeable>;
  purge(before: string, sealed: number): Promise<Purgeable>;
}

export interface Purged {
  readonly segments: number;
  readonly entries: number;
  /** The first entry that is left. */
  readonly from: number;
  readonly why: Stays;
}

export type PurgingUnit = GuardedUnit & Registering & { readonly retention: Retention };

/**
 * Purges whole segments that ended before a day (a UTC date), in order from the start. `sealed` is how many entries a signed checkpoint
 * bears out: the caller MUST have verified the ledger against it. Who may do what rests on entries, so what is in force and would
 * go is entered anew first. Throws Failure `not-allowed`, `bad-input` for a day that is less than six years ago, and `altered` where a hold
 * was released beside the program.
 */
export async function purgeLedger(
  unit: PurgingUnit,
  actor: Actor,
  { before, sealed }: { readonly before: string; readonly sealed: number },
): Promise<Purged> {
  await mustKeepLedger(unit, actor);
  await unit.lockWriters();
  const { first, upto, why } = await unit.retention.purgeable(before, sealed);
  if (why === 'recent')
    throw new Failure(
      'bad-input',
      `${before} is less than six years ago by the clock of the database. Entries are kept for six years at least.`,
    );
  const none = { segments: 0, entries: 0, from: first * SEGMENT, why };
  if (upto === first) return none;
  await mustHoldStill(unit);
  await enterAnew(unit, actor, upto * SEGMENT);
  const done = await unit.retention.purge(before, sealed);
  if (done.upto !== upto) throw new Failure('broken-promise', 'The database purged other segments than it had named. Nothing was purged.');
  const { tenant, principal, channel } = actor;
  const about = { before, from: first * SEGMENT, purgedTo: upto * SEGMENT };
  const { version: policy } = await unit.policies.inForce();
  await unit.ledger.append({ tenant, act: 'ledger.purged', actor: principal.id, channel, policy, about });
  return { segments: upto - first, entries: (upto - first) * SEGMENT, from: upto * SEGMENT, why };
}

async function enterAnew(unit: PurgingUnit, { tenant }: Actor, purgedTo: number): Promise<void> {
  const set = new Map(sound(await unit.ledger.list({ matter: 'principal' })).map(({ leaf, about }) => [about['principal'], leaf.index]));
  for (const { id } of await unit.principals.list()) {
    if ((set.get(id) ?? purgedTo) >= purgedTo) continue;
    // Found one by one: a record that was changed beside the program is refused, and must not be made good here.
    const principal = await unit.principals.find(id);
    if (principal !== undefined) await setPrincipal(unit, principal, tenant);
  }
  const adopted = sound(await unit.ledger.list({ matter: 'policy' })).at(-1);
  if (adopted === undefined || adopted.leaf.index >= purgedTo) return;
  const { version } = await unit.policies.inForce();
  const kept = await unit.policies.find(version);
  if (kept !== undefined) await adoptPolicy(unit, kept, { tenant, actor: 'countersign' });
}

/** A forged entry keeps nothing: what it speaks of must be entered anew as if it were not there. */
function sound(entries: readonly Entry[]): readonly Entry[] {
  return entries.filter(({ fault }) => fault === undefined);
}
