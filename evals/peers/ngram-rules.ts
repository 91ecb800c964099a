import type { CodedDocument } from '../gold/coded-documents.ts';
import { agreement, compare } from '../scorers/agreement.ts';
import { sentencesOf, wordsOf, type Peer } from './peer.ts';

const LONGEST = 4;
const FEWEST_DOCUMENTS = 2;
/** Added to the documents that say an n-gram, so that two of two are no certainty. */
const DOUBT = 2;
const PRECISIONS = [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7];
/** A denial of the simplest kind, before the words. */
const DENIALS = new Set(['no', 'not', 'without', 'denies', 'denied', 'negative']);
const DENIED_WITHIN = 5;

interface Rule {
  readonly code: string;
  readonly precision: number;
}

type Grams = (document: CodedDocument) => ReadonlySet<number>;

/** Rules mined from gold codes: an n-gram of one to four words stands for a code where most documents that say it have the code. */
export function ngramRules(): Peer {
  const grams = gramReader();
  return {
    id: 'peer.ngrams',
    says: 'n-gram rules mined on the other folds',
    learn(training) {
      // The threshold is chosen where nothing was mined: on each half of the training folds by rules of the other.
      const [one = [], other = []] = [0, 1].map((half) => training.filter((_, at) => at % 2 === half));
      const trials = [
        { rules: mine(one, grams), held: other },
        { rules: mine(other, grams), held: one },
      ];
      const scored = PRECISIONS.map((precision) => ({
        precision,
        f1: agreement(
          trials.flatMap(({ rules, held }) => held.map((document) => compare(predict(grams(document), rules, precision), document.gold))),
        ).f1,
      }));
      const { precision } = scored.reduce((a, b) => (b.f1 > a.f1 ? b : a));
      const rules = mine(training, grams);
      return (document) => predict(grams(document), rules, precision);
    },
  };
}

function predict(grams: ReadonlySet<number>, rules: ReadonlyMap<number, Rule>, least: number): Set<string> {
  const found = new Set<string>();
  for (const gram of grams) {
    const rule = rules.get(gram);
    if (rule !== undefined && rule.precision >= least) found.add(rule.code);
  }
  return found;
}

function mine(documents: readonly CodedDocument[], grams: Grams): Map<number, Rule> {
  const said = new Map<number, number>();
  for (const document of documents) for (const gram of grams(document)) said.set(gram, (said.get(gram) ?? 0) + 1);
  const codes = new Map<number, Map<string, number>>();
  for (const document of documents) {
    for (const gram of grams(document)) {
      if ((said.get(gram) ?? 0) < FEWEST_DOCUMENTS) continue;
      const counted = codes.get(gram) ?? new Map<string, number>();
      codes.set(gram, counted);
      for (const code of document.gold) counted.set(code, (counted.get(code) ?? 0) + 1);
    }
  }
  const rules = new Map<number, Rule>();
  for (const [gram, counted] of codes) {
    const [code, times] = [...counted].reduce((a, b) => (b[1] > a[1] ? b : a), ['', 0]);
    if (times >= FEWEST_DOCUMENTS) rules.set(gram, { code, precision: times / ((said.get(gram) ?? 0) + DOUBT) });
  }
  return rules;
}

/** The n-grams of a document that are not denied, as numbers: the same one for the same words. */
function gramReader(): Grams {
  const numbers = new Map<string, number>();
  const known = new Map<string, ReadonlySet<number>>();
  const numberOf = (gram: string): number => {
    const number = numbers.get(gram) ?? numbers.size;
    numbers.set(gram, number);
    return number;
  };
  return ({ id, text }) => {
    const held = known.get(id);
    if (held !== undefined) return held;
    const grams = new Set<number>();
    for (const words of sentencesOf(text).map(wordsOf)) {
      for (let at = 0; at < words.length; at += 1) {
        if (words.slice(Math.max(0, at - DENIED_WITHIN), at).some((word) => DENIALS.has(word))) continue;
        for (let size = 1; size <= Math.min(LONGEST, words.length - at); size += 1)
          grams.add(numberOf(words.slice(at, at + size).join(' ')));
      }
    }
    known.set(id, grams);
    return grams;
  };
}
