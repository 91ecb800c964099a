import { join } from 'node:path';
import { z } from 'zod';
import { assertConcept, type ConceptAssertion } from '#core/text/concept-assertion.ts';
import { foldOf, readGold } from '../gold/read-gold.ts';
import { agreement, type Agreement, type Counts } from '../scorers/agreement.ts';
import { bootstrap } from '../scorers/bootstrap.ts';
import type { Figure, SetResult } from '../figure.ts';
import { worst } from './worst.ts';

const Row = z.object({
  id: z.string(),
  concept: z.string(),
  sentence: z.string(),
  negation: z.string(),
  temporality: z.string(),
  experiencer: z.string(),
});

interface Judged {
  readonly row: z.infer<typeof Row>;
  readonly said: ConceptAssertion;
}

interface Label {
  readonly id: string;
  readonly says: string;
  readonly field: 'negation' | 'temporality';
  readonly value: string;
  readonly f1: number;
  readonly precision?: number;
}

const LABELS: readonly Label[] = [
  { id: 'I3.negation', says: 'negated', field: 'negation', value: 'Negated', f1: 0.96, precision: 0.96 },
  { id: 'I3.historical', says: 'historical', field: 'temporality', value: 'Historical', f1: 0.8 },
];

/** I3: negation and history on the NegEx annotations, every row counted. */
export function scoreAssertions(reference: string): SetResult | undefined {
  const rows = readGold(join(reference, 'assertion', 'negex_rs_annotations.jsonl.gz'), Row);
  if (rows === undefined) return undefined;
  const judged = rows.map((row) => ({ row, said: assertConcept(row.sentence, row.concept) }));
  const wrong = judged.filter(({ row, said }) => LABELS.some((label) => isSo(label, row[label.field]) !== isSo(label, said[label.field])));
  return {
    title: `I3 negation and history: ${rows.length} rows`,
    figures: LABELS.flatMap((label) => figuresOf(label, judged)),
    tables: LABELS.map((label) => foldTable(label, judged)),
    misses: worst(wrong, ({ said, row }) => `${said.rule} ${row.negation} ${row.temporality}`).map(
      ({ row, said }) => `${row.id} wanted ${row.negation}, ${row.temporality}; said ${said.negation}, ${said.temporality} by ${said.rule}`,
    ),
  };
}

const isSo = ({ value }: Label, said: string): boolean => said === value;

function count(label: Label, { row, said }: Judged): Counts {
  const [gold, predicted] = [isSo(label, row[label.field]), isSo(label, said[label.field])];
  return { hits: gold && predicted ? 1 : 0, predicted: predicted ? 1 : 0, gold: gold ? 1 : 0 };
}

function figuresOf(label: Label, judged: readonly Judged[]): Figure[] {
  const counts = judged.map((one) => count(label, one));
  const { f1, precision, recall } = agreement(counts);
  const figure = (name: keyof Agreement, value: number, bar?: number): Figure => ({
    id: `${label.id}.${name}`,
    says: `${label.says}, ${name}`,
    value,
    of: judged.length,
    interval: bootstrap(counts, (drawn) => agreement(drawn)[name]),
    tolerance: 0.01,
    ...(bar !== undefined && { bar }),
  });
  return [figure('f1', f1, label.f1), figure('precision', precision, label.precision), figure('recall', recall)];
}

function foldTable(label: Label, judged: readonly Judged[]): SetResult['tables'][number] {
  const folds = [1, 2, 3, 4, 5].map((fold) => {
    const { gold, precision, recall, f1 } = agreement(
      judged.filter(({ row }) => foldOf(row.sentence) === fold).map((one) => count(label, one)),
    );
    return [String(fold), String(gold), ...[precision, recall, f1].map((one) => one.toFixed(4))];
  });
  return { caption: `${label.id} by fold`, rows: [['fold', 'gold', 'precision', 'recall', 'F1'], ...folds] };
}
