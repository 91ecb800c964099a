/** Characters by whether a pattern may begin with one; what is beyond ASCII always may. */
export type Signs = Uint8Array;

const ASCII = 128;
const SPACE = 32;
const LAST_BREAK = 13;
const FIRST_BREAK = 10;

export function signs(characters: string): Signs {
  const table = new Uint8Array(ASCII);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  return table;
}

/**
 * True where one of the signs, or a character beyond ASCII, is the first from a place on that is neither a space nor a line break. Nearly
 * every word stands beside another word, a comma or a full stop: one look spares it the patterns that need a sign.
 */
export function signBehind(text: string, from: number, to: number, wanted: Signs): boolean {
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) continue;
    return code >= ASCII || wanted[code] === 1;
  }
  return false;
}

/** The same of the last one before a place. */
export function signBefore(text: string, from: number, to: number, wanted: Signs): boolean {
  for (let at = to - 1; at >= from; at -= 1) {
    const code = text.charCodeAt(at);
    if (isSpace(code)) continue;
    return code >= ASCII || wanted[code] === 1;
  }
  return false;
}

/** A tab is a sign: in a row of a table the cells stand between tabs. */
function isSpace(code: number): boolean {
  return code === SPACE || (code >= FIRST_BREAK && code <= LAST_BREAK);
}
