import { readGoldDocuments } from '../learning/gold-document.ts';
import { train } from '../learning/train.ts';
import { agreement, compare, type Counts } from '../scorers/agreement.ts';
import { bootstrap } from '../scorers/bootstrap.ts';
import { calibration, type Rated } from '../scorers/calibration.ts';
import type { CodedDocument } from '../gold/coded-documents.ts';
import type { Figure, SetResult } from '../figure.ts';
import { coded, type EditionInUse } from './edition-in-use.ts';
import { missReasons, type Reading } from './miss-reasons.ts';
import { chapterOf } from './titles.ts';

/** A document with what was predicted for it. */
export interface Predicted {
  readonly document: CodedDocument;
  readonly codes: ReadonlySet<string>;
}

export function countsOf({ document, codes }: Predicted): Counts {
  return compare(codes, document.gold);
}

/**
 * I4, I5 and I10: the documents at the stage of mentions, micro over pairs of document and code. Each is coded by what was learned from
 * the folds that it is not in; what ships has seen all of them, and is told beside.
 */
export function scoreDocuments(documents: readonly CodedDocument[], use: EditionInUse, reference: string): SetResult {
  const readings = heldOut(documents, use, reference);
  const seen = predictedBy(documents, use);
  const predicted = readings.map(({ document, codes }) => ({ document, codes: new Set(codes.map(({ code }) => code)) }));
  const rated = readings.flatMap(({ document, codes }) =>
    codes.map(({ code, confidence }): Rated => ({ confidence, right: document.gold.has(code) })),
  );
  const { error, bins } = calibration(rated);
  const rows = bins.map(({ size, confidence, right }) => [String(size), confidence.toFixed(3), right.toFixed(3)]);
  return {
    title: `I4 CodiEsp diagnoses, stage mentions, learned from the other folds: ${documents.length} documents, ${sum(documents)} pairs`,
    figures: [
      ...agreementFigures('I4', predicted, { f1: 0.55, precision: 0.7 }),
      ...agreementFigures('I4.seen', seen, { told: 'by what ships, which has seen them' }),
      spanFigure(readings),
      {
        id: 'I10.ece',
        says: 'calibration error of confidence',
        value: error,
        of: rated.length,
        bar: 0.05,
        smallerIsBetter: true,
        tolerance: 0.01,
      },
    ],
    tables: [
      groupTable('I4 by fold', predicted, ({ document }) => String(document.fold)),
      groupTable('I4 by specialty, by the words of the text', predicted, ({ document }) => document.specialty),
      chapterTable(predicted),
      { caption: 'I10 reliability', rows: [['codes', 'confidence', 'share right'], ...rows] },
    ],
    misses: missReasons(readings),
  };
}

function heldOut(documents: readonly CodedDocument[], use: EditionInUse, reference: string): Reading[] {
  const { reviewed } = use.model;
  const gold = readGoldDocuments(reference, use.edition, reviewed);
  const folds = [...new Set(documents.map(({ fold }) => fold))].toSorted((a, b) => a - b);
  return folds.flatMap((fold) => {
    const others = gold.filter((one) => one.fold + 1 !== fold);
    const { model } = train(others, use.edition, use.model.threshold);
    return documents
      .filter((document) => document.fold === fold)
      .map((document) => ({
        document,
        ...coded({ edition: use.edition, model: { ...model, reviewed } }, { text: document.text }, 'mentions'),
      }));
  });
}

function predictedBy(documents: readonly CodedDocument[], use: EditionInUse): Predicted[] {
  return documents.map((document) => ({
    document,
    codes: new Set(coded(use, { text: document.text }, 'mentions').codes.map(({ code }) => code)),
  }));
}

function sum(documents: readonly CodedDocument[]): number {
  return documents.reduce((total, { gold }) => total + gold.size, 0);
}

/** Precision, recall and F1; what is only `told` is held to no baseline. */
export function agreementFigures(
  id: string,
  predicted: readonly Predicted[],
  bars: { readonly f1?: number; readonly precision?: number; readonly told?: string },
): Figure[] {
  const counts = predicted.map(countsOf);
  const all = agreement(counts);
  return (['f1', 'precision', 'recall'] as const).map((name) => ({
    id: `${id}.${name}`,
    says: bars.told === undefined ? `${name}, micro` : `${name}, micro, ${bars.told}`,
    value: all[name],
    of: predicted.length,
    interval: bootstrap(counts, (drawn) => agreement(drawn)[name]),
    ...(bars.told === undefined && { tolerance: 0.005 }),
    ...(name !== 'recall' && bars[name] !== undefined && { bar: bars[name] }),
  }));
}

function spanFigure(readings: readonly Reading[]): Figure {
  const spans = readings.flatMap(({ document, codes }) =>
    codes.map(
      ({ spans }) => spans.length > 0 && spans.every(({ start, end, text }) => text !== '' && document.text.slice(start, end) === text),
    ),
  );
  const right = spans.filter(Boolean).length;
  return {
    id: 'I5.spans',
    says: 'codes whose words stand in the text',
    value: right / Math.max(1, spans.length),
    of: spans.length,
    bar: 1,
    tolerance: 0,
  };
}

function groupTable(caption: string, predicted: readonly Predicted[], groupOf: (one: Predicted) => string): SetResult['tables'][number] {
  const groups = [...new Set(predicted.map(groupOf))].toSorted();
  const rows = groups.map((group) => {
    const own = predicted.filter((one) => groupOf(one) === group).map(countsOf);
    const { gold, precision, recall, f1 } = agreement(own);
    const { low, high } = bootstrap(own, (drawn) => agreement(drawn).f1, 300);
    return [
      group,
      String(own.length),
      String(gold),
      ...[precision, recall, f1].map((one) => one.toFixed(3)),
      `${low.toFixed(3)}-${high.toFixed(3)}`,
    ];
  });
  return { caption, rows: [['', 'documents', 'pairs', 'precision', 'recall', 'F1', '95%'], ...rows] };
}

function chapterTable(predicted: readonly Predicted[]): SetResult['tables'][number] {
  const only = (codes: ReadonlySet<string>, letter: string): Set<string> =>
    new Set([...codes].filter((code) => chapterOf(code) === letter));
  const letters = [...new Set(predicted.flatMap(({ document, codes }) => [...document.gold, ...codes].map(chapterOf)))].toSorted();
  const rows = letters.map((letter) => {
    const counts = predicted.map(({ document, codes }) => compare(only(codes, letter), only(document.gold, letter)));
    const all = agreement(counts);
    const { low, high } = bootstrap(counts, (drawn) => agreement(drawn).f1, 300);
    return [
      letter,
      String(all.gold),
      ...[all.precision, all.recall, all.f1].map((one) => one.toFixed(3)),
      `${low.toFixed(3)}-${high.toFixed(3)}`,
    ];
  });
  return { caption: 'I4 by chapter (first letter)', rows: [['', 'pairs', 'precision', 'recall', 'F1', '95%'], ...rows] };
}
