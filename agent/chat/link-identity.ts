import { createHash, randomBytes } from 'node:crypto';
import { Failure } from '#core/errors.ts';
import type { Actor, Identity, Principal } from '#guardrails/actor.ts';
import type { Act, Entry } from '#guardrails/audit/ledger.ts';
import { isPerson, mayUse } from '#guardrails/policy/policy.ts';
import { setPrincipal, type Registering } from '#guardrails/set-principal.ts';
import type { GuardedUnit } from '#guardrails/unit.ts';

/** Whoever may give people the code that links them. It is named in the policy among the tools. */
export const LINK_IDENTITIES = 'link_identities';

const HOURS = 24;
const HOUR = 3_600_000;
const LONGEST_ID = 200;
/** Crockford's base 32: no letter in it is taken for another. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 80 bits: nobody finds one by trying in 24 hours. */
const LENGTH = 16;

export type LinkingUnit = GuardedUnit & Registering;

export interface LinkOffered {
  readonly code: string;
  readonly person: Principal;
  /** UTC. */
  readonly until: string;
}

/**
 * A code by which one person links what a chat surface calls them, once and within a day. It counts by its entry in the ledger, which
 * holds only a hash of it: who reads the database can link nobody.
 */
export async function offerLink(unit: GuardedUnit, id: string, actor: Actor, draw: () => string = drawCode): Promise<LinkOffered> {
  await mustLink(unit, actor);
  const person = await unit.principals.find(id);
  if (person?.kind !== 'person') throw new Failure('not-found', `${id} is no person who is registered here, so there is nobody to link.`);
  if (!person.active) throw new Failure('not-allowed', `${id} is not active here, so no identity is linked to them.`);
  const code = draw();
  const until = new Date(Date.parse(await unit.now()) + HOURS * HOUR).toISOString();
  await unit.ledger.append({
    ...by(actor),
    act: 'identity.offered',
    policy: (await unit.policies.inForce()).version,
    about: { person: id, code: hashOf(code), until },
  });
  return { code, person, until };
}

async function mustLink({ policies }: GuardedUnit, actor: Actor): Promise<void> {
  const policy = await policies.inForce();
  if (isPerson(actor) && mayUse(policy, LINK_IDENTITIES, actor)) return;
  const who = policy.tools[LINK_IDENTITIES]?.join(', ') ?? 'nobody';
  throw new Failure('not-allowed', `Your roles may not link identities. Policy ${policy.version} lets: ${who}.`);
}

/** Links whoever typed a code to the person whom it was made for. Throws the Failure that says why not; the code is used up by success alone. */
export async function linkIdentity(unit: LinkingUnit, code: string, identity: Identity, tenant: Actor['tenant']): Promise<Principal> {
  await unit.lockWriters();
  const hash = hashOf(code);
  const offer = await offerOf(unit, hash);
  if (offer === undefined) throw new Failure('not-found', NO_CODE);
  if (identity.id.length > LONGEST_ID) throw new Failure('bad-input', 'The id that this chat gives you is too long to be kept.');
  const other = await unit.principals.called(identity);
  if (other !== undefined && other.id !== offer.person)
    throw new Failure('not-allowed', 'You are linked to another person here already, so nothing was linked. An administrator can help.');
  const person = await unit.principals.find(offer.person);
  if (person?.kind !== 'person' || !person.active)
    throw new Failure('not-allowed', 'The person whom this code was made for is not active here, so nothing was linked.');
  const { identities = [] } = person;
  const linked: Principal = other === undefined ? { ...person, identities: [...identities, identity] } : person;
  if (other === undefined) await setPrincipal(unit, linked, tenant);
  await unit.ledger.append({
    tenant,
    act: 'identity.linked',
    actor: person.id,
    channel: identity.at === 'teams' ? 'teams' : 'slack',
    about: { person: person.id, code: hash, at: identity.at, id: identity.id },
  });
  return linked;
}

const NO_CODE = 'That code is not known, was used, or is older than a day. An administrator can give you another.';

/** Something that looks like a code, however it was typed, whatever stands around it. */
const LIKE_A_CODE = /(?<![0-9A-Z])(?=([0-9A-Z]{4}(?:[\s_*`~\u2010-\u2014-]{0,3}[0-9A-Z]{4}){3})(?![0-9A-Z]))/gi;

export interface SaidOpenly {
  readonly text: string;
  readonly by: Identity & { readonly at: 'slack' | 'teams' };
  readonly tenant: Actor['tenant'];
}

/** Ends every offer whose code stands in what was said where others read it. Returns how many there were. */
export async function burnLink(unit: GuardedUnit, { text, by: { at, id }, tenant }: SaidOpenly): Promise<number> {
  const hashes = new Set([...text.matchAll(LIKE_A_CODE)].map(([, code = '']) => hashOf(code)));
  if (hashes.size === 0) return 0;
  const standing = async () => (await offersOf(unit)).filter(({ code }) => hashes.has(code));
  if ((await standing()).length === 0) return 0;
  await unit.lockWriters();
  const offers = await standing();
  for (const { person, code } of offers) {
    const about = { person, code, at, id: id.slice(0, LONGEST_ID) };
    await unit.ledger.append({ tenant, act: 'identity.offer-ended', actor: 'countersign', channel: at, about });
  }
  return offers.length;
}

interface Offer {
  readonly person: string;
  /** A hash. */
  readonly code: string;
}

/** The offer that stands under a hash: entered under seal, not used, not ended, not too old. */
async function offerOf(unit: GuardedUnit, hash: string): Promise<Offer | undefined> {
  return (await offersOf(unit)).find(({ code }) => code === hash);
}

async function offersOf(unit: GuardedUnit): Promise<readonly Offer[]> {
  const now = await unit.now();
  const from = new Date(Date.parse(now) - HOURS * HOUR).toISOString();
  const standing = new Map<string, Offer>();
  for (const { leaf, about, fault } of await unit.ledger.list({ acts: OF_OFFERS, from })) {
    const { person, until, code } = about;
    if (fault !== undefined || code === undefined) continue;
    if (leaf.act !== 'identity.offered') standing.delete(code);
    else if (typeof person === 'string' && typeof until === 'string' && until > now) standing.set(code, { person, code });
  }
  return [...standing.values()];
}

const OF_OFFERS: readonly Act[] = ['identity.offered', 'identity.linked', 'identity.offer-ended'];

/** Identities that people linked to themselves by a code, as the ledger bears them out: `person`, and what they are called. */
export async function linkedByCode({ ledger }: Pick<GuardedUnit, 'ledger'>): Promise<readonly (Identity & { readonly person: string })[]> {
  return (await ledger.list({ acts: ['identity.linked'] })).flatMap(linkOf);
}

function linkOf({ about: { person, at, id }, fault }: Entry): readonly (Identity & { readonly person: string })[] {
  if (fault !== undefined || typeof person !== 'string' || typeof id !== 'string') return [];
  return at === 'slack' || at === 'teams' ? [{ person, at, id }] : [];
}

/** `K7QF-3M2P-XW4T-9D2C` */
export function drawCode(): string {
  // 32 letters divide 256, so each is as likely as any other.
  const letters = [...randomBytes(LENGTH)].map((byte) => LETTERS[byte % LETTERS.length] ?? '').join('');
  return (letters.match(/.{4}/g) ?? []).join('-');
}

/** However it was typed. */
function hashOf(code: string): string {
  const plain = code
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');
  return createHash('sha256').update(`countersign link v1\n${plain}`, 'utf8').digest('hex');
}

function by({ tenant, principal, channel }: Actor) {
  return { tenant, actor: principal.id, channel };
}
