import type { Finding } from '#core/coder/mentions/finding.ts';
import type { Counted, MentionModel } from '#core/coder/mentions/mention-model.ts';
import type { GoldDocument } from './gold-document.ts';

export interface Record extends Counted {
  readonly key: string;
  readonly code: string;
}

/** What a set of documents teaches: how often each term led to a code that the coders gave, and beside which words they gave which. */
export interface Records {
  readonly documents: number;
  readonly terms: ReadonlyMap<string, Counted>;
  readonly learned: ReadonlyMap<string, readonly Record[]>;
}

/** Words and evidence belong together when they stand within this share of the document of each other. */
const NEAR = 0.1;
const LEAST_RIGHT = 2;
const LEAST_SHARE = 0.2;
/** Longer words are kept only where they tell more than the shorter ones inside them. */
const TELLS_MORE = 0.1;

const joined = (key: string, code: string): string => `${key}\t${code}`;

export function countRecords(documents: readonly GoldDocument[]): Records {
  const terms = new Map<string, { seen: number; right: number }>();
  const seen = new Map<string, number>();
  const right = new Map<string, number>();
  const documentsWith = new Map<string, number>();
  const add = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  for (const document of documents) {
    for (const key of new Set(document.findings.filter(counts).map((one) => joined(one.key, one.code)))) {
      const held = terms.get(key) ?? { seen: 0, right: 0 };
      const code = key.slice(key.indexOf('\t') + 1);
      terms.set(key, { seen: held.seen + 1, right: held.right + (document.gold.has(code) ? 1 : 0) });
    }
    for (const code of document.gold) add(documentsWith, code);
    for (const words of document.rows.keys()) add(seen, words);
    for (const key of rightRows(document)) add(right, key);
  }
  return {
    documents: documents.length,
    terms,
    learned: keepTelling(right, seen, (code) => (documentsWith.get(code) ?? 0) / documents.length),
  };
}

/** What is denied, or said of another, teaches nothing. */
function counts({ status }: Finding): boolean {
  return status === 'present' || status === 'possible' || status === 'historical';
}

/** `words code` of a document for words that stand where the coders saw the code. */
export function rightRows({ rows, gold, seenAt }: GoldDocument): string[] {
  const found: string[] = [];
  for (const [code, places] of seenAt) {
    if (!gold.has(code)) continue;
    for (const [words, said] of rows) {
      if (said.some(({ at }) => places.some((place) => Math.abs(at - place) < NEAR))) found.push(joined(words, code));
    }
  }
  return found;
}

function keepTelling(
  right: ReadonlyMap<string, number>,
  seen: ReadonlyMap<string, number>,
  commonness: (code: string) => number,
): Map<string, Record[]> {
  const share = (words: string, code: string): number => (right.get(joined(words, code)) ?? 0) / (seen.get(words) ?? 1);
  const learned = new Map<string, Record[]>();
  for (const [key, count] of right) {
    const [words = '', code = ''] = key.split('\t');
    const of = seen.get(words) ?? 1;
    if (count < LEAST_RIGHT || count / of < LEAST_SHARE) continue;
    if (NUMERAL.test(words) || isChance(count, of, commonness(code))) continue;
    if (shorterRows(words).some((shorter) => share(shorter, code) >= count / of - TELLS_MORE)) continue;
    const held = learned.get(words) ?? [];
    learned.set(words, [...held, { key: words, code, seen: of, right: count }]);
  }
  return learned;
}

/** An age, a year or a measure says nothing of a condition. */
const NUMERAL = /(?:^| )\d{2,}(?: |$)|\byear\b/u;
/** How likely a row of words stands beside a code by chance, for it to be kept. */
const CHANCE = 1e-4;
/** Words of a document that have nothing to do with a code still stand near it as often as this. */
const NEAR_BY_CHANCE = 0.35;

/** True where that many of the documents with the words would have the code near them by chance (binomial tail). */
function isChance(right: number, seen: number, commonness: number): boolean {
  const share = Math.min(0.9, commonness * NEAR_BY_CHANCE);
  let term = 1;
  for (let at = 0; at < right; at += 1) term *= ((seen - at) / (at + 1)) * share;
  let tail = 0;
  for (let count = right; count <= seen; count += 1) {
    tail += term * (1 - share) ** (seen - count);
    term *= ((seen - count) / (count + 1)) * share;
  }
  return tail > CHANCE;
}

function shorterRows(words: string): string[] {
  const parts = words.split(' ');
  const shorter: string[] = [];
  for (let length = 1; length < parts.length; length += 1) {
    for (let at = 0; at + length <= parts.length; at += 1) shorter.push(parts.slice(at, at + length).join(' '));
  }
  return shorter;
}

type Counts = Pick<MentionModel, 'terms' | 'learned'>;

/** The records as the coder asks them. */
export function asCounts({ terms, learned }: Records): Counts {
  return {
    terms: (key, code) => terms.get(joined(key, code)),
    learned: (words) => learned.get(words) ?? [],
  };
}

/** The records as if one of the documents had not been counted, so that a document does not teach about itself. */
export function countsWithout(document: GoldDocument, records: Records): Counts {
  const all = asCounts(records);
  const own = new Set(rightRows(document));
  return {
    terms(key, code) {
      const found = all.terms(key, code);
      if (found === undefined) return undefined;
      return { seen: Math.max(0, found.seen - 1), right: Math.max(0, found.right - (document.gold.has(code) ? 1 : 0)) };
    },
    learned: (words) =>
      all.learned(words).flatMap((record) => {
        const seen = record.seen - (document.rows.has(words) ? 1 : 0);
        const right = record.right - (own.has(joined(words, record.code)) ? 1 : 0);
        return right < LEAST_RIGHT || right < LEAST_SHARE * seen ? [] : { ...record, seen, right };
      }),
  };
}

/** All findings of a document: those of terms and statements, and the words that `counts` has learned. */
export function findingsWith(document: GoldDocument, counted: Pick<MentionModel, 'learned'>, find: (code: string) => boolean): Finding[] {
  const found = document.findings.filter(counts);
  for (const [words, said] of document.rows) {
    for (const { code } of counted.learned(words)) {
      if (!find(code)) continue;
      for (const { finding } of said) {
        const whole = { ...finding, code };
        if (counts(whole)) found.push(whole);
      }
    }
  }
  return found;
}
