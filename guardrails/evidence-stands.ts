import type { Chart } from '#core/chart/chart.ts';
import type { Span, Suggestion, Trace } from '#core/coder/trace.ts';
import { Failure } from '#core/errors.ts';
import { parsePayload, type CodePayload } from './effects/payloads.ts';
import type { ProposalDraft } from './proposal.ts';
import { isCode } from './standing.ts';

/** Charts as they were imported and traces as the coder wrote them, to look up again what a proposal rests on. */
export interface Quotable {
  readonly charts: { find(encounter: string): Promise<Chart | undefined> };
  readonly traces: { find(id: string): Promise<Trace | undefined> };
}

type Place = CodePayload['evidence'][number];

/**
 * Looks up again what the proposal of a code quotes. Its evidence MUST be the coder's own for that code, in the trace that the
 * proposal names, and every quotation on the card MUST stand in the chart to the letter, where the card says. Throws Failure
 * `bad-input` without a word of the chart. A draft that quotes nothing claims nothing, and passes.
 */
export async function mustStand({ charts, traces }: Quotable, draft: ProposalDraft): Promise<void> {
  if (!isCode(draft.kind)) return;
  const { code, evidence } = parsePayload(draft.kind as 'code.accept', draft.payload);
  const quotes = draft.preview.filter((block) => block.kind === 'quote');
  if (evidence.length === 0 && quotes.length === 0) return;
  const chart = await charts.find(draft.encounter ?? '');
  const trace = draft.trace === undefined ? undefined : await traces.find(draft.trace);
  const suggestion = trace?.suggestions.find((one) => one.code === code);
  const wrong =
    chart === undefined
      ? 'its chart is not here'
      : trace !== undefined && trace.input.encounter !== chart.encounter.id
        ? 'its trace is of another encounter'
        : (faultOfEvidence(evidence, chart, suggestion) ?? quotes.map((quote) => faultOfQuote(quote, chart, suggestion)).find(isThere));
  if (wrong !== undefined) throw new Failure('bad-input', `The evidence for ${code} does not stand: ${wrong}. Nothing was proposed.`);
}

const isThere = (fault: string | undefined): fault is string => fault !== undefined;

function faultOfEvidence(evidence: readonly Place[], chart: Chart, suggestion: Suggestion | undefined): string | undefined {
  for (const place of evidence) {
    const support = suggestion?.evidence.find((span) => isAt(span, place));
    if (support === undefined) return `the coder's trace does not give ${inWords(place)} for it`;
    if (textAt(chart, place) !== support.text) return `the chart does not have at ${inWords(place)} what the coder read there`;
  }
  return undefined;
}

/** A card quotes what supports or denies a suggested code, and of any other what stands in the chart instead. */
function faultOfQuote(
  quote: { readonly text: string; readonly source: string },
  chart: Chart,
  suggestion: Suggestion | undefined,
): string | undefined {
  const [, document = '', start, end] = /^([\w.-]+) .*characters (\d+)-(\d+)$/su.exec(quote.source) ?? [];
  const place = { document, start: Number(start), end: Number(end) };
  if (start === undefined) return 'a quotation does not say where it stands';
  if (textAt(chart, place) !== quote.text) return `a quotation does not stand to the letter at ${inWords(place)}`;
  if (suggestion === undefined || [...suggestion.evidence, ...suggestion.against].some((span) => isAt(span, place))) return undefined;
  return `the coder's trace does not give ${inWords(place)} for it`;
}

function textAt(
  { documents, encounter }: Chart,
  { document, start, end }: { readonly document: string; readonly start: number; readonly end: number },
) {
  const found = documents.find(({ id }) => id === document);
  return found?.encounter === encounter.id && start < end && end <= found.text.length ? found.text.slice(start, end) : undefined;
}

function isAt(span: Span, { document, start, end }: { readonly document: string; readonly start: number; readonly end: number }): boolean {
  return span.document === document && span.start === start && span.end === end;
}

function inWords({ document, start, end }: { readonly document: string; readonly start: number; readonly end: number }): string {
  return `characters ${start}-${end} of ${document}`;
}
