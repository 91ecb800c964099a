/** Compares two codes as the tabular list orders them: by their characters without the dot. */
export function compareCodes(a: string, b: string): number {
  const left = a.replace('.', '');
  const right = b.replace('.', '');
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * True when `code` is the pattern, lies beneath it, or lies inside the range that it names. `I50` holds `I50.23`,
 * `I10-I16` holds `I13.0`; both ends of a range count with everything beneath them. The dot stands in one place in every
 * code, so codes compare as they are written.
 */
export function inPattern(pattern: string, code: string): boolean {
  const dash = pattern.indexOf('-');
  if (dash < 0) return code.startsWith(pattern);
  const last = pattern.slice(dash + 1);
  return code.slice(0, dash) >= pattern.slice(0, dash) && code.slice(0, last.length) <= last;
}

export function inAnyPattern(patterns: readonly string[], code: string): boolean {
  return patterns.some((pattern) => inPattern(pattern, code));
}
