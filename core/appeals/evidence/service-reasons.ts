import type { Claim, ClaimLine } from '../../billing/claim.ts';
import type { Chart, ChartDocument } from '../../chart/chart.ts';
import { categoryOf, type Icd10Cm, type LocalDate } from '../../codes.ts';
import type { Mention, Trace } from '../../coder/trace.ts';
import type { Passage } from './find-passages.ts';
import { isCareItself, isReasonFor, namesService } from './service-words.ts';
import { isWithin, quoteOf, statementsOf, type Statement } from './stated-diagnoses.ts';

/** Words of the chart that give a present condition as the reason for one service. */
export interface Reason {
  readonly line: ClaimLine;
  readonly passage: Passage;
  readonly from: 'report' | 'note';
}

/** A diagnosis of the claim with where providers state it, on or before the day of the service. */
export interface BilledFor {
  readonly code: Icd10Cm;
  readonly statements: readonly Statement[];
}

export interface Need {
  readonly reasons: readonly Reason[];
  readonly diagnoses: readonly BilledFor[];
  /** Billed for and not stated: the letter is silent of them. */
  readonly unstated: readonly Icd10Cm[];
  /** Lines whose diagnosis the claim alone ties to the service. */
  readonly untied: readonly ClaimLine[];
}

interface Read {
  readonly claim: Claim;
  readonly chart: Chart;
  readonly trace: Trace;
}

/**
 * Why the services of these lines were needed, as the chart says it; or why that cannot be argued. A visit or a stay was needed for what the
 * patient was cared for; with one among the lines the others are part of it. Any other service wants its own reason: a report of that
 * service, or a provider's sentence that names it, with a condition that a provider states as present by that day and that the claim reports.
 */
export function needOf(lines: readonly ClaimLine[], read: Read): Need | { readonly refused: string } {
  const care = lines.filter(isCareItself);
  if (lines.length === 0 || care.length > 0) return needOfCare(care, read);
  const needs = lines.map((line) => needOfService(line, read));
  const refused = needs.flatMap((one) => ('refused' in one ? [one.refused] : []));
  if (refused.length > 0) return { refused: refused.join(' ') };
  const needed = needs.flatMap((one) => ('refused' in one ? [] : [one]));
  return {
    reasons: needed.flatMap(({ reasons }) => reasons),
    diagnoses: needed.flatMap(({ diagnoses }) => diagnoses).filter(({ code }, at, all) => all.findIndex((one) => one.code === code) === at),
    unstated: [...new Set(needed.flatMap(({ unstated }) => unstated))],
    untied: needed.flatMap(({ untied }) => untied),
  };
}

/** A bed is needed until the last day of the claim, a visit on its own day. */
function needOfCare(care: readonly ClaimLine[], { claim, chart, trace }: Read): Need | { readonly refused: string } {
  const codes = care.length === 0 ? claim.diagnoses.slice(0, 1) : [...new Set(care.flatMap((line) => pointedBy(line, claim)))];
  const until = care.every(({ code }) => code?.startsWith('99') === true) ? latest(care) : undefined;
  const found = codes.map((code) => ({ code, statements: statementsOf(code, trace, chart, until ?? claim.to) }));
  const diagnoses = found.filter(({ statements }) => statements.length > 0);
  if (diagnoses.length === 0) return { refused: notStated(codes) };
  return { reasons: [], diagnoses, unstated: codes.filter((code) => !diagnoses.some((one) => one.code === code)), untied: [] };
}

function needOfService(line: ClaimLine, read: Read): Need | { readonly refused: string } {
  const { claim, chart, trace } = read;
  const codes = pointedBy(line, claim);
  const stated = codes.map((code) => ({ code, statements: statementsOf(code, trace, chart, line.date) }));
  const borne = stated.filter(({ statements }) => statements.length > 0);
  if (borne.length === 0) return { refused: notStated(codes) };
  const unstated = stated.filter(({ statements }) => statements.length === 0).map(({ code }) => code);
  const tied = tiedTo(line, read);
  const diagnoses = borne.filter(({ code }) =>
    tied.some(({ mention }) => mention.code !== undefined && categoryOf(mention.code) === categoryOf(code)),
  );
  if (diagnoses.length > 0) {
    const categories = new Set<string>(diagnoses.map(({ code }) => categoryOf(code)));
    const reasons = tied.flatMap(({ mention, reason }) => (categories.has(categoryOf(mention.code ?? '')) ? [reason] : []));
    const once = reasons.filter(({ passage }, at) => reasons.findIndex((one) => isSame(one.passage, passage)) === at);
    return { reasons: once, diagnoses, unstated, untied: [] };
  }
  if (namesService(line.code, '') === undefined && claim.kind === 'professional')
    return { reasons: [], diagnoses: borne, unstated, untied: [line] };
  return { refused: noReason(line, tied.length > 0) };
}

interface Tied {
  readonly mention: Mention;
  readonly reason: Reason;
}

/** Present conditions that a report of the service gives as its indication, or that a provider's sentence names beside the service. */
function tiedTo(line: ClaimLine, { chart, trace }: Read): readonly Tied[] {
  const documents = new Map(chart.documents.filter(({ date }) => date <= line.date).map((one) => [one.id, one]));
  const rules = new Map(
    trace.steps.flatMap(({ mention, rule, outcome }) => (mention === undefined ? [] : [[mention, { rule, outcome }] as const])),
  );
  const byProvider = new Set(
    trace.mentions.flatMap(({ id, code, assertion, span }) =>
      code !== undefined && assertion.status === 'present' && rules.get(id)?.outcome === 'kept' && documents.has(span.document)
        ? [categoryOf(code)]
        : [],
    ),
  );
  return trace.mentions.flatMap((mention): Tied[] => {
    const { span, sentence, assertion } = mention;
    const document = documents.get(span.document);
    if (document === undefined || assertion.status !== 'present' || !byProvider.has(categoryOf(mention.code ?? ''))) return [];
    const step = rules.get(mention.id);
    const isIndication = span.section === 'indication' && document.role === 'diagnostic' && READ_AS_FINDING.has(step?.rule ?? '');
    const from =
      isIndication && namesService(line.code, `${document.title} ${firstLineOf(document)}`) === true && document.date === line.date
        ? 'report'
        : document.role === 'provider' && step?.outcome === 'kept' && isReasonFor(line.code, sentence.text, within(span, sentence))
          ? 'note'
          : undefined;
    const passage = from === undefined ? undefined : quoteOf(mention, trace);
    return from === undefined || passage === undefined ? [] : [{ mention, reason: { line, passage, from } }];
  });
}

function within({ start, end }: Mention['span'], sentence: Mention['sentence']): { readonly start: number; readonly end: number } {
  return { start: start - sentence.start, end: end - sentence.start };
}

/** The rules by which the coder sets an indication aside: it names a condition and is no provider's diagnosis. */
const READ_AS_FINDING = new Set(['section.finding', 'author.interpreted-test']);

/** What a report says that it is a report of. What it compares with stands further down. */
function firstLineOf({ text }: ChartDocument): string {
  return text.trimStart().split('\n', 1)[0] ?? '';
}

/** The diagnoses of the claim that a line points to; where it points to none, all of them. */
function pointedBy(line: ClaimLine, { diagnoses }: Claim): readonly Icd10Cm[] {
  return line.diagnoses.length === 0 ? diagnoses : line.diagnoses.flatMap((place) => diagnoses[place - 1] ?? []);
}

function latest(lines: readonly ClaimLine[]): LocalDate | undefined {
  return lines
    .map(({ date }) => date)
    .toSorted()
    .at(-1);
}

function isSame(one: Passage, other: Passage): boolean {
  return one.document === other.document && (isWithin(one, other) || isWithin(other, one));
}

function notStated(codes: readonly string[]): string {
  return `The record, as the coder program reads it, does not state ${codes.length === 0 ? 'the diagnosis' : codes.join(', ')} as present by the day of the service that was billed for it. Do not appeal on this ground: ask the provider, or send a corrected claim with what the record does state.`;
}

function noReason({ number, code, date }: ClaimLine, isTied: boolean): string {
  const named = code === undefined ? `line ${number}` : `line ${number} (${code})`;
  return isTied
    ? `The record does not give a diagnosis of the claim as the reason for ${named}: what it gives is not billed. Do not appeal on this ground: send a corrected claim with the diagnosis that the record gives for it.`
    : `The record does not say why ${named} of ${date} was done: no report of it and no provider's sentence that names it gives a present condition as its reason by that day. Do not appeal on this ground: ask the provider who ordered it.`;
}
