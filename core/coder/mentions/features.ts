import { categoryOf } from '../../codes.ts';
import type { Finding } from './finding.ts';
import type { MentionModel } from './mention-model.ts';

/** What speaks for and against one code in one document, by name; each can be read off the findings and the counts. */
export type Features = Readonly<Record<string, number>>;

export interface FeatureContext {
  readonly model: Pick<MentionModel, 'terms' | 'learned'>;
  readonly title: (code: string) => string;
  /** Codes found in the document, by category. */
  readonly inCategory: ReadonlyMap<string, number>;
}

/** Before anything is seen of a term it is right as often as this, with the weight of so many documents. */
const PRIOR = 0.4;
const PRIOR_WEIGHT = 1.5;

export function featuresOf(code: string, findings: readonly Finding[], context: FeatureContext): Features {
  const terms = findings.filter(({ source }) => source !== 'learned');
  const learned = findings.filter(({ source }) => source === 'learned');
  const title = context.title(code).toLowerCase();
  return {
    ...fromTerms(code, terms, context.model),
    ...fromLearned(code, learned, context.model),
    ...fromAssertion(terms.length > 0 ? terms : learned),
    ...fromStatements(terms),
    inCategory: Math.log(context.inCategory.get(categoryOf(code)) ?? 1),
    unspecified: flag(title.includes('unspecified')),
    other: flag(title.includes('other')),
    short: flag(code.length <= 5),
  };
}

function fromTerms(code: string, terms: readonly Finding[], { terms: recordOf }: Pick<MentionModel, 'terms'>): Features {
  let best = -Infinity;
  let seen = 0;
  let most = 0;
  for (const key of new Set(terms.map((term) => term.key))) {
    const record = recordOf(key, code) ?? { seen: 0, right: 0 };
    const odds = logOdds((record.right + PRIOR * PRIOR_WEIGHT) / (record.seen + PRIOR_WEIGHT));
    most = Math.max(most, record.seen);
    if (odds > best) {
      best = odds;
      seen = record.seen;
    }
  }
  const none = terms.length === 0;
  return {
    termOdds: none ? 0 : best,
    noTerm: flag(none),
    termSeen: Math.log1p(seen),
    termNew: flag(!none && most === 0),
    places: Math.log1p(new Set(terms.map(({ range }) => range.start)).size),
  };
}

function fromLearned(code: string, findings: readonly Finding[], { learned }: Pick<MentionModel, 'learned'>): Features {
  let best: { odds: number; right: number; words: number; score: number } | undefined;
  for (const { key, words } of findings) {
    const record = learned(key).find((one) => one.code === code);
    if (record === undefined) continue;
    const odds = logOdds((record.right + 0.05) / (record.seen + 1));
    const score = odds + 0.25 * Math.log(record.right);
    if (best === undefined || score > best.score) best = { odds, right: record.right, words, score };
  }
  return {
    learned: flag(best !== undefined),
    learnedOdds: best?.odds ?? 0,
    learnedRight: best === undefined ? 0 : Math.log(best.right),
    learnedWords: Math.min(best?.words ?? 0, 3),
  };
}

function fromAssertion(findings: readonly Finding[]): Features {
  const said = new Set(findings.map(({ status }) => status));
  const present = said.has('present');
  return {
    present: flag(present),
    possible: flag(!present && said.has('possible')),
    historical: flag(!present && !said.has('possible') && said.has('historical')),
  };
}

function fromStatements(terms: readonly Finding[]): Features {
  const statements = terms.filter(({ source }) => source === 'statement');
  const phrases = terms.length - statements.length;
  const longest = Math.max(0, ...statements.map(({ words }) => words));
  return {
    chosen: flag(statements.some(({ chosen }) => chosen)),
    nested: flag(statements.length > 0 && statements.every(({ nested }) => nested)),
    phrase: flag(phrases > 0),
    both: flag(phrases > 0 && statements.length > 0),
    oneWord: flag(longest === 1),
    manyWords: flag(longest >= 3),
    extra: statements.length === 0 ? 0 : Math.min(...statements.map(({ extra }) => extra)),
    table: flag(statements.length > 0 && statements.every(({ table }) => table)),
  };
}

function flag(holds: boolean): number {
  return holds ? 1 : 0;
}

function logOdds(share: number): number {
  const kept = Math.min(0.99, Math.max(0.01, share));
  return Math.log(kept / (1 - kept));
}

/** The logistic of a weighted sum; features without a weight count nothing. */
export function confidenceOf(features: Features, { weights, bias }: Pick<MentionModel, 'weights' | 'bias'>): number {
  let sum = bias;
  for (const [name, value] of Object.entries(features)) sum += (weights[name] ?? 0) * value;
  return 1 / (1 + Math.exp(-sum));
}
