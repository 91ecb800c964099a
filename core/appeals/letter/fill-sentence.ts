import { promisedCents } from '../appeal-answer.ts';
import { dollars } from '../../money.ts';
import { dayInWords } from './day-in-words.ts';
import type { Citation } from './citation.ts';
import { adjustmentAt, answerAt, factsOfCitation, type Facts } from './facts-of-citation.ts';
import type { LetterRecords } from './letter-records.ts';
import { SENTENCES } from './sentence-templates.ts';

const SLOT = /\{(?:(\w+)\.(\w+)|total|left)\}/gu;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

export type Filled = { readonly text: string; readonly cells?: readonly string[] } | { readonly fault: string };

/**
 * What a template comes to with these sources, by the names that it gives them. The same template, sources and records give the
 * same text. A fault says what is missing, without a word of the record.
 */
export function fillSentence(template: string, cites: Readonly<Record<string, Citation>>, records: LetterRecords): Filled {
  const sentence = SENTENCES.get(template);
  if (sentence === undefined) return { fault: `there is no sentence ${template}` };
  const facts: Record<string, Facts> = {};
  for (const [name, cite] of Object.entries(cites)) {
    const found = factsOfCitation(cite, records);
    if (found === undefined) return { fault: `${citationInShort(cite)} does not resolve` };
    facts[name] = found;
  }
  const total = totalOf(cites, records);
  const left = total && leftOf(total, cites, records);
  if (sentence.holds?.(facts, total?.says) === false) return { fault: `what ${template} concludes does not follow from its sources` };
  const missing: string[] = [];
  const used = new Set<string>();
  const filled = (says: string): string =>
    says.replaceAll(SLOT, (slot, name?: string, fact?: string) => {
      const sum = slot === '{left}' ? left : total;
      const value = name === undefined || fact === undefined ? sum?.says : facts[name]?.[fact];
      for (const one of name === undefined ? (sum?.of ?? []) : [name]) used.add(one);
      if (value === undefined) missing.push(slot);
      return value === undefined ? '' : inLetter(value);
    });
  const text = filled(sentence.says);
  const cells = sentence.cells?.map(filled);
  if (missing.length > 0) return { fault: `its sources do not say ${missing.join(', ')}` };
  const idle = Object.keys(cites).find((name) => !used.has(name));
  if (idle !== undefined) return { fault: `it cites ${idle} and says nothing of it` };
  return { text, ...(cells !== undefined && { cells }) };
}

interface Total {
  readonly cents: number;
  readonly says: string;
  /** The names of what was added up. */
  readonly of: readonly string[];
}

/** The sum of the adjustments that are cited. Adding up one amount twice is refused. */
function totalOf(cites: Readonly<Record<string, Citation>>, records: LetterRecords): Total | undefined {
  let cents = 0;
  const of: string[] = [];
  const seen = new Set<string>();
  for (const [name, cite] of Object.entries(cites)) {
    if (cite.kind !== 'adjustment') continue;
    const amount = adjustmentAt(cite, records)?.amountCents;
    const place = citationInShort(cite);
    if (amount === undefined || seen.has(place)) return undefined;
    seen.add(place);
    of.push(name);
    cents += amount;
  }
  return of.length === 0 ? undefined : { cents, says: dollars(cents), of };
}

/** What is left of the total once the answers that are cited are paid; `undefined` where nothing is. */
function leftOf(total: Total, cites: Readonly<Record<string, Citation>>, records: LetterRecords): Total | undefined {
  const answers = Object.entries(cites).flatMap(([name, cite]) => (cite.kind === 'answer' ? [{ name, cite }] : []));
  const cents = total.cents - promisedCents(answers.flatMap(({ cite }) => answerAt(cite, records) ?? []));
  return cents <= 0 ? undefined : { cents, says: dollars(cents), of: [...total.of, ...answers.map(({ name }) => name)] };
}

function inLetter(value: string): string {
  return DAY.test(value) ? dayInWords(value) : value;
}

/** Which record a citation points to, by ids alone. */
export function citationInShort(cite: Citation): string {
  switch (cite.kind) {
    case 'chart':
      return `characters ${cite.start}-${cite.end} of ${cite.document}`;
    case 'document':
      return `document ${cite.document}`;
    case 'observation':
      return `observation ${cite.id}`;
    case 'encounter':
      return 'the encounter';
    case 'claim':
      return `claim ${cite.claim}`;
    case 'claim-line':
      return `line ${cite.line} of claim ${cite.claim}`;
    case 'claim-diagnosis':
      return `diagnosis ${cite.place} of claim ${cite.claim}`;
    case 'remittance':
      return `segment ${cite.segment} of ${cite.remittance}`;
    case 'adjustment':
      return `adjustment ${cite.place} at segment ${cite.segment} of ${cite.remittance}`;
    case 'remark':
      return `remark ${cite.place} at segment ${cite.segment} of ${cite.remittance}`;
    case 'clause':
      return `clause ${cite.id}, characters ${cite.start}-${cite.end}, of ${cite.on}`;
    case 'terms':
      return `terms of ${cite.payer} on ${cite.on}`;
    case 'answer':
      return `the answer to ${cite.proposal}`;
  }
}
