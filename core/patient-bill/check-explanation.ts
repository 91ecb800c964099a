import type { Account } from '../billing/account.ts';
import { dollars } from '../money.ts';
import { HIGHEST_GRADE, readingGrade } from '../reading-grade/reading-grade.ts';
import type { DeniedPart } from './bill-parts.ts';
import type { BillExplanation } from './explain-bill.ts';
import { sumOf, type Figure } from './figure.ts';

/**
 * What is wrong with an explanation, looked at anew: each amount in its text has to be a figure of that sentence, each figure the sum
 * of what it names on the account, and what is owed the account's own. Empty where all of it holds.
 */
export function faultsOfExplanation(
  { sections, text, language, names }: BillExplanation,
  account: Account,
  denied: readonly DeniedPart[],
): readonly string[] {
  const amounts = sourcesOf(account, denied);
  const said = sections.flatMap((section) => section.said);
  const grade = readingGrade(text, language, names).grade;
  return [
    ...said.flatMap(({ id, text: words, figures }) => [
      ...untraced(words, figures).map((amount) => `${id}: ${amount} is no figure of the account`),
      ...figures
        .filter((figure) => !addsUp(figure, amounts))
        .map((figure) => `${id}: ${dollars(figure.amountCents)} is not the sum of what it names`),
    ]),
    ...(saysOwed(text, account) ? [] : ['what is owed is not said as the account has it']),
    ...(said.every(({ text: words }) => text.includes(words)) ? [] : ['the text leaves a sentence out']),
    ...(grade > HIGHEST_GRADE ? [`it reads at grade ${grade.toFixed(1)}`] : []),
  ];
}

function sourcesOf({ entries, record }: Account, denied: readonly DeniedPart[]): ReadonlyMap<string, number> {
  const amounts = new Map<string, number>(entries.map(({ id, amountCents }) => [id, amountCents]));
  for (const { remittance, amountCents } of denied) amounts.set(`${remittance.id}:${remittance.segment}`, amountCents);
  if (record.estimateCents !== undefined) amounts.set('estimate', record.estimateCents);
  return amounts;
}

function addsUp({ amountCents, from }: Figure, amounts: ReadonlyMap<string, number>): boolean {
  const once = new Set(from.map(({ id }) => id)).size === from.length;
  const there = from.every(
    (part) => amounts.get(part.id) !== undefined && Math.abs(amounts.get(part.id) ?? 0) === Math.abs(part.amountCents),
  );
  return once && there && sumOf(from) === amountCents;
}

function untraced(words: string, figures: readonly Figure[]): readonly string[] {
  const known = new Set(figures.map(({ amountCents }) => dollars(amountCents)));
  return (words.match(/-?\$[\d,]+(?:\.\d\d)?/g) ?? []).filter((amount) => !known.has(amount));
}

function saysOwed(text: string, { patientOwesCents }: Account): boolean {
  return patientOwesCents === 0 || text.includes(dollars(Math.abs(patientOwesCents)));
}
