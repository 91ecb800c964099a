import type { Principal } from '../actor.ts';
import { drawSecret, hashOf } from './secrets.ts';
import { before, type SigningUnit } from './sign-in.ts';

const MOST_MINUTES = 8 * 60;
const IDLE_MINUTES = 30;

export interface Session {
  readonly person: Principal;
  /** Stands in every form of this session, and is known to its pages alone. */
  readonly form: string;
}

/** Opens a session for a person. Gives its token, which is kept nowhere: it was never seen before, so nobody can have planted it. */
export async function openSession({ now, signIns }: SigningUnit, person: string): Promise<string> {
  const token = drawSecret();
  await signIns.openSession(hashOf('session', token), person, await now());
  return token;
}

/** Whoever is signed in by a token now. The person is looked up each time: whoever is no longer active is signed out by that. */
export async function sessionOf({ now, signIns, principals }: SigningUnit, token: string): Promise<Session | undefined> {
  const hash = hashOf('session', token);
  const kept = await signIns.session(hash);
  const moment = await now();
  if (kept === undefined || kept.ended) return undefined;
  if (kept.openedAt <= before(moment, MOST_MINUTES) || kept.seenAt <= before(moment, IDLE_MINUTES)) return undefined;
  const person = await principals.find(kept.person);
  if (person?.kind !== 'person' || !person.active) {
    await signIns.endSession(hash);
    return undefined;
  }
  if (kept.seenAt <= before(moment, 1)) await signIns.seen(hash, moment);
  return { person, form: hashOf('form', token) };
}

export async function endSession({ signIns }: SigningUnit, token: string): Promise<void> {
  await signIns.endSession(hashOf('session', token));
}
