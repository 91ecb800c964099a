import type { Chart } from '../../chart/chart.ts';
import type { LocalDate } from '../../codes.ts';
import type { Mention, Trace } from '../../coder/trace.ts';
import { identifies, type Passage } from './find-passages.ts';

/** Rules by which the coder lets a symptom fall that a diagnosis explains. It was there all the same, and is why a test was done. */
const EXPLAINED = new Set(['symptom.answered', 'symptom.diagnosis-made', 'symptom.integral', 'check.excludes1']);
const SYMPTOM = /^R/;
const LONGEST = 240;
/** Where an author concludes; a complaint or a history says less. */
const CONCLUDES = new Set(['assessment', 'assessment-and-plan', 'diagnoses', 'discharge-diagnoses', 'impression', 'plan']);

/** One statement of a condition: the mention, the day of its document, and the words to quote. */
export interface Statement {
  readonly mention: Mention;
  readonly date: LocalDate;
  readonly passage: Passage;
}

/**
 * Where a provider states a condition as present in this patient, until and with `until`: as the coder reads assertion, author and
 * section. Empty for a code that any provider denies, that the coder let fall for another reason than that it explains the symptom, or that
 * nobody states. What concludes comes first, then what was written first; one statement a document, and of a code that
 * joins conditions one a condition.
 */
export function statementsOf(code: string, trace: Trace, chart: Chart, until?: LocalDate): readonly Statement[] {
  const suggestion = trace.suggestions.find((one) => one.code === code);
  if (suggestion === undefined ? !fellAsSymptom(code, trace) : suggestion.against.length > 0) return [];
  const led = new Set(suggestion?.mentions);
  const counted = countedMentions(trace);
  const found = trace.mentions.flatMap((mention): Statement[] => {
    if (mention.assertion.status !== 'present' || !counted.has(mention.id)) return [];
    if (mention.code !== code && !led.has(mention.id)) return [];
    const date = chart.documents.find(({ id }) => id === mention.span.document)?.date;
    const passage = quoteOf(mention, trace);
    return date === undefined || passage === undefined || (until !== undefined && date > until) ? [] : [{ mention, date, passage }];
  });
  const sorted = found.toSorted((one, other) => Number(concludes(other)) - Number(concludes(one)));
  // A code that joins conditions is stated by their statements together, any other by each document.
  const isJoined = !sorted.some(({ mention }) => mention.code === code);
  const keyOf = ({ mention, passage }: Statement): string => (isJoined ? (mention.code ?? mention.id) : passage.document);
  return sorted.filter((one, at) => sorted.findIndex((other) => keyOf(other) === keyOf(one)) === at);
}

function fellAsSymptom(code: string, { steps }: Trace): boolean {
  const own = steps.filter((step) => step.code === code);
  const isContested = own.some(({ rule }) => rule.startsWith('conflict.'));
  return SYMPTOM.test(code) && !isContested && own.some(({ outcome, rule }) => outcome === 'dropped' && EXPLAINED.has(rule));
}

/** Mentions that may be coded by who wrote them, where and how. */
function countedMentions({ steps }: Trace): ReadonlySet<string> {
  return new Set(
    steps.flatMap(({ stage, outcome, mention }) => (stage === 'refine' && outcome === 'kept' && mention !== undefined ? [mention] : [])),
  );
}

function concludes({ mention }: Statement): boolean {
  return CONCLUDES.has(mention.span.section);
}

/** The sentence of a mention, or the mention with its modifiers where the sentence is long or says of something else that it is not there. */
export function quoteOf({ span, sentence, modifiers }: Mention, { mentions }: Trace): Passage | undefined {
  const { document } = span;
  const others = mentions.filter((one) => one.span.document === document && isWithin(one.span, sentence));
  if (sentence.text.length <= LONGEST && !identifies(sentence.text) && others.every(({ assertion }) => assertion.status === 'present'))
    return { document, start: sentence.start, end: sentence.end, quote: sentence.text };
  const start = Math.min(span.start, ...modifiers.map((one) => one.span.start));
  const end = Math.max(span.end, ...modifiers.map((one) => one.span.end));
  const at = start - sentence.start;
  const quote = start === span.start && end === span.end ? span.text : sentence.text.slice(at, at + end - start);
  return quote.length === end - start && quote.length <= LONGEST && !identifies(quote) ? { document, start, end, quote } : undefined;
}

export function isWithin(
  inner: { readonly start: number; readonly end: number },
  outer: { readonly start: number; readonly end: number },
): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
