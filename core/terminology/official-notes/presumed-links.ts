import type { CodeRow, Combination, TabularNote } from '../edition-source.ts';
import { inAnyPattern } from '../code-pattern.ts';
import type { IndexPath } from '../index-path.ts';
import type { Statement } from '../statements.ts';
import { statementWords } from '../statement-words.ts';
import { tabularNotes } from '../tabular-notes.ts';

/** Chapters in which a link has rules of its own, or must be stated (I.B.16, I.C.1.d, I.C.15, I.C.19): nothing is derived for them. */
const OWN_RULES = ['A40-A41', 'F10-F19', 'O00-Z99', 'U00-U99'];
/** Signs that a stated disease is named with in the index as with a disease. */
const COUNTED_SIGNS = ['R73.9'];
/** "Not elsewhere classified" names no condition, and so presumes no link. */
const NO_CONDITION = /\b(?:NEC|NOS|specified|other|unspecified|complications?|disorders?|manifestations?|involvement|conditions?)\b/i;

interface Source {
  readonly codes: readonly CodeRow[];
  readonly index: readonly IndexPath[];
  readonly statements: readonly Statement[];
  readonly notes: readonly TabularNote[];
}

/**
 * Combinations that the alphabetic index makes: a condition, another beneath it under "with" or "in", and the code of both. The link is
 * presumed (I.A.15); under "due to" alone the note has to state it. Only where both conditions have a code of their own, and the title
 * of the joint one speaks of both.
 */
export function presumedLinks(source: Source): Combination[] {
  const reader = readerOf(source);
  const found = new Map<string, Combination>();
  for (const path of source.index) {
    const rule = path.table === 'index' ? ruleOf(path, reader) : undefined;
    if (rule === undefined) continue;
    const key = rule.all.map(([pattern]) => pattern).join(' ');
    if (!found.has(key)) found.set(key, rule);
  }
  return [...found.values()];
}

type Reader = ReturnType<typeof readerOf>;
type Rows = ReadonlyMap<string, CodeRow>;

const WHOLE = ['E08', 'E09', 'E10', 'E11', 'E13', 'I50', 'N18'];
const DIABETES = ['E08-E13'];
/** Named without their place in the body, so that nothing but the note tells whether they belong together. */
const PLACELESS = ['B35-B99', 'I82', 'I96', 'K62.5', 'K65-K66', 'L02', 'L98', 'M87'];
/** Words of titles that narrow nothing. */
const EMPTY = new Set(['organism', 'region', 'severity', 'mellitus', 'disease', 'disorder', 'not']);

function readerOf({ codes, index, statements, notes }: Source) {
  const rows = new Map(codes.map((row) => [row.code as string, row]));
  const byPath = new Map(index.filter(({ table }) => table === 'index').map((one) => [one.path.join('\n'), one.code]));
  const byWords = new Map<string, string>();
  for (const { words, target, origin } of statements) {
    if (origin === 'index') byWords.set(words.toSorted().join(' '), target);
  }
  return {
    rows,
    notesOf: tabularNotes(notes),
    ofPath: (path: readonly string[]) => byPath.get(path.join('\n')),
    ofWords: (words: string) => byWords.get(statementWords(words).toSorted().join(' ')),
  };
}

function ruleOf({ path, code: gives, nonessential = [] }: IndexPath, { rows, notesOf, ofPath, ofWords }: Reader): Combination | undefined {
  const at = path.findIndex((step, place) => place > 0 && linkerOf(step) !== undefined);
  const linker = linkerOf(path[at] ?? '');
  if (at < 0 || linker === undefined || gives === undefined || rows.get(gives)?.billable !== true) return undefined;
  const other = [linker.rest, ...path.slice(at + 1)].join(' ').trim();
  if (other === '' || NO_CONDITION.test(other) || /\bwith(?:out)?\b/.test(other)) return undefined;
  const base = stemOfPrinted(ofPath(path.slice(0, at)));
  const second = stemOfPrinted(ofWords(other));
  if (base === undefined || second === undefined || [base, second].includes(gives)) return undefined;
  if ([base, gives].some((code) => inAnyPattern(OWN_RULES, code) || code.startsWith('R'))) return undefined;
  if (inAnyPattern([...OWN_RULES, 'R00-R99'], second) && !COUNTED_SIGNS.includes(second)) return undefined;
  const named = [...path.slice(0, at), ...nonessential].join(' ');
  if (!isPlainly(base, named, rows) || !isPlainly(second, other, rows)) return undefined;
  if (!sharesWord(rows.get(gives)?.title ?? '', rows.get(second)?.title ?? '', other)) return undefined;
  const paired = notesOf(gives).some(({ codeFirst = [], useAdditional = [] }) => inAnyPattern([...codeFirst, ...useAdditional], second));
  const said = second.slice(0, 3) === gives.slice(0, 3) || holdsAll(rows.get(gives)?.title ?? '', rows.get(second)?.title ?? '');
  const presumed = linker.presumed && (inAnyPattern(DIABETES, base) || !inAnyPattern(PLACELESS, second));
  return {
    id: `combine.index-${[base, second].map((code) => code.toLowerCase().replace('.', '-')).join('-and-')}`,
    all: [[whole(base)], [whole(second)]],
    none: [],
    gives,
    replaces: said && !paired ? [base, second] : [base],
    presumed,
    cites: presumed ? `I.A.15; alphabetic index, ${path.join(', ')}` : `Alphabetic index, ${path.join(', ')}`,
  };
}

function linkerOf(step: string): { readonly presumed: boolean; readonly rest: string } | undefined {
  const match = /^(with|in \(due to\)|in|due to)(?:$|\s+(?!situ\b|remission\b)(.*)$)/.exec(step);
  return match === null ? undefined : { presumed: match[1] !== 'due to', rest: match[2] ?? '' };
}

function stemOfPrinted(printed: string | undefined): string | undefined {
  const bare = printed?.replace(/[-.]+$/, '');
  return bare !== undefined && /^[A-Z]\d/.test(bare) ? bare : undefined;
}

/** A word of the second condition stands in the title of the joint code, so that it is the code of both. */
function sharesWord(title: string, ...others: readonly string[]): boolean {
  const said = new Set(statementWords(title));
  return others.some((other) => statementWords(other).some((word) => word.length > 3 && said.has(word)));
}

/** The joint title says all that the other says: nothing is lost without it. */
function holdsAll(title: string, other: string): boolean {
  const said = new Set(statementWords(title));
  return statementWords(other).every((word) => word === 'not' || said.has(word));
}

/** The printed words say all of the title: the code is no narrower than the words that lead to it. */
function isPlainly(code: string, words: string, rows: Rows): boolean {
  const said = new Set(statementWords(words));
  const title = (rows.get(code)?.title ?? '').replace(/\bwithout\b.*$/i, '');
  return statementWords(title).every((word) => said.has(word) || EMPTY.has(word));
}

/** Diseases whose every stage and kind is meant by their name; of any other only the code that the name leads to is. */
function whole(code: string): string {
  const category = code.slice(0, 3);
  return WHOLE.includes(category) ? category : code;
}
