import { isClinical } from './clinical-words.ts';
import type { Clause } from './clause.ts';
import { COMMAND_WORDS } from './command-words.ts';
import { isEverydayWord } from './everyday-words.ts';
import type { Word } from './words.ts';

/** What a clause names as its subject and what was not read as a claim or an account. */
export interface UnreadSubject {
  readonly typed: string;
  /** It is of another kind that is known: a proposal, an encounter, a remittance. */
  readonly known: boolean;
}

/** What an understood subject stands for: an order is read up to its reason, a question whole. */
interface Standing {
  readonly kind: 'claim' | 'account';
  readonly order: boolean;
}

const OTHER_KINDS: Readonly<Record<Standing['kind'], ReadonlySet<Word['kind']>>> = {
  claim: new Set<Word['kind']>(['account', 'encounter', 'proposal', 'document']),
  account: new Set<Word['kind']>(['claim', 'encounter', 'proposal', 'document']),
};

/**
 * The subject of a clause that is nothing here can look up: an id of an unknown shape, a person's name, another patient. Then what
 * the conversation was about before is not what is meant. `undefined` where the clause leaves its subject to the conversation.
 */
export function unreadSubject(clause: Clause, { kind, order }: Standing): UnreadSubject | undefined {
  const words = (order ? untilReason(clause.words) : clause.words).filter(({ kind: one }) => one !== 'mark');
  const pointed = words.some(({ norm }) => /^(?:it|this|that)$/.test(norm));
  const other = words.find((word) => OTHER_KINDS[kind].has(word.kind) || (word.kind === 'remittance' && !pointed));
  if (other !== undefined) return { typed: other.value, known: true };
  const odd = words.find((word, at) => isIdLike(word) || isBareNumber(word, words[at - 1], order));
  if (odd !== undefined) return { typed: odd.value.replace(/['’]s$/u, ''), known: false };
  const at = words.findIndex((_, index) => isName(words, index, clause) || (order && isCapital(words, index, clause)));
  return at === -1 ? undefined : { typed: nameAt(words, at, clause.message), known: false };
}

/** The words of an order before its reason. */
function untilReason(words: readonly Word[]): readonly Word[] {
  const end = words.findIndex(
    ({ kind, norm }, at) => (kind === 'mark' && /^[,:(-]$/.test(norm) && at > 0) || /^(?:because|since|due)$/.test(norm),
  );
  return end === -1 ? words : words.slice(0, end);
}

const COUNTED =
  /^(?:\d+(?:st|nd|rd|th)(?:-level)?|\$?\d[\d.,]*k|\d+-?(?:days?|months?|mos?|weeks?|wks?|years?|yrs?|hours?|hrs?|pm|am|x|%)|\d+\/mo(?:nth)?|\d+%|q[1-4]|fy\d+|8(?:35|37)[a-z]*|x12|340b|ub-?04|cms-?1500|(?:1099|covid)-?\w*)$/;

/** Letters and digits in one: `C-20O5`, `LARKMOOR-88`. */
function isIdLike({ kind, norm, value }: Word): boolean {
  if (kind === 'code') return /^[ac]\d{3,}[a-z]$/i.test(value.replace('.', ''));
  return kind === 'word' && /\d/.test(norm) && /[a-z]/.test(norm) && !COUNTED.test(norm) && !isClinical(norm);
}

/** `1045`, where a claim or an account would stand. Five digits are a procedure, and 2026 a year. */
function isBareNumber({ kind, norm }: Word, before: Word | undefined, order: boolean): boolean {
  if (kind !== 'word' || !/^(?:\d{4}|\d{6,12})$/.test(norm) || /^20[2-4]\d$/.test(norm)) return false;
  return (order ? /^on$/ : /^(?:on|of|for|was|were|is|does|did|has)$/).test(before?.norm ?? '');
}

const LEADS = /^(?:for|of|on|about)$/;
const DETERMINERS = /^(?:the|a|an|his|her|their|our|my|your|its|this|that|these|those|any|all|each|every|some|what|which|\d+)$/;
const TITLES = /^(?:mr|mrs|ms|miss|dr|señora?)$/;
const PERSONS = /^(?:lady|gentleman|man|woman|guy|girl|boy)$/;
/** Everyday words that are names of people, with a capital. */
const NAMES_TOO = /^(?:will|bill|may|april|june|august|mark|grant|frank|rose|day|small|case|page|price|good|best|cash|young|long|short)$/;
const OWNED = /^(?:balances?|bills?|accounts?|acct|statements?|denials?|claims?|appeals?|patient)$/;
const ANOTHER = /^(?:other|another|different|next|previous|last|first|third|oldest|newest|biggest|largest)$/;
const ONE = /^(?:claims?|accounts?|acct|patients?|denials?|one)$/;
const DONE_TO = /^(?:denied|refused|rejected|disallowed|bounced|underpaid|unpaid|not|been|short|turned|kicked|paid)$/;

/** A name where a claim or an account would stand: "for Testa", "Testa's balance", "was Testa denied", "the other patient". */
function isName(words: readonly Word[], at: number, { message }: Clause): boolean {
  const [before, word, next] = [words[at - 1], words[at], words[at + 1]];
  if (word?.kind !== 'word') return false;
  if (ANOTHER.test(word.norm)) return next !== undefined && ONE.test(next.norm);
  if (TITLES.test(word.norm) || PERSONS.test(word.norm)) return true;
  if (LEADS.test(before?.norm ?? '') && NAMES_TOO.test(word.norm) && startsHigh(word, message) && /[a-z]/.test(message)) return true;
  if (!isUnknown(word)) return false;
  if (next !== undefined && OWNED.test(next.norm)) return true;
  const lead = words.slice(0, at).findLast(({ norm }) => !DETERMINERS.test(norm));
  if (lead === before && before !== undefined && LEADS.test(before.norm)) return true;
  if (lead !== undefined && LEADS.test(lead.norm) && startsHigh(word, message)) return true;
  if (/^(?:was|were|is|are)$/.test(before?.norm ?? '')) return words.slice(at + 1, at + 4).some(({ norm }) => DONE_TO.test(norm));
  if (/^(?:has|have|had)$/.test(before?.norm ?? '')) return words.slice(at + 1, at + 4).some(({ norm }) => norm === 'been');
  return (
    /^(?:does|do|did|would|will|can|must)$/.test(before?.norm ?? '') &&
    words.slice(at + 1, at + 4).some(({ norm }) => norm.startsWith('owe'))
  );
}

const PAYS_BACK = /^(?:refund|give|issue|make|process|post|transfer|move|shift)$/;

/** A capital inside an order that is not typed in capitals throughout, but for whom it goes to. */
function isCapital(words: readonly Word[], at: number, { message }: Clause): boolean {
  const [before, word] = [words[at - 1], words[at]];
  if (before === undefined || word === undefined || !isUnknown(word) || !/[a-z]/.test(message)) return false;
  if (before.norm === 'to') return startsHigh(word, message) && PAYS_BACK.test(words[0]?.norm ?? '');
  return startsHigh(word, message) && !/^(?:against|with|from|tell|text|in)$/.test(before.norm);
}

function isUnknown({ kind, norm, value }: Word): boolean {
  if (kind !== 'word' || !/^\p{L}[\p{L}'.-]+$/u.test(norm)) return false;
  if (/^\p{Ll}/u.test(value) && /(?:ing|tion|sion|ment|ness|ity|ance|ence|ency|ship)s?$/.test(norm)) return false;
  return !isEverydayWord(norm) && !COMMAND_WORDS.has(norm) && !isClinical(norm);
}

function startsHigh({ start }: Word, message: string): boolean {
  return /\p{Lu}/u.test(message.charAt(start));
}

function nameAt(words: readonly Word[], at: number, message: string): string {
  const first = words[at];
  if (first === undefined) return '';
  const goesOn = ANOTHER.test(first.norm) || TITLES.test(first.norm);
  let last = goesOn ? (words[at + 1] ?? first) : first;
  for (const word of words.slice(at + (goesOn ? 2 : 1))) {
    if (!isUnknown(word) || (!startsHigh(word, message) && startsHigh(first, message))) break;
    last = word;
  }
  return message.slice(first.start, last.end).replace(/['’]s?$/u, '');
}
