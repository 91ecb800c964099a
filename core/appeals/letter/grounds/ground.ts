import type { Payer } from '../../../billing/claim.ts';
import type { ClaimLine } from '../../../billing/claim.ts';
import type { ChartDocument } from '../../../chart/chart.ts';
import type { Icd10Cm, LocalDate } from '../../../codes.ts';
import type { RemarkWords } from '../../../denials/codes/words-source.ts';
import type { Adjustment, RemittedLine } from '../../../remittance/remittance.ts';
import type { Passage } from '../../evidence/find-passages.ts';
import type { AppealAnswer } from '../../appeal-answer.ts';
import type { Citation } from '../citation.ts';
import type { FoundClause, LetterRecords, Remitted } from '../letter-records.ts';
import type { LetterWriter } from '../letter-writer.ts';
import type { AppealGround, LetterSentence } from '../letter.ts';
import type { SentenceId } from '../sentence-templates.ts';

/** A remark code with where the remittance gives it: beside the line, or beside the claim where the line has none that may be a cause. */
export interface RemarkAt {
  readonly code: string;
  /** CLP or SVC. */
  readonly segment: number;
  /** Place among the remarks there, from 1. */
  readonly place: number;
}

/** One amount that the payer refused, with where its remittance says so. */
export interface DeniedAmount {
  /** CLP or SVC. */
  readonly segment: number;
  /** Place among the adjustments there, from 1. */
  readonly place: number;
  readonly adjustment: Adjustment;
  readonly remarks: readonly RemarkAt[];
  /** The line of the remittance and that of the claim; absent where the whole claim was denied, or the line is not found. */
  readonly line?: RemittedLine | undefined;
  readonly claimLine?: ClaimLine | undefined;
}

/** A denial that is to be contested on one ground, with all that may be cited for it. */
export interface AppealCase {
  readonly records: LetterRecords;
  readonly ground: AppealGround;
  readonly payer: Payer;
  /** The remittance that is contested; its date is the day that chooses clauses and terms. */
  readonly remitted: Remitted & { readonly date: LocalDate };
  readonly denied: readonly DeniedAmount[];
  /** What the payer's letters answered the appeals before this one since that remittance. */
  readonly answers: readonly AppealAnswer[];
  /** Our words for a remark code; `undefined` for one that is not held. */
  readonly remarkWords: (code: string) => RemarkWords | undefined;
  /** Clauses that bear on it: of the payer and of the law. */
  readonly clauses: readonly FoundClause[];
  /** The one diagnosis that is in dispute, where somebody said so. */
  readonly diagnosis?: Icd10Cm | undefined;
}

export interface Grounded {
  readonly paragraphs: readonly (readonly LetterSentence[])[];
  /** Documents to enclose. */
  readonly documents: readonly ChartDocument['id'][];
  /** What whoever decides has to know: sentences without words of the chart. */
  readonly warnings: readonly string[];
}

/** What a ground comes to: the paragraphs that argue it, or why it is not to be appealed, and what is to be done instead. */
export type Argued = Grounded | { readonly refused: string };
export type Ground = (appeal: AppealCase, write: LetterWriter) => Argued;

export function quoteCite({ document, start, end, quote }: Passage): Citation {
  return { kind: 'chart', document, start, end, quote };
}

const TOGETHER = 6;

/** The templates for so many quotations of one document, from one to six: with its author, and without. */
export function together(kind: 'note-says' | 'diagnosis-note' | 'diagnosis-also', count: number): readonly SentenceId[] {
  const many: '' | `-${2 | 3 | 4 | 5 | 6}` = count < 2 ? '' : `-${Math.min(count, TOGETHER) as 2 | 3 | 4 | 5 | 6}`;
  return [`${kind}${many}`, `${kind}-unsigned${many}`] as const;
}

export function quotesOf(passages: readonly Passage[]): Readonly<Record<string, Citation>> {
  return Object.fromEntries(passages.map((one, at) => [at === 0 ? 'quote' : `quote${at + 1}`, quoteCite(one)]));
}

/** A paragraph for each document that is quoted, with its author where the chart names one. */
export function quoteAll(passages: readonly Passage[], write: LetterWriter): readonly (readonly LetterSentence[])[] {
  return documentsOf(passages).map((document) => {
    const own = passages.filter((one) => one.document === document);
    const sentences: LetterSentence[] = [];
    for (let at = 0; at < own.length; at += TOGETHER) {
      const some = own.slice(at, at + TOGETHER);
      sentences.push(...[write.sayFirst(together('note-says', some.length), quotesOf(some))].filter(isThere));
    }
    return sentences;
  });
}

export function lineCite({ records }: AppealCase, line: ClaimLine): Citation {
  return { kind: 'claim-line', claim: records.claim.id, line: line.number };
}

/** The lines of the claim that were denied, each once. */
export function deniedLines({ denied }: AppealCase): readonly ClaimLine[] {
  return [...new Set(denied.flatMap(({ claimLine }) => claimLine ?? []))];
}

const LONGEST_CLAUSE = 700;

/** What the clauses say, each quoted to the letter, or told where the library has it in words of its own. */
export function clauseSentences({ clauses, remitted }: AppealCase, write: LetterWriter): LetterSentence[] {
  return clauses.flatMap(({ clause }) => {
    const end = endOfQuote(clause.text);
    const cite: Citation = { kind: 'clause', id: clause.id, on: remitted.date, start: 0, end, quote: clause.text.slice(0, end) };
    return write.sayFirst(['clause-says', 'clause-provides'], { clause: cite }) ?? [];
  });
}

/** Whole sentences, as many as fit. A clause of one long sentence is quoted to its last whole word. */
function endOfQuote(text: string): number {
  if (text.length <= LONGEST_CLAUSE) return text.length;
  const head = text.slice(0, LONGEST_CLAUSE);
  const stop = Math.max(head.lastIndexOf('. '), head.lastIndexOf('.\n'));
  return stop > 0 ? stop + 1 : Math.max(head.lastIndexOf(' '), 1);
}

export function documentsOf(passages: readonly Passage[]): readonly ChartDocument['id'][] {
  return [...new Set(passages.map(({ document }) => document))];
}

export function isThere<T>(one: T | undefined): one is T {
  return one !== undefined;
}
