import { createHash } from 'node:crypto';
import type { Chart } from '#core/chart/chart.ts';
import { codeChart } from '#core/coder/code-chart.ts';
import { codeMentions } from '#core/coder/mentions/code-mentions.ts';
import type { MentionModel } from '#core/coder/mentions/mention-model.ts';
import type { AssertionStatus, Span, Trace } from '#core/coder/trace.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { canonicalJson, jsonOf } from '#guardrails/audit/canonical-json.ts';
import type { EditionShelf } from './edition-shelf.ts';
import { lineChart } from './line-chart.ts';
import type { Fields } from './line-fields.ts';
import { readNoteLine } from './note-line.ts';

/**
 * `mentions`: every code that the words assert, before guidelines reconcile the set. `set`: the code set, as `suggest_codes` gives it.
 */
export type Stage = 'mentions' | 'set';

/** A stage with what it needs: mentions are rated by what was learned of them. */
export type Coding = { readonly stage: 'set' } | { readonly stage: 'mentions'; readonly model: MentionModel };

/** A line's answer, and the whole trace under its address where it is to be kept. */
export interface CodedLine {
  readonly answer: object;
  readonly trace?: { readonly id: string; readonly json: string };
}

/** Codes one note. Throws Failure for a line that is no note, or that no edition here is in force for. */
export function codeLine(fields: Fields, shelf: EditionShelf, coding: Coding): CodedLine {
  const note = readNoteLine(fields);
  const { edition, day } = shelf.choose(note.serviceDate);
  const { trace, codes } = codesOf(lineChart(note, day), edition, coding);
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

/** The codes of a chart at one stage: by rank in a set, the surest first among mentions. */
export function codesOf(chart: Chart, edition: CompiledEdition, coding: Coding): { trace: Trace; codes: readonly FoundCode[] } {
  if (coding.stage === 'mentions') {
    const { trace, codes } = codeMentions(chart, edition, coding.model);
    return {
      trace,
      codes: codes.map(({ code, title, confidence, spans, assertion, path, rule }) => ({
        code,
        title,
        confidence,
        spans,
        assertion,
        path,
        rule,
      })),
    };
  }
  const trace = codeChart(chart, edition);
  const codes = trace.suggestions.map(({ code, title, confidence, evidence, assertion, path, guideline, mentions }) => {
    return { code, title, confidence, spans: evidence, assertion, path, guideline, mentions };
  });
  return { trace, codes };
}
