import type { Range } from './reading.ts';

/** Digits and signs that stand for letters inside a word, each for one. */
const DISGUISED =
  /(?<![\p{L}\p{N}@$])(?=[\p{L}01345@$]*[01345@$][\p{L}01345@$]*)(?=(?:[01345@$]*\p{L}){3})[\p{L}01345@$]{4,}(?![\p{L}\p{N}])/gu;
const LETTERS: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '@': 'a', $: 's' };
const FEWEST_LETTERS = 3;

const LETTER = 1;
const SIGN = 2;
/** What each character is; all beyond ASCII may be letters. */
const KIND = new Uint8Array(128);
for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
  KIND[letter.charCodeAt(0)] = LETTER;
  KIND[letter.toUpperCase().charCodeAt(0)] = LETTER;
}
for (const sign of Object.keys(LETTERS)) KIND[sign.charCodeAt(0)] = SIGN;

/** `1gn0re` as `ignore`, of the same length, and the words so read; codes keep their digits, for they have too few letters. */
export function undisguised(text: string): { readonly text: string; readonly changed: readonly string[] } {
  const changed: string[] = [];
  const parts: string[] = [];
  let kept = 0;
  for (const { start, end } of mixedRuns(text)) {
    const from = Math.max(0, start - 1);
    // The pattern looks one character back and ahead.
    const around = text.slice(from, end + 1);
    const read = around.replace(DISGUISED, (word) => word.replace(/[01345@$]/gu, (sign) => LETTERS[sign] ?? sign));
    if (read === around) continue;
    changed.push(read);
    parts.push(text.slice(kept, start), read.slice(start - from, end - from));
    kept = end;
  }
  return changed.length === 0 ? { text, changed } : { text: [...parts, text.slice(kept)].join(''), changed };
}

/** Runs of letters and signs that hold a sign and enough letters, between characters of ASCII that are neither. */
function mixedRuns(text: string): Range[] {
  const found: Range[] = [];
  let letters = 0;
  let signs = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : 0;
    const kind = code < KIND.length ? KIND[code] : LETTER;
    if (kind === LETTER) letters += 1;
    else if (kind === SIGN) signs += 1;
    else if (letters > 0 || signs > 0) {
      if (signs > 0 && letters >= FEWEST_LETTERS) found.push({ start: at - letters - signs, end: at });
      letters = 0;
      signs = 0;
    }
  }
  return found;
}
