import { BONDS, CERTAINTIES, FREE_WORDS, NEGATIONS, UNIT_WORDS } from './kept-words.ts';

export type TokenKind = 'quotation' | 'figure' | 'negation' | 'certainty' | 'name' | 'sign' | 'word';

/** What a sentence says, piece by piece, without its free words. */
export interface Token {
  readonly text: string;
  readonly kind: TokenKind;
  /** What stands before it: the start or end of a sentence, a comma or semicolon, or nothing. */
  readonly before: '.' | ',' | '';
  /** Whether it is the very first word of a sentence, where any word has a capital. */
  readonly first: boolean;
}

const MONTH = 'January|February|March|April|May|June|July|August|September|October|November|December';
/** All from the first quotation to the end of the last, a day, a word or figure, or one sign. */
const PIECE = new RegExp(`".*"|(?:${MONTH}) \\d{1,2}, \\d{4}|[\\p{L}\\p{N}\\p{M}$]+(?:[.,:/'*^+_-]+[\\p{L}\\p{N}\\p{M}$%]+)*|\\S`, 'gu');
const ENDS_HERE = /^(?:$| ["\p{Lu}])/u;
const PLAIN = /^\p{L}\p{Ll}*$/u;

export function tokensOf(sentence: string): readonly Token[] {
  const tokens: Token[] = [];
  let before: Token['before'] = '.';
  let first = true;
  let last = '';
  for (const { 0: text, index } of sentence.matchAll(PIECE)) {
    const rest = sentence.slice(index + text.length);
    if (text === '.') {
      if (!ENDS_HERE.test(rest)) continue;
      before = '.';
      first = true;
    } else if (text === ',' || text === ';') {
      before = before === '.' ? '.' : ',';
    } else {
      if (!isFree(text, { first, last, rest })) {
        tokens.push({ text, kind: kindOf(text, first), before, first });
        before = '';
      }
      first = false;
    }
    last = text;
  }
  return tokens;
}

/** A joining word, unless it may be a unit, or stands between two figures: `1 and 2` is not `1 of 2`. */
function isFree(text: string, { first, last, rest }: { readonly first: boolean; readonly last: string; readonly rest: string }): boolean {
  const word = first ? lowered(text) : text;
  if (!FREE_WORDS.has(word)) return false;
  return !/\d/u.test(last) || !(UNIT_WORDS.has(word) || /^ \S*\d/u.test(rest));
}

function kindOf(text: string, first: boolean): TokenKind {
  const word = text.toLowerCase();
  if (text.startsWith('"')) return 'quotation';
  if (/[\p{N}$%]/u.test(text)) return 'figure';
  if (!/\p{L}/u.test(text)) return 'sign';
  if (NEGATIONS.has(word) || word.endsWith("n't")) return 'negation';
  if (CERTAINTIES.has(word)) return 'certainty';
  return /\p{Lu}/u.test(first ? text.slice(1) : text) ? 'name' : 'word';
}

/** Whether a wording's word is the template's: to the letter, or a plain word in another form or at the start of a sentence. */
export function isSame(template: Token, worded: Token): boolean {
  if (template.text === worded.text) return true;
  if (!PLAIN.test(template.text) || !PLAIN.test(worded.text)) return false;
  if (template.kind === 'name' || worded.kind === 'name') return false;
  return stemOf(template) === stemOf(worded);
}

/** The same for all forms of a plain word. A word that must be kept as it is has one form. */
export function stemOf({ text, kind }: Token): string {
  if (kind === 'quotation' || kind === 'figure' || kind === 'name' || kind === 'sign') return text;
  const word = text.toLowerCase();
  if (kind !== 'word' || BONDS.has(word)) return word;
  const stem = word
    .replace(/(?<=\p{L}{3})ie[sd]$/u, 'y')
    .replace(/(?<=\p{L}{4})(?:ed|ing)$/u, '')
    .replace(/(?<=\p{L}{3}[^s])s$/u, '');
  return stem.replace(/(?<=\p{L}{3})e$/u, '');
}

function lowered(text: string): string {
  return PLAIN.test(text) ? text.toLowerCase() : text;
}
