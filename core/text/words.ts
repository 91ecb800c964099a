import type { Range, Token } from './reading.ts';
import { tokens } from './tokens.ts';

/**
 * The words of a text as terms are made of them: `non-healing`, `non healing` and `nonhealing` are one word, since the
 * prefix is part of the term and denies nothing.
 */
export function words(text: string, range?: Range, split: readonly Token[] = tokens(text, range)): Token[] {
  const found: Token[] = [];
  for (const token of split) {
    const last = found[found.length - 1];
    if (last?.norm === 'non' && /^[ -]$/u.test(text.slice(last.end, token.start)) && /^\p{L}/u.test(token.raw)) {
      found[found.length - 1] = joined(text, last, token);
    } else found.push(token);
  }
  return found;
}

function joined(text: string, prefix: Token, word: Token): Token {
  return { start: prefix.start, end: word.end, raw: text.slice(prefix.start, word.end), norm: `${prefix.norm}${word.norm}` };
}
