import { createHash } from 'node:crypto';
import type { Chart } from '#core/chart/chart.ts';
import { codeChart } from '#core/coder/code-chart.ts';
import type { AssertionStatus, Span, Trace } from '#core/coder/trace.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { canonicalJson, jsonOf } from '#guardrails/audit/canonical-json.ts';
import type { EditionShelf } from './edition-shelf.ts';
import { lineChart } from './line-chart.ts';
import type { Fields } from './line-fields.ts';
import { mentionedCodes } from './mentioned-codes.ts';
import { readNoteLine } from './note-line.ts';

/**
 * `mentions`: every code that the words assert, before guidelines reconcile the set. `set`: the code set, as `suggest_codes` gives it.
 */
export type Stage = 'mentions' | 'set';

/** A line's answer, and the whole trace under its address where it is to be kept. */
export interface CodedLine {
  readonly answer: object;
  readonly trace?: { readonly id: string; readonly json: string };
}

/** Codes one note. Throws Failure for a line that is no note, or that no edition here is in force for. */
export function codeLine(fields: Fields, shelf: EditionShelf, stage: Stage): CodedLine {
  const note = readNoteLine(fields);
  const { edition, day } = shelf.choose(note.serviceDate);
  const { trace, codes } = codesOf(lineChart(note, day), edition, stage);
  const json = canonicalJson(jsonOf(trace));
  const id = createHash('sha256').update(json, 'utf8').digest('hex');
  return {
    answer: {
      id: note.id,
      codes: codes.map(({ code, title, confidence, spans, assertion, ...why }) => ({
        code,
        title,
        confidence,
        spans: spans.map(({ start, end, text }) => ({ start, end, text })),
        assertion,
        trace: { id, ...why },
      })),
      edition: `${edition.head.id}@${edition.sha256}`,
    },
    trace: { id, json },
  };
}

/** A code at either stage, with what the trace is asked by to see why. */
export interface FoundCode {
  readonly code: string;
  readonly title: string;
  readonly confidence: number;
  readonly spans: readonly Span[];
  readonly assertion: AssertionStatus;
  readonly path: string;
  readonly rule?: string;
  readonly guideline?: string;
  readonly mentions?: readonly string[];
}

/** The codes of a chart at one stage: by rank in a set, in the order in which they are said among mentions. */
export function codesOf(chart: Chart, edition: CompiledEdition, stage: Stage): { trace: Trace; codes: readonly FoundCode[] } {
  if (stage === 'mentions') return mentionedCodes(chart, edition);
  const trace = codeChart(chart, edition);
  const codes = trace.suggestions.map(({ code, title, confidence, evidence, assertion, path, guideline, mentions }) => {
    return { code, title, confidence, spans: evidence, assertion, path, guideline, mentions };
  });
  return { trace, codes };
}
