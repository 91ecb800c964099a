import type { Chart } from '../../chart/chart.ts';
import type { Icd10Cm } from '../../codes.ts';
import { categoryOf } from '../../codes.ts';
import type { CompiledEdition } from '../../terminology/compiled-edition.ts';
import { codeDocuments } from '../code-chart.ts';
import { spanOf } from '../words/found-mention.ts';
import type { AssertionStatus, Span, Trace } from '../trace.ts';
import { confidenceOf, featuresOf, type Features } from './features.ts';
import type { Finding } from './finding.ts';
import { gatherFindings } from './gather-findings.ts';
import type { MentionModel } from './mention-model.ts';

/** A code that the words of a chart assert, before guidelines reconcile the set. */
export interface MentionedCode {
  readonly code: Icd10Cm;
  readonly title: string;
  /** The share of such codes that coders of the gold set gave too; see docs/confidence.md. */
  readonly confidence: number;
  readonly spans: readonly Span[];
  readonly assertion: AssertionStatus;
  readonly path: string;
  readonly rule: string;
  /** What the confidence is made of. */
  readonly features: Features;
}

/** Said to the letter, and nothing else said: nothing that was learned can make it less sure. */
const TO_THE_LETTER = 0.99;
const ASSERTED: ReadonlySet<AssertionStatus> = new Set(['present', 'possible', 'historical']);

/**
 * Every code that the words of a chart assert, the surest first. What is denied, said of a relative, supposed or planned is left
 * out; nothing is taken out because of another code.
 */
export function codeMentions(
  chart: Chart,
  edition: CompiledEdition,
  model: MentionModel,
): { trace: Trace; codes: readonly MentionedCode[] } {
  const { trace, read } = codeDocuments(chart, edition);
  const rated = read.flatMap((source) => {
    const findings = gatherFindings(source, trace.mentions, edition, model).filter(({ status }) => ASSERTED.has(status));
    return rateFindings(findings, edition, model).map((one) => ({ ...one, source }));
  });
  const codes = rated
    .filter(({ confidence, findings }) => confidence >= model.threshold || findings.some(({ whole }) => whole))
    .filter(({ findings }) => findings.some(({ source }) => source !== 'learned'))
    .flatMap(({ code, confidence, findings, features, source }) => {
      const entry = edition.code(code);
      const [lead] = findings;
      if (entry === undefined || lead === undefined) return [];
      const spans = spansOf(findings).map(({ range, section }) => spanOf(source, section, range));
      const { status: assertion, path, rule } = lead;
      return [{ code: entry.code, title: entry.title, confidence: rounded(confidence), spans, assertion, path, rule, features }];
    });
  return { trace, codes: strongest(codes) };
}

export interface RatedCode {
  readonly code: string;
  readonly confidence: number;
  /** The findings that speak for it, the most telling first. */
  readonly findings: readonly Finding[];
  readonly features: Features;
}

/** Groups the findings of a document by code and rates each. */
export function rateFindings(
  findings: readonly Finding[],
  { code: find }: Pick<CompiledEdition, 'code'>,
  model: MentionModel,
): RatedCode[] {
  const byCode = new Map<string, Finding[]>();
  for (const finding of withoutInner(findings)) {
    const held = byCode.get(finding.code);
    if (held === undefined) byCode.set(finding.code, [finding]);
    else held.push(finding);
  }
  const inCategory = new Map<string, number>();
  for (const code of byCode.keys()) inCategory.set(categoryOf(code), (inCategory.get(categoryOf(code)) ?? 0) + 1);
  const context = { model, inCategory, title: (code: string) => find(code)?.title ?? '' };
  return [...byCode].map(([code, own]) => {
    const features = featuresOf(code, own, context);
    const exact = own.some(({ letter }) => letter);
    const confidence = exact ? TO_THE_LETTER : confidenceOf(features, model);
    return { code, confidence, findings: own.toSorted(byTelling), features };
  });
}

/** Where one statement is all that a sentence says, what lies inside it says nothing of its own. */
function withoutInner(findings: readonly Finding[]): readonly Finding[] {
  const wholes = findings.filter(({ whole }) => whole);
  if (wholes.length === 0) return findings;
  return findings.filter((one) => one.whole || !wholes.some(({ range }) => range.start <= one.range.start && one.range.end <= range.end));
}

const SOURCES = ['phrase', 'statement', 'learned'];

function byTelling(a: Finding, b: Finding): number {
  return (
    Number(b.whole) - Number(a.whole) ||
    Number(b.status === 'present') - Number(a.status === 'present') ||
    SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source) ||
    b.words - a.words ||
    a.range.start - b.range.start
  );
}

/** Each stretch of words once. Learned words make a code surer and are no evidence of it. */
function spansOf(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ range, source }) => {
    if (source === 'learned') return false;
    const key = `${range.start}-${range.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** One entry for each code of a chart of several documents: the surest, with the words of all. */
function strongest(codes: readonly MentionedCode[]): MentionedCode[] {
  const byCode = new Map<string, MentionedCode>();
  for (const one of codes) {
    const held = byCode.get(one.code);
    if (held === undefined) byCode.set(one.code, one);
    else {
      const [best, other] = one.confidence > held.confidence ? [one, held] : [held, one];
      byCode.set(one.code, { ...best, spans: [...best.spans, ...other.spans] });
    }
  }
  return [...byCode.values()].toSorted((a, b) => b.confidence - a.confidence || (a.code < b.code ? -1 : 1));
}

function rounded(confidence: number): number {
  return Math.round(confidence * 100) / 100;
}
