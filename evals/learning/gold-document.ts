import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { Chart } from '#core/chart/chart.ts';
import { codeChart } from '#core/coder/code-chart.ts';
import type { Finding } from '#core/coder/mentions/finding.ts';
import type { MentionModel } from '#core/coder/mentions/mention-model.ts';
import { gatherFindings, rowsOfWords } from '#core/coder/mentions/gather-findings.ts';
import { documentWords } from '#core/coder/words/document-words.ts';
import { readDocuments } from '#core/coder/documents/read-documents.ts';
import { charactersOf, sentenceRanges } from '#core/coder/words/scan-words.ts';
import { assertionOf } from '#core/text/assertion.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';

const Line = z.looseObject({
  id: z.string(),
  text_en: z.string(),
  text_es: z.string(),
  billable_fy2026: z.array(z.string()),
  evidence: z.array(z.looseObject({ type: z.string(), code: z.string(), spans_es: z.array(z.tuple([z.number(), z.number()])) })),
});
type Line = z.infer<typeof Line>;

/** A document of the gold set, with everything in it that could speak for a code. */
export interface GoldDocument {
  readonly id: string;
  /** 0 to 4, by the document's id. */
  readonly fold: number;
  readonly gold: ReadonlySet<string>;
  /** Findings of terms and statements. */
  readonly findings: readonly Finding[];
  /** Rows of one to four words with where and how they are said. */
  readonly rows: ReadonlyMap<string, readonly RowSaid[]>;
  /** Where in the document, from 0 to 1, the coders saw each code. */
  readonly seenAt: ReadonlyMap<string, readonly number[]>;
}

export interface RowSaid {
  readonly at: number;
  readonly finding: Omit<Finding, 'code'>;
}

type Reviewed = MentionModel['reviewed'];

export const FOLDS = 5;

export function foldOf(id: string): number {
  return Number.parseInt(createHash('sha256').update(`fold${id}`).digest('hex').slice(0, 8), 16) % FOLDS;
}

export function readGoldDocuments(reference: string, edition: CompiledEdition, reviewed: Reviewed): GoldDocument[] {
  const text = gunzipSync(readFileSync(join(reference, 'clinical_coding/codiesp.jsonl.gz'))).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => read(Line.parse(JSON.parse(line)), edition, reviewed));
}

function read(line: Line, edition: CompiledEdition, reviewed: Reviewed): GoldDocument {
  const chart = chartOf(line.id, line.text_en);
  const trace = codeChart(chart, edition);
  const [source] = readDocuments(chart).read;
  if (source === undefined) throw new Error(`${line.id} was not read`);
  const seenAt = new Map<string, number[]>();
  for (const { type, code, spans_es: spans } of line.evidence) {
    const at = spans[0]?.[0];
    if (type !== 'DIAGNOSTICO' || at === undefined) continue;
    seenAt.set(code, [...(seenAt.get(code) ?? []), at / line.text_es.length]);
  }
  return {
    id: line.id,
    fold: foldOf(line.id),
    gold: new Set(line.billable_fy2026),
    findings: gatherFindings(source, trace.mentions, edition, { learned: () => [], reviewed }),
    rows: rowsIn(source, edition),
    seenAt,
  };
}

export function chartOf(id: string, text: string): Chart {
  const sha256 = createHash('sha256').update(text).digest('hex');
  const encounter = `E-${sha256.slice(0, 16)}`;
  const document = { id: `D-${sha256.slice(0, 16)}`, encounter, type: 'other', title: 'Note', role: 'provider', status: 'final' };
  return Chart.parse({
    encounter: { id: encounter, setting: 'outpatient', start: '2026-03-10', end: '2026-03-10' },
    patient: { id, sex: 'unknown' },
    documents: [{ ...document, date: '2026-03-10', sha256, text }],
    observations: [],
    claims: [],
    version: sha256,
  });
}

type Source = ReturnType<typeof readDocuments>['read'][number];

function rowsIn(source: Source, edition: CompiledEdition): Map<string, RowSaid[]> {
  const { text } = source.document;
  const { words, forms } = documentWords(source, edition);
  const rows = new Map<string, RowSaid[]>();
  for (const { sentence, range: sentenceWords } of sentenceRanges(words, source.reading.sentences)) {
    for (const row of rowsOfWords(forms, sentenceWords)) {
      const range = charactersOf(words, row);
      const { status, rule } = assertionOf(source.reading, sentence, range);
      const said = {
        source: 'learned',
        key: row.key,
        path: '',
        range,
        section: sentence.section.kind,
        status,
        rule,
        words: row.words,
      } as const;
      const finding = { ...said, extra: 0, chosen: true, nested: false, whole: false, letter: false, table: false };
      rows.set(row.key, [...(rows.get(row.key) ?? []), { at: range.start / text.length, finding }]);
    }
  }
  return rows;
}
