import { INSTRUCTION_PATTERNS, type InstructionPattern } from './instruction-patterns.ts';

/** Letters that a pattern without regard to case takes for `k` and `s`: the Kelvin sign and the long s. */
const ODD_LETTERS = /[\u212A\u017F]/g;

const NEEDED = [...new Set(INSTRUCTION_PATTERNS.flatMap(({ needs }) => needs.flat()))];
const ANY_NEEDED = anyOf(NEEDED);

/**
 * The words of a text that a pattern needs. One look at the text spares it the patterns, nearly all of which can match nothing in
 * what clinicians write: they need two or three words that seldom meet.
 */
export function wordsSaid(text: string): ReadonlySet<string> {
  const plain = ODD_LETTERS.test(text) ? text.replace(ODD_LETTERS, (letter) => (letter === '\u212A' ? 'k' : 's')) : text;
  const said = new Set<string>();
  for (const [word] of plain.matchAll(ANY_NEEDED)) said.add(word.toLowerCase());
  return said;
}

const ROWS = new WeakMap<InstructionPattern, readonly (readonly string[])[]>();

/** The words of each row as they are found. */
function rowsOf(one: InstructionPattern): readonly (readonly string[])[] {
  const known = ROWS.get(one) ?? one.needs.map((row) => row.map(withoutEnd));
  ROWS.set(one, known);
  return known;
}

/** False where a pattern cannot match, since none of the words of a row is said. */
export function mayMatch(one: InstructionPattern, said: ReadonlySet<string>): boolean {
  return rowsOf(one).every((row) => row.some((word) => said.has(word)));
}

/**
 * Open words match at their beginning, those that end in `$` alone, and signs anywhere. MUST hold no word that begins another one
 * (`system` and `systems`), for only the first would be found.
 */
function anyOf(words: readonly string[]): RegExp {
  const signs = words.filter((word) => !/^[a-z]/.test(word));
  const whole = words.filter((word) => word.endsWith('$'));
  const open = words.filter((word) => !signs.includes(word) && !whole.includes(word));
  const either = (row: readonly string[]): string => row.map((word) => withoutEnd(word).replace(/[.[]/g, String.raw`\$&`)).join('|');
  return new RegExp(String.raw`\b(?:${either(open)}|(?:${either(whole)})\b)|${either(signs)}`, 'gi');
}

function withoutEnd(word: string): string {
  return word.endsWith('$') ? word.slice(0, -1) : word;
}
