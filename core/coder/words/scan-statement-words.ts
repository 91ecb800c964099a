import { canonicalWord } from '../../terminology/canonical-word.ts';
import type { StatementIndex } from '../../terminology/statement-index.ts';
import { isSilentAt, maySilent } from '../../terminology/statement-words.ts';
import type { ReadWord, StatedWord, Words } from './scan-words.ts';

/** The words of a document as statements read them, beside those of `Words`. */
export interface StatementWords {
  /** The canonical form of each word. */
  readonly forms: readonly string[];
  /** Its number; `-1` where no statement has it, or where it is silent. */
  readonly ids: Int32Array;
  /** 1 for words that no statement needs. */
  readonly silent: Uint8Array;
  /** Stretches between stops, colons and contrasts: words of two stretches are never one statement. */
  readonly stretch: Int32Array;
  readonly commas: readonly number[];
  /** Words of denial between the start of the document and the word, itself included. */
  readonly denials: Int32Array;
  /** Words that join two things (`and`, `or`), counted alike. */
  readonly joins: Int32Array;
}

const DENIES = new Set(['no', 'not', 'without', 'denies', 'denied', 'never', 'negative', 'nor']);
const JOINS = new Set(['and', 'or']);
/** Verbs of reporting, which are no nouns of the index: `he states that he is anxious`. */
const REPORTS = new Set([
  'states',
  'stated',
  'reports',
  'reported',
  'notes',
  'noted',
  'presents',
  'presented',
  'feels',
  'looks',
  'appears',
]);

export function scanStatementWords({ tokens, read, broken, afterColon, clause, commas }: Words, index: StatementIndex): StatementWords {
  const forms: string[] = [];
  const ids = new Int32Array(tokens.length);
  const silent = new Uint8Array(tokens.length);
  const stretch = new Int32Array(tokens.length);
  const denials = new Int32Array(tokens.length);
  const joins = new Int32Array(tokens.length);
  let count = 0;
  read.forEach((word, at) => {
    const { form, id, denies, joins: joinsTwo, maySilent } = statedBy(index, word);
    forms.push(form);
    if (broken[at] === true || afterColon[at] === true || clause[at] !== clause[at - 1]) count += 1;
    stretch[at] = count;
    denials[at] = (denials[at - 1] ?? 0) + denies;
    joins[at] = (joins[at - 1] ?? 0) + joinsTwo;
    silent[at] = maySilent && isSilentAt(tokens, at, form) ? 1 : 0;
    ids[at] = silent[at] === 1 ? -1 : id;
  });
  return { forms, ids, silent, stretch, commas, denials, joins };
}

/** What a word is to an index, looked up once; notes say the same words again and again. */
function statedBy(index: StatementIndex, word: ReadWord): StatedWord {
  if (word.stated?.index === index) return word.stated;
  const form = canonicalWord(word.norm);
  const made: StatedWord = {
    index,
    form,
    id: REPORTS.has(word.norm) ? -1 : index.wordOf(form),
    denies: DENIES.has(form) ? 1 : 0,
    joins: JOINS.has(form) ? 1 : 0,
    maySilent: maySilent(form),
  };
  word.stated = made;
  return made;
}
