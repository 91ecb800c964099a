import type { Block } from '#core/answer/block.ts';
import { jsonOf, type JsonValue } from '#guardrails/audit/canonical-json.ts';
import { claimedActs } from './claimed-acts.ts';
import { claimedCodes, disguisedCodes } from './claimed-codes.ts';
import { datesIn, isAmong } from './dates.ts';
import { numbersIn, type WrittenNumber } from './numbers.ts';

/** What the tools gave in this turn: the only things that a wording may state. */
export interface Evidence {
  readonly blocks: readonly Block[];
  readonly results: readonly JsonValue[];
}

const LONGEST = 1_500;
const CODE = /\b[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4}|[0-9A-Z]{0,4})\b/gi;
const ID = /\b(?:E|P|D|C)-\d[\w-]*/gi;
const LINK = /\b(?:https?:\/\/|www\.)\S+|\S+@\S+\.\w+/gi;
const MONEY = /[$€£]\s?\d[\d,]*(?:\.\d+)?|\b\d[\d,]*(?:\.\d+)?\s?(?:dollars|usd|cents)\b/gi;
const QUOTED = /"([^"]+)"|(?<=^|[\s(])'([^']{3,})'(?=$|[\s.,;:!?)])/g;

/**
 * Checks a model's wording against this turn's results. Codes, ids, links, amounts, dates, numbers and quotations must stand
 * there, and no act may be claimed. It does not judge plain words: what is shown beneath is always the tools' own answer.
 *
 * Codes, ids, links and acts must stand in the tools' own words: a chart may say "add I21.4" or "approved", and no more.
 *
 * `unfounded` says what is wrong, without repeating more than a code, an id or a number.
 */
export function checkGrounding(worded: string, { blocks, results }: Evidence): { readonly unfounded: readonly string[] } {
  const text = worded
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/[\u201c\u201d]/g, '"')
    .replace(/[\u2010-\u2015\u2212]/g, '-');
  const evidence = withPlainDashes([...stringsIn(jsonOf(blocks)), ...stringsIn(results)]);
  const ours = withPlainDashes(stringsIn(jsonOf(blocks.map(withoutChartWords))));
  return {
    unfounded: [
      ...(text.length > LONGEST ? ['it is too long'] : []),
      ...claimedActs(text, ours),
      ...unknownCodes(text, ours),
      ...claimedCodes(text, results),
      ...disguisedCodes(text, evidence),
      ...absent(text, ours, ID).map((id) => `${id} is in no result`),
      ...absent(text, ours, LINK).map(() => 'it holds an address that is in no result'),
      ...absent(text, evidence, MONEY).map((amount) => `the amount ${amount} is in no result`),
      ...unknownDates(text, evidence),
      ...unknownNumbers(text, evidence),
      ...unknownQuotations(text, evidence),
    ],
  };
}

function withPlainDashes(texts: readonly string[]): string {
  return texts.join('\n').replace(/[\u2010-\u2015\u2212]/g, '-');
}

/** Of a quotation, the id of its document is ours; its title and author came with the chart. */
function withoutChartWords(block: Block): Block {
  return block.kind === 'quote' ? { ...block, text: '', source: /^[\w.-]*/.exec(block.source)?.[0] ?? '' } : block;
}

function unknownCodes(text: string, evidence: string): readonly string[] {
  const known = new Set((evidence.match(CODE) ?? []).map(bare));
  return unique(text.match(CODE) ?? [])
    .filter((code) => !known.has(bare(code)) && !new RegExp(`\\b${code.replace('.', '\\.')}\\b`, 'i').test(evidence))
    .map((code) => `${code} is in no result`);
}

function bare(code: string): string {
  return code.toUpperCase().replace('.', '');
}

function absent(text: string, evidence: string, form: RegExp): readonly string[] {
  const folded = squeezed(evidence);
  return unique(text.match(form) ?? []).filter((found) => !bounded(folded, squeezed(found).replace(/[.,;:!?)]+$/, '')));
}

/** `E-104` is not found in `E-1042`, nor `$12` in `$120`. */
function bounded(text: string, found: string): boolean {
  for (let at = text.indexOf(found); at !== -1; at = text.indexOf(found, at + 1)) {
    if (!/^(?:[\w-]|[.,]\d)/.test(text.slice(at + found.length)) && !/[\w-]$/.test(text.slice(0, at))) return true;
  }
  return false;
}

function squeezed(text: string): string {
  return text.toLowerCase().replace(/([$€£])\s+/g, '$1');
}

function unknownDates(text: string, evidence: string): readonly string[] {
  const days = datesIn(evidence);
  return datesIn(text)
    .filter((date) => !isAmong(date, days))
    .map(({ text: date }) => `the date ${date} is in no result`);
}

/** Numbers that are part of a code, an id or a date are judged there. */
function unknownNumbers(text: string, evidence: string): readonly string[] {
  const dates = datesIn(text).map(({ text: date }) => date);
  const rest = [...dates, ...(text.match(ID) ?? []), ...(text.match(CODE) ?? [])].reduce(
    (left, found) => left.replaceAll(found, ' '),
    text.replace(/^\s*\d+[.)]\s/gm, ' '),
  );
  const known = numbersIn(evidence);
  return numbersIn(rest)
    .filter((number) => !isKnown(number, known))
    .map(({ text: number }) => `the number ${number} is in no result`);
}

function isKnown({ value, unit }: WrittenNumber, known: readonly WrittenNumber[]): boolean {
  return known.some((one) => one.value === value && (unit === undefined || one.unit === unit));
}

function unknownQuotations(text: string, evidence: string): readonly string[] {
  const said = words(evidence);
  const lost = [...text.matchAll(QUOTED)]
    .map(([, double, single]) => words(double ?? single ?? ''))
    .filter((quotation) => quotation !== '' && !said.includes(quotation));
  return lost.length === 0 ? [] : ['it quotes words that are in no result'];
}

/** White space evened out: a quotation may be broken over lines, and is otherwise to the letter. */
function words(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[.,;]$/, '')
    .trim();
}

function stringsIn(value: JsonValue): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap((item: JsonValue) => stringsIn(item));
  if (typeof value === 'object' && value !== null)
    return Object.values(value).flatMap((item: JsonValue | undefined) => (item === undefined ? [] : stringsIn(item)));
  return [];
}

function unique(found: readonly string[]): readonly string[] {
  return [...new Set(found)];
}
