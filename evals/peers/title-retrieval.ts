import type { CodeRow } from '#core/terminology/edition-source.ts';
import type { CodedDocument } from '../gold/coded-documents.ts';
import { agreement, compare } from '../scorers/agreement.ts';
import { sentencesOf, wordsOf, type Peer } from './peer.ts';

const K1 = 1.2;
const B = 0.75;
/** Shares of a title's own best score that a sentence must reach. */
const THRESHOLDS = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

interface Hit {
  readonly code: string;
  readonly share: number;
}

/** Retrieval over titles: BM25, the best title of each sentence, above a threshold that is tuned on the other folds. */
export function titleRetrieval(codes: readonly CodeRow[]): Peer {
  const best = bm25(codes.filter(({ billable }) => billable));
  const known = new Map<string, readonly Hit[]>();
  const hitsOf = ({ id, text }: CodedDocument): readonly Hit[] => {
    const hits = known.get(id) ?? sentencesOf(text).flatMap((sentence) => best(wordsOf(sentence)) ?? []);
    known.set(id, hits);
    return hits;
  };
  const above = (document: CodedDocument, threshold: number): Set<string> =>
    new Set(hitsOf(document).flatMap(({ code, share }) => (share >= threshold ? code : [])));
  return {
    id: 'peer.retrieval',
    says: 'retrieval over titles (BM25)',
    learn(training) {
      const scored = THRESHOLDS.map((threshold) => ({
        threshold,
        f1: agreement(training.map((document) => compare(above(document, threshold), document.gold))).f1,
      }));
      const { threshold } = scored.reduce((a, b) => (b.f1 > a.f1 ? b : a));
      return (document) => above(document, threshold);
    },
  };
}

/** The title that scores best for some words, with the share of the score that the title has for itself. */
function bm25(rows: readonly CodeRow[]): (words: readonly string[]) => Hit | undefined {
  const titles = rows.map(({ title }) => [...new Set(wordsOf(title))]);
  const average = titles.reduce((sum, words) => sum + words.length, 0) / titles.length;
  const postings = new Map<string, number[]>();
  titles.forEach((words, at) => {
    for (const word of words) {
      const held = postings.get(word);
      if (held === undefined) postings.set(word, [at]);
      else held.push(at);
    }
  });
  const idf = (word: string): number => {
    const df = postings.get(word)?.length ?? 0;
    return Math.log(1 + (rows.length - df + 0.5) / (df + 0.5));
  };
  const weight = (word: string, at: number): number =>
    (idf(word) * (K1 + 1)) / (1 + K1 * (1 - B + (B * (titles[at]?.length ?? 0)) / average));
  const own = titles.map((words, at) => words.reduce((sum, word) => sum + weight(word, at), 0));
  const scores = new Float64Array(rows.length);
  return (words) => {
    const touched: number[] = [];
    for (const word of new Set(words)) {
      for (const at of postings.get(word) ?? []) {
        if (scores[at] === 0) touched.push(at);
        scores[at] = (scores[at] ?? 0) + weight(word, at);
      }
    }
    let top = -1;
    for (const at of touched) if (top === -1 || (scores[at] ?? 0) > (scores[top] ?? 0)) top = at;
    const share = top === -1 ? 0 : (scores[top] ?? 0) / (own[top] ?? 1);
    for (const at of touched) scores[at] = 0;
    const code = rows[top]?.code;
    return code === undefined ? undefined : { code, share };
  };
}
