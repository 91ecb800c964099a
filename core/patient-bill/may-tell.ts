import type { AccountRecord, MayBeTold } from '../billing/account.ts';
import type { LocalDate } from '../codes.ts';
import { forAPerson } from './sensitive.ts';

export type Channel = MayBeTold['channels'][number];

/** Who asks that somebody be told, by which way, when, and what was asked. */
export interface Telling {
  /** A name as the account has it, or `patient`. */
  readonly to: string;
  /** Absent: the first that the account allows for this person. */
  readonly channel?: Channel | undefined;
  readonly on: LocalDate;
  /** The question in the asker's words. */
  readonly asks?: string | undefined;
  /** The question wants to know what the care was for. */
  readonly wantsCare: boolean;
  /** The patient's day of birth; `undefined` where no chart has it. */
  readonly born: LocalDate | undefined;
}

export type MayTell =
  | { readonly allowed: true; readonly told: MayBeTold; readonly channel: Channel }
  /** `rule` is stable; `why` is a whole sentence without a name; `person` where a person has to take it from here. */
  | { readonly allowed: false; readonly rule: string; readonly why: string; readonly person: boolean };

/**
 * Restrictions that the program can hold to: `confidential` (45 CFR 164.522(b): only the patient, and only by the ways on the
 * account), `no-insurance` (45 CFR 164.522(a)(1)(vi): the plan is not told, and telling the patient is not touched).
 * Any other is for a person.
 */
const CONFIDENTIAL = /^confidential\b/i;
const NO_INSURANCE = /^no-insurance\b/i;

/**
 * Whether somebody may be told of a bill. It is asked before a word is drafted, and refuses where the account does not say that
 * they may.
 */
export function mayTell(record: AccountRecord, telling: Telling): MayTell {
  const sensitive = telling.asks === undefined ? undefined : forAPerson(telling.asks);
  if (sensitive !== undefined) return refused(`tell.${sensitive.topic}`, sensitive.says, true);
  const unread = record.restrictions.find((one) => !CONFIDENTIAL.test(one) && !NO_INSURANCE.test(one));
  if (unread !== undefined)
    return refused(
      'tell.restricted',
      `Account ${record.id} bears a restriction that a person has to read. A person decides who is told what.`,
      true,
    );
  const told = findTold(record, telling.to);
  if (told === undefined) return refused('tell.unknown', unknown(record, telling.to), false);
  return refusalOf(record, told, telling) ?? channelOf(record, told, telling);
}

function findTold({ mayBeTold }: AccountRecord, to: string): MayBeTold | undefined {
  const wanted = folded(to);
  if (wanted === 'patient') return mayBeTold.find(({ is }) => is === 'patient');
  const found = mayBeTold.filter(
    ({ name, is }) => folded(name) === wanted || inOrder(name) === wanted || (is === wanted && is !== 'other'),
  );
  return found.length === 1 ? found[0] : undefined;
}

function unknown({ id }: AccountRecord, to: string): string {
  if (folded(to) === 'patient')
    return `Account ${id} does not say that the patient may be told, or how. Have the patient's ways of contact entered first.`;
  return `Account ${id} names nobody, or more than one, of that name who may be told of this bill. It takes the patient's written permission, entered on the account, before they are told.`;
}

function refusalOf(record: AccountRecord, told: MayBeTold, { on, wantsCare, born }: Telling): MayTell | undefined {
  const { id, restrictions } = record;
  if (told.until !== undefined && told.until < on)
    return refused(
      'tell.expired',
      `The permission to tell this person of account ${id} ended on ${told.until}. It has to be given anew.`,
      false,
    );
  if (told.is !== 'patient' && restrictions.some((one) => CONFIDENTIAL.test(one)))
    return refused(
      'tell.confidential',
      `The patient of account ${id} asked that it be kept between the patient and the hospital (45 CFR 164.522(b)). Only the patient may be told.`,
      false,
    );
  if (told.is === 'patient' && born === undefined)
    return refused(
      'tell.age-unknown',
      `No chart of account ${id} has the patient's day of birth, so whether the patient is of age is unknown. Whether the bill goes to the patient or to a parent is for a person to decide.`,
      true,
    );
  if (told.is === 'patient' && born !== undefined && isMinor(born, on))
    return refused(
      'tell.minor',
      `The patient of account ${id} is under 18. Whether the bill goes to the patient or to a parent is for a person to decide, by the law of the state.`,
      true,
    );
  if (wantsCare && told.scope !== 'bill-and-care')
    return refused('tell.scope', `This person may be told of the bill of account ${id}, and not what the care was for.`, false);
  return undefined;
}

function channelOf({ id }: AccountRecord, told: MayBeTold, { channel, wantsCare }: Telling): MayTell {
  const [first] = told.channels;
  const wanted = channel ?? first;
  if (wanted === undefined)
    return refused('tell.no-channel', `Account ${id} gives no way to reach this person. Have one entered first.`, false);
  if (!told.channels.includes(wanted))
    return refused(
      'tell.channel',
      `This person is not told of account ${id} by ${wanted}. The account allows ${told.channels.join(', ')}.`,
      false,
    );
  if (wantsCare && wanted === 'sms')
    return refused('tell.channel', `What care was for is not told by sms. The account allows ${told.channels.join(', ')}.`, false);
  return { allowed: true, told, channel: wanted };
}

function isMinor(born: LocalDate, on: LocalDate): boolean {
  const ofAge = `${Number(born.slice(0, 4)) + 18}${born.slice(4)}`;
  return on < ofAge;
}

function refused(rule: string, why: string, person: boolean): MayTell {
  return { allowed: false, rule, why, person };
}

function folded(name: string): string {
  return name.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** `ana reyes` of `Reyes, Ana`. */
function inOrder(name: string): string {
  const [last = '', first = ''] = folded(name).split(',');
  return `${first.trim()} ${last.trim()}`.trim();
}
