import { rateFindings } from '#core/coder/mentions/code-mentions.ts';
import type { MentionModel } from '#core/coder/mentions/mention-model.ts';
import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { asCounts, countRecords, countsWithout, findingsWith, type Records } from './count-records.ts';
import type { GoldDocument } from './gold-document.ts';
import { fitLogistic } from './logistic-regression.ts';

export interface Trained {
  readonly records: Records;
  readonly model: MentionModel;
}

/** One code that was rated on a document which taught nothing about it. */
export interface Rated {
  readonly document: string;
  readonly code: string;
  readonly confidence: number;
  readonly right: boolean;
}

const UNFITTED = { v: 1, trained: '', documents: 1, threshold: 0, bias: 0, weights: {} } as const;

/** Learns from documents: counts over all of them, and weights from each rated by the counts of the others. */
export function train(documents: readonly GoldDocument[], edition: CompiledEdition, threshold: number): Trained {
  const records = countRecords(documents);
  const billable = (code: string): boolean => edition.code(code)?.billable === true;
  let names: string[] = [];
  const rows = documents.flatMap((document) => {
    const counted = countsWithout(document, records);
    const model: MentionModel = { ...UNFITTED, ...counted, reviewed: () => [] };
    const rated = rateFindings(findingsWith(document, model, billable), edition, model);
    return rated
      .filter(({ code }) => isInGold(code))
      .map(({ code, features }) => {
        names = Object.keys(features);
        return { values: Object.values(features), holds: document.gold.has(code) };
      });
  });
  const { bias, weights } = fitLogistic(rows);
  const named = Object.fromEntries(names.map((name, at) => [name, rounded(weights[at] ?? 0)]));
  return {
    records,
    model: {
      ...UNFITTED,
      ...asCounts(records),
      reviewed: () => [],
      documents: documents.length,
      threshold,
      bias: rounded(bias),
      weights: named,
    },
  };
}

/** Rates the documents of each fold by what the other folds teach. */
export function crossValidate(documents: readonly GoldDocument[], edition: CompiledEdition, folds: number): Rated[] {
  const billable = (code: string): boolean => edition.code(code)?.billable === true;
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const { model } = train(
      documents.filter((document) => document.fold !== fold),
      edition,
      0,
    );
    return documents
      .filter((document) => document.fold === fold)
      .flatMap((document) =>
        rateFindings(findingsWith(document, model, billable), edition, model)
          .filter(({ findings }) => findings.some(({ source }) => source !== 'learned'))
          .map(({ code, confidence }) => ({ document: document.id, code, confidence, right: document.gold.has(code) })),
      );
  });
}

/**
 * The codes of the gold set are those that stand as they were written in 2018: injuries and external causes without their seventh
 * character are not among them, so that a code found in their chapters is neither right nor wrong.
 */
function isInGold(code: string): boolean {
  return !/^[STV-Y]/.test(code);
}

function rounded(weight: number): number {
  return Number(weight.toFixed(5));
}
