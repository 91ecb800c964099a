import type { CodeRow, EditionSource } from './edition-source.ts';
import type { IndexPath } from './index-path.ts';
import { statementWords } from './statement-words.ts';

/** Where a statement comes from; of two that say the same words the earlier in this list decides. */
export const STATEMENT_ORIGINS = ['index', 'inclusion', 'title', 'see', 'neoplasm', 'drug', 'external-cause'] as const;
export type StatementOrigin = (typeof STATEMENT_ORIGINS)[number];

/** A set of words that names a condition, and the code or header that it leads to. */
export interface Statement {
  readonly words: readonly string[];
  /** A code of the list, billable or not, without its seventh character where that is chosen by episode. */
  readonly target: string;
  readonly origin: StatementOrigin;
  /** How it stands in the publication: `Failure, heart, systolic`. */
  readonly label: string;
  /** The manifestation code that the index gives in square brackets. */
  readonly manifestation?: string;
}

/** Titles of classes that hold what is left over: they are said only as a whole. */
const LEFT_OVER = /\b(?:other|others|elsewhere|classifiable|multiple sites)\b/i;
const EPISODE = /,? (?:initial encounter|subsequent encounter|sequela)\b.*$/i;
const MOST_WORDS = 16;

/** Every statement of an edition's publications; of those with the same words the first in precedence. */
export function statementsOf({ codes, official }: Pick<EditionSource, 'codes' | 'official'>): Statement[] {
  const stems = new Set(codes.map(({ code }) => code as string));
  const all = [
    ...indexStatements(official?.index ?? []),
    ...(official?.tabular ?? []).flatMap(({ code, inclusionTerms = [] }) =>
      inclusionTerms.filter((term) => !/^other\b/i.test(term)).flatMap((term) => variants(term, code, 'inclusion')),
    ),
    ...codes.flatMap((row) => titleStatements(row, stems)),
    ...tableStatements(official?.index ?? []),
  ];
  const chosen = new Map<string, Statement>();
  for (const statement of all) {
    if (statement.words.length === 0 || statement.words.length > MOST_WORDS) continue;
    const key = [...statement.words].toSorted().join(' ');
    const held = chosen.get(key);
    if (held === undefined || precedes(statement, held)) chosen.set(key, statement);
  }
  return [...chosen.values()];
}

function precedes(one: Statement, other: Statement): boolean {
  return STATEMENT_ORIGINS.indexOf(one.origin) < STATEMENT_ORIGINS.indexOf(other.origin);
}

/** With and without the words in brackets, and with each of two words that "or" parts. */
function variants(phrase: string, target: string, origin: StatementOrigin, label = phrase): Statement[] {
  const forms = new Set([phrase.replace(/\([^)]*\)/g, ' '), phrase.replace(/[()]/g, ' ')].map((form) => form.replace(/\[[^\]]*\]/g, ' ')));
  return [...forms]
    .flatMap((form) => [form, ...alternatives(form)])
    .map((form) => ({ words: statementWords(form), target, origin, label }));
}

function alternatives(form: string): string[] {
  const match = /(\p{L}+) or (\p{L}+)/u.exec(form);
  if (match === null) return [];
  const [whole, left = '', right = ''] = match;
  return [form.replace(whole, left), form.replace(whole, right)];
}

function titleStatements({ code, billable, title }: CodeRow, known: ReadonlySet<string>): Statement[] {
  if (LEFT_OVER.test(title)) return [];
  if (!billable) return variants(title, code, 'title');
  const episodic = code.length === 8 && EPISODE.test(title);
  if (!episodic) return variants(title, code, 'title');
  const stem = code.slice(0, 7);
  // The header that carries the words of an episodic code says the same, where there is one.
  if (known.has(stem.replace(/X+$/, '')) || code.slice(7) !== 'A') return [];
  return variants(title.replace(EPISODE, ''), stem, 'title');
}

const HEAD_FORMS = /^([^,]+),\s*(.+)$/;

/** The forms of a title that is one word in several: `Failure, failed`. `Wound, open` is two words, and stays one form. */
function formsOf(title: string): readonly string[] {
  // A fracture is traumatic unless the words say otherwise; a pathological or a burst one says so.
  if (title === 'Fracture, traumatic') return ['Fracture'];
  const match = HEAD_FORMS.exec(title);
  const [, first = '', rest = ''] = match ?? [];
  if (match === null || first.includes(' ')) return [title];
  const forms = rest.split(',').map((form) => form.trim());
  const isForm = (form: string): boolean => form.slice(0, 3).toLowerCase() === first.slice(0, 3).toLowerCase();
  return forms.every(isForm) ? [first, ...forms] : [title];
}

function headOf(title: string): string {
  return formsOf(title)[0] ?? title;
}

const MOST_PHRASES = 6;

/** A path in every combination of the forms of its titles that says other words, up to a few. */
function phrasesOf(path: readonly string[]): string[] {
  let phrases = [''];
  for (const title of path.filter((one) => !one.startsWith('Note:'))) {
    const forms = new Map(formsOf(title).map((form) => [keyOf(form), form]));
    phrases = phrases.flatMap((phrase) => [...forms.values()].map((form) => `${phrase} ${form}`)).slice(0, MOST_PHRASES);
  }
  return phrases;
}

function indexStatements(index: readonly IndexPath[]): Statement[] {
  const found: Statement[] = [];
  const byLabel = new Map<string, IndexPath>();
  for (const path of index) {
    if (path.table !== 'index') continue;
    const key = keyOf(path.path.map(headOf).join(' '));
    if (path.code !== undefined && !byLabel.has(key)) byLabel.set(key, path);
    found.push(...fromPath(path, path, 'index'));
  }
  for (const path of index) {
    if (path.table !== 'index' || path.code !== undefined || path.see === undefined) continue;
    const seen = byLabel.get(keyOf(headOf(path.see.replace(/, by site.*$/, ''))));
    if (seen !== undefined) found.push(...fromPath(path, seen, 'see'));
  }
  return found;
}

function keyOf(phrase: string): string {
  return statementWords(phrase).toSorted().join(' ');
}

function fromPath({ path }: IndexPath, { code, manifestation }: IndexPath, origin: StatementOrigin): Statement[] {
  if (code === undefined) return [];
  const target = targetOf(code);
  if (target === undefined) return [];
  const label = path.join(', ');
  const statements = phrasesOf(path).flatMap((phrase) => variants(phrase, target, origin, label));
  return manifestation === undefined ? statements : statements.map((statement) => ({ ...statement, manifestation }));
}

/** `S72.00-` is the header `S72.00`; a placeholder at its end stands for nothing. */
function targetOf(printed: string): string | undefined {
  const bare = printed.replace(/[-.\s]+$/, '').replace(/\.-$/, '');
  return /^[A-Z]\d[0-9A-Z]/.test(bare) ? bare : undefined;
}

/** What a note calls each column of the neoplasm table. */
const BEHAVIOURS: readonly (readonly string[])[] = [
  ['cancer', 'malignant neoplasm'],
  ['secondary cancer', 'secondary malignant neoplasm', 'metastasis', 'metastatic cancer'],
  ['carcinoma in situ'],
  ['benign neoplasm'],
  ['neoplasm of uncertain behavior'],
  ['neoplasm', 'neoplasm of unspecified behavior'],
];
/** And each of the table of drugs. */
const INTENTS: readonly (readonly string[])[] = [
  ['poisoning', 'accidental poisoning'],
  ['poisoning self harm', 'intentional self harm poisoning'],
  ['poisoning assault'],
  ['poisoning undetermined'],
  ['adverse effect'],
  ['underdosing'],
];

function tableStatements(index: readonly IndexPath[]): Statement[] {
  return index.flatMap((path) => {
    if (path.table === 'external-cause') return fromPath(path, path, 'external-cause');
    if (path.columns === undefined) return [];
    const isNeoplasm = path.table === 'neoplasm';
    const names = isNeoplasm ? BEHAVIOURS : INTENTS;
    const sites = phrasesOf(isNeoplasm ? path.path.slice(1) : path.path);
    const origin = isNeoplasm ? 'neoplasm' : 'drug';
    return path.columns.flatMap((code, at) => {
      const target = targetOf(code);
      if (target === undefined) return [];
      return (names[at] ?? []).flatMap((name) =>
        sites.flatMap((site) => variants(`${name} ${site}`, target, origin, `${path.path.join(', ')} > ${name}`)),
      );
    });
  });
}
