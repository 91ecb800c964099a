import type { CodedDocument } from '../gold/coded-documents.ts';
import { agreement, compare } from '../scorers/agreement.ts';
import { sentencesOf, wordsOf, type Peer } from './peer.ts';

const LONGEST = 4;
const FEWEST_DOCUMENTS = 2;
const PRECISIONS = [0.4, 0.5, 0.6, 0.7, 0.8];
/** A denial of the simplest kind, before the words. */
const DENIED = /\b(?:no|not|without|denie[sd]|negative)\b/;

interface Rule {
  readonly code: string;
  readonly precision: number;
}

/** Rules mined from gold codes: an n-gram stands for a code where most documents that say it have the code. */
export function ngramRules(): Peer {
  return {
    id: 'peer.ngrams',
    says: 'n-gram rules mined on the other folds',
    learn(training) {
      const halves = [0, 1].map((half) => training.filter((_, at) => at % 2 === half));
      // The threshold is chosen where it was not mined: on each half of the training folds by rules of the other.
      const scored = PRECISIONS.map((precision) => ({ precision, f1: scoreOf(precision, halves) }));
      const { precision } = scored.reduce((a, b) => (b.f1 > a.f1 ? b : a));
      return predictor(mine(training), precision);
    },
  };
}

function scoreOf(precision: number, [one = [], other = []]: readonly (readonly CodedDocument[])[]): number {
  const counts = (
    [
      [one, other],
      [other, one],
    ] as const
  ).flatMap(([mined, held]) => {
    const predict = predictor(mine(mined), precision);
    return held.map((document) => compare(predict(document), document.gold));
  });
  return agreement(counts).f1;
}

function predictor(rules: ReadonlyMap<string, Rule>, least: number): (document: CodedDocument) => Set<string> {
  return (document) => {
    const found = new Set<string>();
    for (const gram of gramsOf(document)) {
      const rule = rules.get(gram);
      if (rule !== undefined && rule.precision >= least) found.add(rule.code);
    }
    return found;
  };
}

function mine(documents: readonly CodedDocument[]): Map<string, Rule> {
  const seen = new Map<string, { documents: number; codes: Map<string, number> }>();
  for (const document of documents) {
    for (const gram of gramsOf(document)) {
      const held = seen.get(gram) ?? { documents: 0, codes: new Map<string, number>() };
      held.documents += 1;
      for (const code of document.gold) held.codes.set(code, (held.codes.get(code) ?? 0) + 1);
      seen.set(gram, held);
    }
  }
  const rules = new Map<string, Rule>();
  for (const [gram, { documents: count, codes }] of seen) {
    if (count < FEWEST_DOCUMENTS) continue;
    const [code, times] = [...codes].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0]);
    if (times >= FEWEST_DOCUMENTS) rules.set(gram, { code, precision: times / count });
  }
  return rules;
}

const known = new WeakMap<CodedDocument, ReadonlySet<string>>();

function gramsOf(document: CodedDocument): ReadonlySet<string> {
  const held = known.get(document);
  if (held !== undefined) return held;
  const grams = new Set<string>();
  for (const sentence of sentencesOf(document.text)) {
    const words = wordsOf(sentence);
    for (let at = 0; at < words.length; at += 1) {
      if (DENIED.test(words.slice(Math.max(0, at - 5), at).join(' '))) continue;
      for (let size = 1; size <= Math.min(LONGEST, words.length - at); size += 1) grams.add(words.slice(at, at + size).join(' '));
    }
  }
  known.set(document, grams);
  return grams;
}
