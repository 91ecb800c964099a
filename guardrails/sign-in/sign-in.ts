import { inMinutes } from '#core/moment.ts';
import { Failure, type FailureCode } from '#core/errors.ts';
import type { Actor } from '../actor.ts';
import type { ActDraft } from '../audit/ledger.ts';
import type { GuardedUnit } from '../unit.ts';
import { drawNumber, drawSignInCode, hashOf, hashOfCode } from './secrets.ts';
import type { AskedCode, SignIns } from './sign-ins.ts';

export type SigningUnit = Pick<GuardedUnit, 'now' | 'principals' | 'lockWriters' | 'ledger'> & { readonly signIns: SignIns };

const MINUTE = 60_000;
const CODE_MINUTES = 10;
const MOST_OF_A_BROWSER = 5;
/** Nobody has to be anybody to be shown a code, so what that may write is bounded. */
const MOST_OPEN = 2_000;
const MOST_TRIES = 10;
const MOST_WRONG_NUMBERS = 3;
const KEPT = { codes: 60, sessions: 24 * 60 } as const;

/** A code for a browser that nobody is signed in to. `secret` is what that browser alone has. Throws Failure `unavailable` where too many are open. */
export async function askForCode(
  { now, signIns }: SigningUnit,
  { secret, seenAs }: { readonly secret: string; readonly seenAs: string },
): Promise<string> {
  const askedAt = await now();
  await signIns.forget(before(askedAt, KEPT.codes), before(askedAt, KEPT.sessions));
  const since = before(askedAt, CODE_MINUTES);
  const browser = hashOf('browser', secret);
  if ((await signIns.open(since, browser)) >= MOST_OF_A_BROWSER || (await signIns.open(since)) >= MOST_OPEN)
    throw new Failure('unavailable', 'Too many codes are open. Wait ten minutes, and open the page again.');
  const code = drawSignInCode();
  await signIns.ask({ code: hashOfCode(code), browser, number: drawNumber(), seenAs, askedAt });
  return code;
}

export interface Confirmed {
  readonly signedIn: boolean;
  /** What is said to the person. */
  readonly says: string;
}

/**
 * Somebody says, from an account that is theirs, that the browser which shows this code is theirs too. The number stands on its page and is
 * not in what a stranger would send them. Nothing is thrown for a wrong code: that it was tried has to stay written. Both are entries of the ledger, which
 * hold no code.
 */
export async function confirmSignIn(
  unit: SigningUnit,
  { code: typed, number }: { readonly code: string; readonly number?: string | undefined },
  actor: Actor,
): Promise<Confirmed> {
  await unit.lockWriters();
  const { signIns } = unit;
  const { id } = actor.principal;
  const person = await unit.principals.find(id);
  if (person?.kind !== 'person' || !person.active) return no('You are not active here, so nobody was signed in.');
  const now = await unit.now();
  if ((await signIns.triesSince(id, before(now, 60))) >= MOST_TRIES) return no(TOO_MANY);
  const code = hashOfCode(typed);
  const asked = await signIns.find(code);
  if (asked === undefined || !isOpen(asked, now)) {
    await signIns.tried(id, now);
    await unit.ledger.append(entryOf(actor, 'not-found'));
    return no(NO_CODE);
  }
  const browser = `${asked.seenAs} asked to sign in at ${inMinutes(asked.askedAt)}.`;
  if (number === undefined) return no(`${browser} ${NUMBER_WANTED}`);
  if (number !== asked.number) {
    await signIns.tried(id, now);
    await signIns.wrongNumber(code);
    await unit.ledger.append(entryOf(actor, 'not-allowed', asked));
    return no(`That is not the number on the page. ${WRONG_NUMBER}`);
  }
  await signIns.confirm(code, id);
  await unit.ledger.append(entryOf(actor, undefined, asked));
  return { signedIn: true, says: `${browser} You are signed in there as ${person.name}. ${NOT_YOU}` };
}

/** Who said it, and where; and what asked, where that is known. */
function entryOf({ tenant, principal, channel }: Actor, failure?: FailureCode, asked?: Pick<AskedCode, 'seenAs'>): ActDraft {
  const about = asked === undefined ? {} : { browser: asked.seenAs };
  const by = { tenant, actor: principal.id, channel };
  return failure === undefined ? { ...by, act: 'sign-in.confirmed', about } : { ...by, act: 'sign-in.refused', failure, about };
}

const TOO_MANY = 'You said too many codes that do not hold. Nobody was signed in; wait an hour.';
const NO_CODE = 'That code is not known, was used, or is older than ten minutes. Nobody was signed in; open the page again for another.';
const NUMBER_WANTED =
  'If that is your own browser, say the same again with the two digits that stand on its page. If it is not, say nothing: nobody is signed in by this.';
const WRONG_NUMBER =
  'Nobody was signed in. Sign in only what you opened yourself: somebody who sends you a code wants to work in your name.';
const NOT_YOU = 'If you did not open that page yourself, tell an administrator now.';

function no(says: string): Confirmed {
  return { signedIn: false, says };
}

/** How it stands with the code that a browser shows. */
export type Standing =
  | { readonly is: 'open'; readonly number: string }
  | { readonly is: 'confirmed'; readonly person: string }
  | { readonly is: 'gone' };

interface Shown {
  readonly secret: string;
  readonly code: string;
}

/** How it stands with the code that one browser shows. To any other browser it is gone. */
export async function standingOf({ now, signIns }: SigningUnit, { secret, code }: Shown): Promise<Standing> {
  const asked = await signIns.find(hashOfCode(code));
  if (asked === undefined || asked.browser !== hashOf('browser', secret) || isOver(asked, await now())) return { is: 'gone' };
  const { confirmedBy: person, number, wrong } = asked;
  if (person !== undefined) return { is: 'confirmed', person };
  return wrong < MOST_WRONG_NUMBERS ? { is: 'open', number } : { is: 'gone' };
}

/** The same, and what is confirmed is used up by this, once. */
export async function takeSignIn(unit: SigningUnit, shown: Shown): Promise<Standing> {
  const stands = await standingOf(unit, shown);
  return stands.is !== 'confirmed' || (await unit.signIns.use(hashOfCode(shown.code))) ? stands : { is: 'gone' };
}

function isOpen(asked: AskedCode, now: string): boolean {
  return asked.confirmedBy === undefined && asked.wrong < MOST_WRONG_NUMBERS && !isOver(asked, now);
}

function isOver({ used, askedAt }: AskedCode, now: string): boolean {
  return used || askedAt <= before(now, CODE_MINUTES);
}

/** ISO moments of one form are in order as texts. */
export function before(moment: string, minutes: number): string {
  return new Date(Date.parse(moment) - minutes * MINUTE).toISOString();
}
