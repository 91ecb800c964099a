const CODE = String.raw`[A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?`;
/** A code or a range as the tabular list prints it: `I50.-`, `K70.0-K70.9`, `I70.2--I70.7-`, `S00 - S09`, `M05.00 to M05.8A`. */
const PRINTED = new RegExp(String.raw`(?<![A-Za-z0-9.])(${CODE})(?:\.?(?:-{1,2}|\s-\s?|-?\sto\s)(${CODE}))?(?![0-9A-Za-z])`, 'g');
const BRACKETS = /\(([^()]*)\)/g;
const OPEN_FRACTURE = 'BCEFHJMNQR';
const NUMBERS = { fifth: '5', '5th': '5', sixth: '6', six: '6', '6th': '6', seventh: '7', '7th': '7' } as const;

/** What a note names: patterns of codes, or why there are none that a rule could hold. */
export type NoteCodes =
  | { readonly patterns: readonly string[] }
  | { readonly patterns?: undefined; readonly why: 'names no code' | 'condition in words' | 'names its own codes' };

/**
 * The codes that a note of the tabular list names, as patterns. What stands in brackets counts alone where a bracket names a
 * code. "With fifth or sixth character 5" and its like become a part of the pattern; where the condition is told in words that
 * no pattern can hold, none is given, since the pattern without its condition would bind too much.
 */
export function noteCodes(note: string): NoteCodes {
  const text = note.replaceAll(/vitamin B12/gi, 'vitamin B-12').replace(/\)\s*(with (?:fifth|sixth|final|7th)[^()]*)/, ' $1)');
  const brackets = [...text.matchAll(BRACKETS)].map(([, inside = '']) => inside).filter((inside) => codesOf(inside).length > 0);
  if (brackets.length > 0) return { patterns: distinct(brackets.flatMap(patternsOf)) };
  if (codesOf(text).length === 0) return { why: 'names no code' };
  if (/\bfor codes? [A-Z]\d/.test(text)) return { why: 'names its own codes' };
  if (/[0-9-] with (?!\S+ character)/.test(text)) return { why: 'condition in words' };
  return { patterns: distinct(patternsOf(text)) };
}

function codesOf(text: string): string[] {
  return [...text.matchAll(PRINTED)].map(([, first = '', last]) => (last === undefined ? first : `${first}-${last}`));
}

/** One bracket: its codes, and the characters that they must have. */
function patternsOf(text: string): string[] {
  const said = /,?\s?\bwith\b(.*)$/.exec(text);
  const codes = codesOf(said === null ? text : text.slice(0, said.index));
  const condition = said?.[1] ?? '';
  const endings = /(?:final characters?|fifth to sixth characters?)\s+-?(\d{2})\b/.exec(condition)?.[1];
  if (endings !== undefined) return codes.flatMap(categories).flatMap((stem) => digits().map((digit) => `${stem}.${digit}${endings}`));
  const place = characterOf(condition);
  if (place !== undefined) return codes.map((code) => `${code}:${place}`);
  const suffixes = condition.match(/\.\d{1,3}/g) ?? [];
  if (suffixes.length === 0) return codes;
  return codes.flatMap(categories).flatMap((stem) => suffixes.map((suffix) => stem + suffix));
}

/** `fifth or sixth character 1-4 or 6` is `intent=12346`: where the drug table tells intent (I.C.19.e). */
function characterOf(condition: string): string | undefined {
  if (/open fracture 7th character/.test(condition)) return `7=${OPEN_FRACTURE}`;
  const said = /(fifth or six(?:th)?|final|fifth|sixth|7th|5th)[ -]characters? \.?([0-9A-Z](?:(?:-|\sor\s|,\s)[0-9A-Z])*)$/.exec(
    condition.trim(),
  );
  if (said === null) return undefined;
  const [, where = '', which = ''] = said;
  const letters = which
    .replaceAll(/(\d)-(\d)/g, (_, from: string, to: string) => run(Number(from), Number(to)))
    .replaceAll(/\sor\s|,\s/g, '');
  const place = where === 'final' || where.includes(' or ') ? 'intent' : NUMBERS[where as keyof typeof NUMBERS];
  return `${place}=${letters}`;
}

function run(from: number, to: number): string {
  return digits()
    .slice(from, to + 1)
    .join('');
}

/** The categories of `E08-E13`; a single code is its own. */
function categories(code: string): string[] {
  const [first = '', last] = code.split('-');
  if (last === undefined) return [first];
  const [from, to] = [Number(first.slice(1, 3)), Number(last.slice(1, 3))];
  return Array.from({ length: to - from + 1 }, (_, at) => first.slice(0, 1) + String(from + at).padStart(2, '0'));
}

function digits(): string[] {
  return [...'0123456789'];
}

function distinct(patterns: readonly string[]): string[] {
  return [...new Set(patterns)];
}
