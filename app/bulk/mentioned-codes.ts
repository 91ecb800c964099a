import type { Chart } from '#core/chart/chart.ts';
import { codeChart } from '#core/coder/code-chart.ts';
import type { AssertionStatus, Mention, Span, Trace } from '#core/coder/trace.ts';
import { inAnyPattern } from '#core/terminology/code-pattern.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';

export interface MentionedCode {
  readonly code: string;
  readonly title: string;
  readonly confidence: number;
  readonly spans: readonly Span[];
  readonly assertion: AssertionStatus;
  readonly path: string;
  readonly rule: string;
}

/** How sure a code is that the set does not keep: neither for nor against. */
const UNRATED = 0.5;
const OF_THE_PAST = ['Z85-Z87', 'Z90-Z99'];
const OF_RELATIVES = ['Z80-Z84'];

/** Every code that the words of a chart assert, in the order in which they are first said. */
export function mentionedCodes(chart: Chart, edition: CompiledEdition): { trace: Trace; codes: readonly MentionedCode[] } {
  const trace = codeChart(chart, edition);
  const rated = new Map(trace.suggestions.map(({ code, confidence }) => [code, confidence]));
  const byCode = new Map<string, Mention[]>();
  for (const mention of trace.mentions) {
    const { code, assertion } = mention;
    if (code === undefined || !asserts(assertion.status, code)) continue;
    const held = byCode.get(code);
    if (held === undefined) byCode.set(code, [mention]);
    else held.push(mention);
  }
  const codes = [...byCode].flatMap(([code, mentions]) => {
    const [lead] = mentions;
    const entry = edition.code(code);
    if (lead === undefined || entry === undefined) return [];
    return {
      code,
      title: entry.title,
      confidence: rated.get(entry.code) ?? UNRATED,
      spans: mentions.map(wordsOf),
      assertion: lead.assertion.status,
      path: lead.path,
      rule: lead.assertion.rule,
    };
  });
  return { trace, codes };
}

function asserts(status: AssertionStatus, code: string): boolean {
  if (status === 'historical') return inAnyPattern(OF_THE_PAST, code);
  if (status === 'family') return inAnyPattern(OF_RELATIVES, code);
  return status === 'present' || status === 'possible';
}

/** From the first to the last word that counts, all of them of one sentence. */
function wordsOf({ span, sentence, modifiers }: Mention): Span {
  const all = [span, ...modifiers.map((modifier) => modifier.span)];
  const start = Math.min(...all.map((one) => one.start));
  const end = Math.max(...all.map((one) => one.end));
  return { ...span, start, end, text: sentence.text.slice(start - sentence.start, end - sentence.start) };
}
