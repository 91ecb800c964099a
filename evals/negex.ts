/**
 * Negation and history on the NegEx annotations: `COUNTERSIGN_REFERENCE_DIR=… node evals/negex.ts [--misses]`.
 * The set has no "possible"; a condition that is only possible counts as affirmed, as its annotators had it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { assertionOf, type AssertedStatus } from '#core/text/assertion.ts';
import type { Range } from '#core/text/reading.ts';
import { readNote } from '#core/text/read-note.ts';

const Row = z.object({
  id: z.string(),
  concept: z.string(),
  sentence: z.string(),
  negation: z.enum(['Affirmed', 'Negated']),
  temporality: z.string(),
  experiencer: z.string(),
});
type Row = z.infer<typeof Row>;

interface Judged {
  readonly row: Row;
  readonly said: AssertedStatus;
}

interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly misses: readonly Judged[];
}

export function readRows(directory: string): Row[] {
  const packed = readFileSync(join(directory, 'assertion', 'negex_rs_annotations.jsonl.gz'));
  return gunzipSync(packed)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Row.parse(JSON.parse(line)));
}

/** Finds the concept, which stands in capitals in its sentence, and asks how it is asserted. */
export function judge(row: Row): Judged {
  const target = locate(row);
  const reading = readNote(row.sentence);
  const whole = { start: 0, end: row.sentence.length };
  const sentence = reading.sentences.find(({ start, end }) => start <= target.start && target.end <= end);
  const section = reading.sections[0];
  if (sentence !== undefined) return { row, said: assertionOf(reading, sentence, target) };
  if (section === undefined) return { row, said: { status: 'present', rule: 'assert.present.default' } };
  return { row, said: assertionOf(reading, { ...whole, section, item: false }, target) };
}

function locate({ concept, sentence }: Row): Range {
  const exact = sentence.indexOf(concept.toUpperCase());
  const start = exact === -1 ? sentence.toLowerCase().indexOf(concept.toLowerCase()) : exact;
  return { start: Math.max(0, start), end: Math.max(0, start) + concept.length };
}

export function score(judged: readonly Judged[], gold: (row: Row) => boolean, predicted: (said: AssertedStatus) => boolean): Score {
  const hits = judged.filter(({ row, said }) => gold(row) && predicted(said)).length;
  const claimed = judged.filter(({ said }) => predicted(said)).length;
  const wanted = judged.filter(({ row }) => gold(row)).length;
  const precision = claimed === 0 ? 0 : hits / claimed;
  const recall = wanted === 0 ? 0 : hits / wanted;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1, misses: judged.filter(({ row, said }) => gold(row) !== predicted(said)) };
}

export function scores(directory: string): { rows: number; negation: Score; historical: Score } {
  const judged = readRows(directory).map(judge);
  return {
    rows: judged.length,
    negation: score(
      judged,
      ({ negation }) => negation === 'Negated',
      ({ status }) => status === 'negated',
    ),
    historical: score(
      judged.filter(({ row, said }) => row.experiencer === 'Patient' && row.negation === 'Affirmed' && said.status !== 'negated'),
      ({ temporality }) => temporality === 'Historical',
      ({ status, rule }) => status === 'historical' || rule === 'assert.present.medical-history',
    ),
  };
}

function print(name: string, { precision, recall, f1, misses }: Score, withMisses: boolean): void {
  console.log(`${name}: precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}  F1 ${f1.toFixed(4)}  misses ${misses.length}`);
  if (!withMisses) return;
  for (const { row, said } of misses) {
    const sentence = row.sentence.replace(/\s+/gu, ' ');
    console.log(`  ${row.id} ${row.negation}/${row.temporality}, said ${said.rule}: ${row.concept.replace(/\s+/gu, ' ')} | ${sentence}`);
  }
}

function main(): void {
  const directory = process.env['COUNTERSIGN_REFERENCE_DIR'];
  if (directory === undefined || directory === '') {
    console.error('Set COUNTERSIGN_REFERENCE_DIR to the folder of reference data.');
    process.exitCode = 2;
    return;
  }
  const withMisses = process.argv.includes('--misses');
  const { rows, negation, historical } = scores(directory);
  console.log(`${rows} rows`);
  print('negation', negation, withMisses);
  print("historical, among what is not denied and the patient's", historical, withMisses);
}

if (import.meta.main) main();
