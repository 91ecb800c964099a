import { z } from 'zod';
import type { Actor, Principal } from './actor.ts';
import type { Entry } from './audit/ledger.ts';
import type { PolicyFile } from './policy/policy.ts';
import type { GuardedUnit } from './unit.ts';

const Granted = z.object({
  grant: z.string(),
  authority: z.string(),
  roles: z.array(z.string()),
  until: z.string(),
  from: z.string().optional(),
  reason: z.string().optional(),
});

/** Authority that a person has for a time: lent by somebody who has it, or taken in an emergency. */
export interface Grant {
  /** `A-12`: the number is that of its entry in the ledger. */
  readonly id: string;
  readonly how: 'lent' | 'taken';
  readonly to: string;
  /** Who lent it. */
  readonly from?: string;
  readonly roles: readonly string[];
  readonly since: string;
  readonly until: string;
  readonly reason?: string;
  /** Whoever was told of it, where it was taken. */
  readonly seenBy?: string;
}

/** A right to sign: a role, and where it is not the signer's own, the grant it comes from and the person it is of. */
export interface Authority {
  readonly role: string;
  readonly grant?: Grant;
}

/** What it takes to know by what right somebody acts. */
export interface ReadingAuthority {
  readonly ledger: Pick<GuardedUnit['ledger'], 'list'>;
  readonly principals: Pick<GuardedUnit['principals'], 'find'>;
  readonly now: GuardedUnit['now'];
}

/** The grants of one person that were neither ended nor have run out by the clock of the database. */
export async function grantsOf(unit: Omit<ReadingAuthority, 'principals'>, principal: string): Promise<readonly Grant[]> {
  const now = await unit.now();
  return grantsIn(await unit.ledger.list({ authority: principal })).filter(({ ended, until }) => !ended && until > now);
}

/** Authority that was taken in an emergency and that nobody who is to be told has seen yet. */
export async function unseenEmergencies({ ledger }: Pick<ReadingAuthority, 'ledger'>): Promise<readonly Grant[]> {
  return grantsIn(await ledger.list({ grants: true })).filter(({ how, seenBy }) => how === 'taken' && seenBy === undefined);
}

/** Every grant that the entries tell of, the ended ones among them. An entry that is not what was written grants nothing. */
export function grantsIn(entries: readonly Entry[]): readonly (Grant & { readonly ended: boolean })[] {
  const sound = entries.filter(({ fault }) => fault === undefined);
  const about = (act: string, id: string) => sound.find(({ leaf, about: { grant } }) => leaf.act === act && grant === id);
  return sound.flatMap(({ leaf, about: told }) => {
    if (leaf.act !== 'authority.lent' && leaf.act !== 'authority.taken') return [];
    const { grant: id, authority: to, roles, until, from, reason } = Granted.parse(told);
    const seenBy = about('authority.seen', id)?.leaf.actor;
    const how: Grant['how'] = leaf.act === 'authority.lent' ? 'lent' : 'taken';
    const ended = about('authority.ended', id) !== undefined;
    return [{ id, how, to, roles, since: leaf.at, until, ended, ...given({ from, reason, seenBy }) }];
  });
}

function given<T extends Readonly<Record<string, string | undefined>>>(fields: T): { [K in keyof T]?: string } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: string };
}

/**
 * By what right a person may sign for one of these roles: their own, or one lent or taken. `undefined` for none. What was lent counts
 * only while whoever lent it is active and has the role, and the policy in force still lets it be lent or taken.
 */
export async function authorityFor(
  unit: ReadingAuthority,
  { principal }: Actor,
  roles: readonly string[],
  policy: PolicyFile,
): Promise<readonly Authority[]> {
  const own = principal.roles.filter((role) => roles.includes(role)).map((role): Authority => ({ role }));
  if (own.length > 0) return own;
  const found: Authority[] = [];
  for (const grant of await grantsOf(unit, principal.id)) {
    const lender = grant.from === undefined ? undefined : await unit.principals.find(grant.from);
    for (const role of grant.roles) {
      if (roles.includes(role) && (grant.how === 'taken' ? mayTake(principal, role, policy) : mayLend(lender, role, policy)))
        found.push({ role, grant });
    }
  }
  return found;
}

/** The policy in force counts, and not the one under which it was given. */
function mayTake({ roles }: Principal, role: string, { breakGlass }: PolicyFile): boolean {
  return breakGlass?.roles.includes(role) === true && roles.some((own) => breakGlass.who.includes(own));
}

function mayLend(lender: Principal | undefined, role: string, { delegation }: PolicyFile): boolean {
  return delegation?.roles.includes(role) === true && lender?.active === true && lender.kind === 'person' && lender.roles.includes(role);
}
