import type { MentionModel } from '#core/coder/mentions/mention-model.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import type { EditionSource } from '#core/terminology/edition-source.ts';
import { codesOf, type FoundCode, type Stage } from '#app/bulk/code-line.ts';
import { lineChart } from '#app/bulk/line-chart.ts';
import type { NoteLine } from '#app/bulk/note-line.ts';
import type { Trace } from '#core/coder/trace.ts';

/** What a run scores: the edition, with its source where paths and titles are asked for. */
export interface EditionInUse {
  readonly edition: CompiledEdition;
  readonly source: EditionSource;
  /** What was learned of mentions, as it ships or without the documents that are scored. */
  readonly model: MentionModel;
}

type Said = Pick<NoteLine, 'text'> & Partial<Pick<NoteLine, 'setting' | 'sex'>>;

/** What the bulk command makes of one note of which nothing but the text is known. */
export function coded(
  { edition, model }: Omit<EditionInUse, 'source'>,
  said: Said,
  stage: Stage,
): { trace: Trace; codes: readonly FoundCode[] } {
  const note: NoteLine = { id: 'eval', setting: 'outpatient', sex: 'unknown', birthDate: undefined, serviceDate: undefined, ...said };
  return codesOf(lineChart(note, edition.head.to), edition, stage === 'set' ? { stage } : { stage, model });
}
