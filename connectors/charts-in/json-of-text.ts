import { refuse } from './refuse.ts';

/** FHIR nests no deeper than this; what does is an attack or a mistake. */
const DEEPEST = 100;

/** A number under the key `value` as it was written: a result of `7.40` is not `7.4`. */
export interface WrittenNumber {
  readonly [WRITTEN]: string;
}
const WRITTEN = Symbol('written');

export function isWrittenNumber(value: unknown): value is WrittenNumber {
  return typeof value === 'object' && value !== null && WRITTEN in value;
}

export function written(number: WrittenNumber): string {
  return number[WRITTEN];
}

/**
 * Parses JSON whose strings can be stored: no NUL, no half of a surrogate pair. Throws Failure `bad-file` naming the line, and
 * never the text.
 */
export function jsonOfText(text: string): unknown {
  checkDepth(text);
  const parsed = parse(text);
  checkStrings(parsed);
  return parsed;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text, (key, value: unknown, context?: { readonly source?: string }) =>
      key === 'value' && typeof value === 'number' ? { [WRITTEN]: context?.source ?? String(value) } : value,
    );
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (/unexpected end|unterminated/i.test(error.message)) return refuse('It is not whole JSON: it ends too early.');
    const at = /position (\d+)/.exec(error.message)?.[1];
    return refuse(at === undefined ? 'It is not JSON.' : `It is not JSON (line ${lineAt(text, Number(at))}).`);
  }
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}

function checkDepth(text: string): void {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (quoted) {
      if (char === '\\') at += 1;
      else if (char === '"') quoted = false;
    } else if (char === '"') quoted = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') depth -= 1;
    if (depth > DEEPEST) refuse(`It nests deeper than ${DEEPEST} levels, which FHIR never does.`);
  }
}

function checkStrings(value: unknown): void {
  const bad = 'A string in it holds a NUL character or half of a surrogate pair, which cannot be stored.';
  if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) refuse(bad);
  if (typeof value !== 'object' || value === null || isWrittenNumber(value)) return;
  for (const [key, inside] of Object.entries(value)) {
    if (!key.isWellFormed()) refuse(bad);
    checkStrings(inside);
  }
}
