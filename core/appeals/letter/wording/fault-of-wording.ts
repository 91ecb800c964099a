import { CONDITIONS } from './kept-words.ts';
import { isSame, stemOf, tokensOf, type Token, type TokenKind } from './tokens-of.ts';

const LONGEST = 1.6;
/** Clauses of one sentence that may change places: all orders are tried. */
const MOST_CLAUSES = 6;

type Clause = readonly Token[];

const FAULTS = {
  empty: 'it is empty, or holds a line break or a control character',
  spaced: 'it is not one line with single spaces',
  long: 'it is too long',
  ends: 'it ends in another way',
  sentences: 'it is of too many sentences',
  moves: 'it moves words or capitals in a way that could say something else',
} as const;

/**
 * What is wrong with a wording of a sentence; `undefined` where it says what the sentence says. Joining words may come and go, a plain word may
 * take another form, clauses may change places between their commas, and one sentence may become two. Figures, days, codes, names,
 * quotations, negations and words of certainty MUST stand to the letter, and all that says something in its order within its clause: two
 * figures that change places are a new fact. No fault says a word of either.
 */
export function faultOfWording(template: string, worded: string): string | undefined {
  if (worded === '' || /[\p{C}\p{Zl}\p{Zp}]/u.test(worded)) return FAULTS.empty;
  if (/(?! )\s|^ | $| {2}/u.test(worded)) return FAULTS.spaced;
  if (worded.length > template.length * LONGEST) return FAULTS.long;
  if (template.at(-1) !== worded.at(-1)) return FAULTS.ends;
  const [from, to] = [tokensOf(template), tokensOf(worded)];
  const changed = changeOf(from, to);
  if (changed !== undefined) return changed;
  const sentences = sentencesOf(from);
  if (to.filter(({ before }) => before === '.').length > sentences.length + 1) return FAULTS.sentences;
  return says(sentences, to) ? undefined : FAULTS.moves;
}

const NAMED: Readonly<Record<TokenKind, string>> = {
  quotation: 'a quotation',
  figure: 'a figure, day, amount or code',
  name: 'a name',
  negation: 'a negation',
  certainty: 'a word of certainty or condition',
  sign: 'a sign or mark',
  word: 'a word that says something',
};
const KINDS = Object.keys(NAMED) as readonly TokenKind[];
const CHANGES = ['changes', 'leaves out', 'adds'] as const;

const told = (change: (typeof CHANGES)[number], kind: TokenKind): string => `it ${change} ${NAMED[kind]}`;

/** Every fault that a wording can have. */
export const WORDING_FAULTS: ReadonlySet<string> = new Set([
  ...Object.values(FAULTS),
  ...CHANGES.flatMap((change) => KINDS.map((kind) => told(change, kind))),
]);

/** Which kind of thing is in one and not in the other, the gravest first. */
function changeOf(template: readonly Token[], worded: readonly Token[]): string | undefined {
  const [gone, added] = [without(template, worded), without(worded, template)];
  for (const kind of KINDS) {
    const [left = false, put = false] = [gone, added].map((some) => some.some((one) => one.kind === kind));
    if (left || put) return told(left ? (put ? 'changes' : 'leaves out') : 'adds', kind);
  }
  return undefined;
}

function without(some: readonly Token[], others: readonly Token[]): readonly Token[] {
  const left = others.map(stemmed);
  return some.filter((one) => {
    const at = left.indexOf(stemmed(one));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** A name that opens a sentence is told from a word by nothing, so capitals are left to the comparison in order. */
function stemmed(token: Token): string {
  return stemOf(token.kind === 'name' ? { ...token, kind: 'word' } : token);
}

/** The clauses of each sentence: what stands between its commas, where the next word is a plain one. */
function sentencesOf(tokens: readonly Token[]): readonly (readonly Clause[])[] {
  const sentences: Token[][][] = [];
  for (const token of tokens) {
    if (token.before === '.') sentences.push([[token]]);
    else if (token.before === ',' && /^\p{Ll}/u.test(token.text)) sentences.at(-1)?.push([token]);
    else sentences.at(-1)?.at(-1)?.push(token);
  }
  return sentences.map((clauses) => (clauses.length > MOST_CLAUSES ? [clauses.flat()] : clauses));
}

/** Whether the wording is these sentences in their order, the clauses of each in any. */
function says(sentences: readonly (readonly Clause[])[], worded: readonly Token[]): boolean {
  const [sentence, ...others] = sentences;
  if (sentence === undefined) return worded.length === 0;
  const length = sentence.flat().length;
  const own = worded.slice(0, length);
  return own[0]?.before !== '' && saysAll(sentence, own) && mayStandSo(sentence, own) && says(others, worded.slice(length));
}

function saysAll(clauses: readonly Clause[], worded: readonly Token[]): boolean {
  if (clauses.length === 0) return worded.length === 0;
  return clauses.some(
    (clause, at) => isClause(clause, worded.slice(0, clause.length)) && saysAll(clauses.toSpliced(at, 1), worded.slice(clause.length)),
  );
}

function isClause(clause: Clause, worded: readonly Token[]): boolean {
  return (
    worded.length === clause.length &&
    clause.every((token, at) => {
      const other = worded[at];
      if (other === undefined || !isSame(token, other) || !hasItsCapital(token, other, clause[at + 1])) return false;
      return at === 0 ? other.before !== '' : other.before === token.before;
    })
  );
}

/** The first word of a sentence may lose its capital, unless it begins a name; no other word may gain one but there. */
function hasItsCapital(token: Token, worded: Token, next: Token | undefined): boolean {
  const [had, has] = [token, worded].map(({ text }) => /^\p{Lu}/u.test(text));
  if (had === has) return true;
  return had === true ? token.first && !/^\p{Lu}/u.test(next?.text ?? '') : worded.first;
}

/** What a negation or a condition holds together is neither turned round nor parted. */
function mayStandSo(clauses: readonly Clause[], worded: readonly Token[]): boolean {
  const all = clauses.flat();
  const negates = all.some(({ kind }) => kind === 'negation');
  const hangs = negates || all.some(({ text }) => CONDITIONS.has(text.toLowerCase()));
  if (hangs && worded.slice(1).some(({ before }) => before === '.')) return false;
  return !negates || all.every((token, at) => worded[at] !== undefined && isSame(token, worded[at]));
}
