/**
 * Negation, time and person on the NegEx annotations: `COUNTERSIGN_REFERENCE_DIR=… node evals/negex.ts [--misses]`,
 * asked as `countersign assert` asks. Every row counts for every figure, the denied ones for "historical" too.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { assertConcept, type ConceptAssertion } from '#core/text/concept-assertion.ts';

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
  readonly said: ConceptAssertion;
}

interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly misses: readonly Judged[];
}

type Asked = Pick<ConceptAssertion, 'negation' | 'experiencer'> & { readonly temporality: string };
type Holds = (labels: Pick<Row, keyof Asked> | Asked) => boolean;

const isNegated: Holds = ({ negation }) => negation === 'Negated';
const isHistorical: Holds = ({ temporality }) => temporality === 'Historical';
const isSupposed: Holds = ({ temporality }) => temporality === 'Not particular';
const isOfAnother: Holds = ({ experiencer }) => experiencer !== 'Patient';
const FOLDS = 5;

export function readRows(directory: string): Row[] {
  const packed = readFileSync(join(directory, 'assertion', 'negex_rs_annotations.jsonl.gz'));
  return gunzipSync(packed)
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => Row.parse(JSON.parse(line)));
}

export function judge(row: Row): Judged {
  return { row, said: assertConcept(row.sentence, row.concept) };
}

export function score(judged: readonly Judged[], holds: Holds, claims: (one: Judged) => boolean = ({ said }) => holds(said)): Score {
  const hits = judged.filter((one) => holds(one.row) && claims(one)).length;
  const claimed = judged.filter(claims).length;
  const wanted = judged.filter(({ row }) => holds(row)).length;
  const precision = claimed === 0 ? 0 : hits / claimed;
  const recall = wanted === 0 ? 0 : hits / wanted;
  const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
  return { precision, recall, f1, misses: judged.filter((one) => holds(one.row) !== claims(one)) };
}

export function scores(directory: string): { rows: number; negation: Score; historical: Score; supposed: Score; another: Score } {
  const judged = readRows(directory).map(judge);
  return {
    rows: judged.length,
    negation: score(judged, isNegated),
    historical: score(judged, isHistorical),
    supposed: score(judged, isSupposed),
    another: score(judged, isOfAnother),
  };
}

/**
 * "Historical" with only those rules that other sentences bear out: a rule counts for a row where, on the sentences of
 * the other four folds, it is right at least once and at least as often as it is wrong.
 */
export function borneOut(judged: readonly Judged[]): Score {
  const fold = new Map(judged.map(({ row }) => [row.sentence, foldOf(row.sentence)]));
  const past = judged.filter(({ said }) => isHistorical(said));
  return score(judged, isHistorical, ({ row, said }) => {
    if (!isHistorical(said)) return false;
    const elsewhere = past.filter((other) => other.said.rule === said.rule && fold.get(other.row.sentence) !== fold.get(row.sentence));
    const right = elsewhere.filter((other) => isHistorical(other.row)).length;
    return right > 0 && right * 2 >= elsewhere.length;
  });
}

function foldOf(sentence: string): number {
  const key = sentence
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, ' ')
    .trim();
  return Number.parseInt(createHash('sha256').update(`fold:${key}`).digest('hex').slice(0, 8), 16) % FOLDS;
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
  const { rows, negation, historical, supposed, another } = scores(directory);
  console.log(`${rows} rows`);
  print('negated', negation, withMisses);
  print('historical', historical, withMisses);
  print('historical, by rules that sentences of other folds bear out', borneOut(readRows(directory).map(judge)), false);
  print('not particular', supposed, withMisses);
  print('not the patient', another, withMisses);
}

if (import.meta.main) main();
