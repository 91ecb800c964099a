import { Failure } from '#core/errors.ts';
import { isPerson, type Policy } from './policy/policy.ts';
import type { Actor, Principal } from './actor.ts';
import { digest } from './audit/canonical-json.ts';
import type { ActDraft } from './audit/ledger.ts';
import { grantsIn, type Grant } from './authority.ts';
import { readReason } from './policy/reasons.ts';
import type { GuardedUnit } from './unit.ts';

const MS_PER_HOUR = 3_600_000;
const MS_PER_MINUTE = 60_000;

/**
 * Lends one's own roles to another person for a time, so that they decide in one's stead. What the lender asked for they cannot decide
 * either, and under a rule of two people the two count as one. Throws the Failure that says why not.
 */
export async function lend(
  unit: GuardedUnit,
  request: { readonly to: string; readonly roles: readonly string[]; readonly hours: number },
  actor: Actor,
): Promise<Grant> {
  const { policy, person } = await begin(unit, actor);
  const { to, roles, hours } = request;
  const rule = policy.delegation;
  if (rule === undefined) throw new Failure('not-allowed', `Nobody may lend authority under policy ${policy.version}.`);
  const [missing] = roles.filter((role) => !person.roles.includes(role));
  if (missing !== undefined) throw new Failure('not-allowed', `You are no ${missing}, so you cannot lend it.`);
  const [barred] = roles.filter((role) => !rule.roles.includes(role));
  if (barred !== undefined || roles.length === 0)
    throw new Failure('not-allowed', `${barred ?? 'No role'} cannot be lent: the policy allows ${rule.roles.join(', ')}.`);
  if (!(hours > 0 && hours <= rule.longestHours))
    throw new Failure('bad-input', `Authority is lent for up to ${rule.longestHours} hours, and not for ${hours}.`);
  const other = await unit.principals.find(to);
  if (other?.kind !== 'person' || !other.active || to === person.id)
    throw new Failure('not-found', `${to} is no other active person here, so nothing was lent.`);
  return written(unit, actor, 'authority.lent', { authority: to, from: person.id, roles: [...roles] }, hours * MS_PER_HOUR);
}

/** Takes authority in an emergency, for a short time. Whoever the policy names is told, and every decision under it is marked. */
export async function breakGlass(
  unit: GuardedUnit,
  request: { readonly roles: readonly string[]; readonly reason?: string; readonly minutes?: number },
  actor: Actor,
): Promise<Grant> {
  const { policy, person } = await begin(unit, actor);
  const rule = policy.breakGlass;
  if (rule === undefined || !person.roles.some((role) => rule.who.includes(role)))
    throw new Failure('not-allowed', `${person.name} may not take authority under policy ${policy.version}.`);
  const { roles, minutes = rule.longestMinutes } = request;
  const [barred] = roles.filter((role) => !rule.roles.includes(role));
  if (barred !== undefined || roles.length === 0)
    throw new Failure('not-allowed', `${barred ?? 'No role'} cannot be taken: the policy allows ${rule.roles.join(', ')}.`);
  if (!(minutes > 0 && minutes <= rule.longestMinutes))
    throw new Failure('bad-input', `Authority is taken for up to ${rule.longestMinutes} minutes, and not for ${minutes}.`);
  const { reason, note } = readReason(rule.reasons, request.reason, {
    nothing: 'No authority was taken',
    give: 'give a reason with --reason',
  });
  const about = { authority: person.id, roles: [...roles], reason, ...(note !== undefined && { note: digest(note) }) };
  return written(unit, actor, 'authority.taken', about, minutes * MS_PER_MINUTE);
}

/** Ends a grant early: by whoever has it, whoever lent it, or one of those who are told of emergencies. */
export async function endGrant(unit: GuardedUnit, id: string, actor: Actor): Promise<Grant> {
  const { policy, person } = await begin(unit, actor);
  const grant = await standing(unit, id);
  const told = policy.breakGlass?.tell.some((role) => person.roles.includes(role)) === true;
  if (![grant.to, grant.from].includes(person.id) && !told)
    throw new Failure(
      'not-allowed',
      `${id} is ended by ${[grant.to, grant.from].filter(Boolean).join(' or ')}, or by whoever is told of emergencies.`,
    );
  await unit.ledger.append(entryOf(actor, policy, 'authority.ended', { authority: grant.to, grant: id }));
  return grant;
}

/** Says that somebody who is to be told of an emergency was. It cannot be whoever took the authority. */
export async function acknowledge(unit: GuardedUnit, id: string, actor: Actor): Promise<Grant> {
  const { policy, person } = await begin(unit, actor);
  const grant = grantsIn(await unit.ledger.list({ authority: await holderOf(unit, id) })).find((one) => one.id === id);
  if (grant?.how !== 'taken') throw new Failure('not-found', `${id} is no authority that was taken in an emergency.`);
  if (policy.breakGlass?.tell.some((role) => person.roles.includes(role)) !== true || grant.to === person.id)
    throw new Failure(
      'not-allowed',
      `${id} is for ${policy.breakGlass?.tell.join(' or ') ?? 'nobody'} to see, and not for whoever took it.`,
    );
  if (grant.seenBy !== undefined) throw new Failure('already-decided', `${id} was seen already, by ${grant.seenBy}.`);
  await unit.ledger.append(entryOf(actor, policy, 'authority.seen', { authority: grant.to, grant: id }));
  return { ...grant, seenBy: person.id };
}

async function begin(unit: GuardedUnit, actor: Actor): Promise<{ readonly policy: Policy; readonly person: Principal }> {
  await unit.lockWriters();
  const person = await unit.principals.find(actor.principal.id);
  if (person === undefined || !isPerson({ ...actor, principal: person }))
    throw new Failure('not-allowed', 'Only a person who is registered and speaks for themselves lends or takes authority.');
  return { policy: await unit.policies.inForce(), person };
}

async function standing(unit: GuardedUnit, id: string): Promise<Grant> {
  const [now, grants] = [await unit.now(), grantsIn(await unit.ledger.list({ authority: await holderOf(unit, id) }))];
  const grant = grants.find((one) => one.id === id && !one.ended && one.until > now);
  if (grant === undefined) throw new Failure('not-found', `${id} is no authority that stands now.`);
  return grant;
}

/** A grant is numbered as its entry, and the entry says whose it is. */
async function holderOf(unit: GuardedUnit, id: string): Promise<string> {
  const holder = (await unit.ledger.list({ grant: id })).at(0)?.about['authority'];
  if (typeof holder !== 'string') throw new Failure('not-found', `There is no authority ${id}.`);
  return holder;
}

async function written(
  unit: GuardedUnit,
  actor: Actor,
  act: 'authority.lent' | 'authority.taken',
  about: { readonly authority: string; readonly roles: string[]; readonly from?: string; readonly reason?: string; readonly note?: string },
  forMs: number,
): Promise<Grant> {
  const [policy, now, { size }] = [await unit.policies.inForce(), await unit.now(), await unit.ledger.head()];
  const id = `A-${size}`;
  const until = new Date(Date.parse(now) + forMs).toISOString();
  const { leaf } = await unit.ledger.append(entryOf(actor, policy, act, { ...about, grant: id, until }));
  const { authority: to, roles, from, reason } = about;
  const how = act === 'authority.lent' ? 'lent' : 'taken';
  return { id, how, to, roles, since: leaf.at, until, ...(from !== undefined && { from }), ...(reason !== undefined && { reason }) };
}

function entryOf(actor: Actor, policy: Policy, act: ActDraft['act'], about: ActDraft['about']): ActDraft {
  return { tenant: actor.tenant, act, actor: actor.principal.id, channel: actor.channel, policy: policy.version, about };
}
