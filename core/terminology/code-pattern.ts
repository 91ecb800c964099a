/** Compares two codes as the tabular list orders them: by their characters without the dot. */
export function compareCodes(a: string, b: string): number {
  const left = a.replace('.', '');
  const right = b.replace('.', '');
  return left < right ? -1 : left > right ? 1 : 0;
}

/**
 * True when `code` is the pattern, lies beneath it, or lies inside the range that it names. `I50` holds `I50.23`,
 * `I10-I16` holds `I13.0`; both ends of a range count with everything beneath them. The dot stands in one place in every
 * code, so codes compare as they are written. After a colon stands what one character must be: `S02:7=B` is an open fracture of
 * the skull, and `T36-T50:intent=5` an adverse effect.
 */
export function inPattern(pattern: string, code: string): boolean {
  // No pattern holds what comes before its first letter: most patterns are told by that.
  if (code.charCodeAt(0) < pattern.charCodeAt(0)) return false;
  const colon = pattern.indexOf(':');
  if (colon >= 0) return inPattern(pattern.slice(0, colon), code) && hasCharacter(pattern.slice(colon + 1), code);
  const dash = pattern.indexOf('-');
  if (dash < 0) return code.startsWith(pattern);
  if (code.charCodeAt(0) > pattern.charCodeAt(dash + 1)) return false;
  const last = pattern.slice(dash + 1);
  return code.slice(0, dash) >= pattern.slice(0, dash) && code.slice(0, last.length) <= last;
}

/** The drug table tells intent in the sixth character, and in the fifth where the sixth is a placeholder or is not there. */
function hasCharacter(condition: string, code: string): boolean {
  const [place = '', letters = ''] = condition.split('=');
  const characters = code.replace('.', '');
  const sixth = characters[5];
  const at = place === 'intent' ? (sixth === undefined || sixth === 'X' ? 4 : 5) : Number(place) - 1;
  const character = characters[at];
  return character !== undefined && letters.includes(character);
}

export function inAnyPattern(patterns: readonly string[], code: string): boolean {
  for (const pattern of patterns) if (inPattern(pattern, code)) return true;
  return false;
}
