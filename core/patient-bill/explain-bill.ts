import type { Account, MayBeTold } from '../billing/account.ts';
import type { LocalDate } from '../codes.ts';
import { Failure } from '../errors.ts';
import type { Language } from '../reading-grade/count-text.ts';
import { readingGrade, tooHard, type ReadingGrade } from '../reading-grade/reading-grade.ts';
import { billParts, type BillParts, type DeniedPart, type Part } from './bill-parts.ts';
import { dayForPatients } from './day-for-patients.ts';
import { fill, type Filling, type Said } from './fill.ts';
import { firstNameOf } from './first-name.ts';
import { hoursForPatients } from './hours-for-patients.ts';
import { noticesFor, type Notice } from './notice.ts';
import { ENGLISH } from './words-english.ts';
import { SPANISH } from './words-spanish.ts';
import type { BillWords } from './words.ts';

export interface BillQuestion {
  /** Whoever is told: `mayTell` has to have allowed it. */
  readonly told: Pick<MayBeTold, 'name'>;
  readonly language: Language;
  /** What the care was for, where it was asked and this person may know it; else empty. */
  readonly care: readonly string[];
  readonly denied: readonly DeniedPart[];
  readonly notices: readonly Notice[];
  readonly on: LocalDate;
  /** First and last day of the care, as its claims have them; without it, those of the charges. */
  readonly stay?: { readonly from: LocalDate; readonly to: LocalDate } | undefined;
}

export interface BillSection {
  readonly heading?: string;
  readonly said: readonly Said[];
}

export interface BillExplanation {
  readonly language: Language;
  readonly sections: readonly BillSection[];
  /** Ids of the notices on it. */
  readonly notices: readonly string[];
  /** The whole as it is sent. */
  readonly text: string;
  /** What may go where others can read it: no amount, no account. */
  readonly short: string;
  /** Words in it that are names and count as one short word in its grade. */
  readonly names: readonly string[];
  readonly grade: ReadingGrade;
}

/**
 * A bill in words that a patient can read. Every amount is a sum of entries of the account, of refused parts of remittances, or the
 * estimate on record; nothing in it says what the care was unless `care` does. Throws Failure `bad-input` for an account that does
 * not part into sums that can be told, and `broken-promise` where the words would read above grade 8.
 */
export function explainBill(account: Account, question: BillQuestion): BillExplanation {
  const { language, notices: all, on } = question;
  const words = language === 'en' ? ENGLISH : SPANISH;
  const parts = billParts(account, question.denied);
  const notices = noticesFor(all, account.record, parts, on);
  const filling = fillingOf(account, question, parts);
  const say = (id: Exclude<keyof BillWords, 'headings'>): Said => fill(id, words[id], filling);
  const choices = notices.map(({ id, cites, says }) => fill(id, says[language].join(' '), filling, cites));
  const sections = [
    { said: opening(filling, question.care.length > 0).map(say) },
    { heading: words.headings.owe, said: [say(stateOf(parts))] },
    { heading: words.headings.charge, said: told(parts, ['charged']).map(say) },
    { heading: words.headings.plan, said: account.record.selfPay ? [] : ofThePlan(parts, question.denied).map(say) },
    { heading: words.headings.share, said: ofTheShare(parts).map(say) },
    { heading: words.headings.paid, said: told(parts, ['youPaid', 'weTookOff', 'paidBack']).map(say) },
    { heading: words.headings.choices, said: [...choices, say('askAgain'), ...reached(filling).map(say)] },
  ].filter(({ said }) => said.length > 0);
  const text = sections.map(textOf).join('\n\n');
  const names = ['name', 'care', 'hours'].flatMap((word) => filling.words[word] ?? []);
  const grade = readingGrade(text, language, names);
  const hard = tooHard(grade);
  if (hard !== undefined)
    throw new Failure('broken-promise', `The explanation of account ${account.record.id} is too hard to read. ${hard}`);
  return { language, sections, notices: notices.map(({ id }) => id), text, short: say('short').text, names, grade };
}

type SentenceId = Exclude<keyof BillWords, 'headings'>;

function fillingOf({ record, entries }: Account, { told: { name }, care, language, stay }: BillQuestion, parts: BillParts): Filling {
  const days = entries.flatMap(({ kind, date }) => (kind === 'charge' && date !== undefined ? [date] : [])).toSorted();
  const from = stay?.from ?? days[0];
  const to = stay?.to ?? days.at(-1);
  return {
    figures: parts,
    words: {
      name: firstNameOf(name),
      account: record.id,
      from: from && dayForPatients(from, language),
      to: to === from || to === undefined ? undefined : dayForPatients(to, language),
      care: care.length === 0 ? undefined : care.join('; '),
      phone: record.contact.phone,
      hours: hoursForPatients(record.contact.hours, language),
    },
  };
}

function opening({ words: { name, from, to } }: Filling, asked: boolean): SentenceId[] {
  const when: SentenceId[] = from === undefined ? [] : [to === undefined ? 'onDay' : 'betweenDays'];
  return [name === undefined ? 'hello' : 'helloNamed', 'about', ...when, ...(asked ? (['careFor'] as const) : [])];
}

function stateOf({ owed, credit }: BillParts): SentenceId {
  if (credit !== undefined) return 'credit';
  return owed === undefined ? 'nothingOwed' : 'owed';
}

function ofThePlan(parts: BillParts, denied: readonly DeniedPart[]): SentenceId[] {
  const open = parts.denied !== undefined || parts.waiting !== undefined;
  return [
    parts.planPaid === undefined ? 'planPaidNothing' : 'planPaid',
    ...told(parts, ['discount', 'planTookOff', 'weTookOffPlan', 'denied']),
    ...(parts.denied !== undefined && denied.some(({ appealed }) => appealed) ? (['deniedAppealed'] as const) : []),
    ...told(parts, ['waiting']),
    ...(open ? (['planDecides'] as const) : []),
  ];
}

/** The share in its kinds, and its sum where it has more than one or where something came off it. */
function ofTheShare(parts: BillParts): SentenceId[] {
  const kinds = told(parts, ['deductible', 'coinsurance', 'copay', 'overAllowed', 'notCovered', 'selfPay', 'moved']);
  if (kinds.length === 0) return ['noShare'];
  const settled = told(parts, ['youPaid', 'weTookOff', 'paidBack']);
  return kinds.length + settled.length > 1 ? [...kinds, 'yourPart'] : kinds;
}

function told<P extends Part>(parts: BillParts, wanted: readonly P[]): P[] {
  return wanted.filter((part) => parts[part] !== undefined);
}

function reached({ words: { hours } }: Filling): SentenceId[] {
  return hours === undefined ? ['contact'] : ['contact', 'hours'];
}

function textOf({ heading, said }: BillSection): string {
  const lines = said.map(({ text }) => text);
  return [...(heading === undefined ? [] : [heading]), ...lines].join('\n');
}
