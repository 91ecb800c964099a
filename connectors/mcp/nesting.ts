/** A message nests a handful deep; past this, code that walks it could run out of stack. */
export const DEEPEST = 64;

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = Buffer.from('"\\[]{}');

export interface Nesting {
  /** How many brackets are open after this byte. */
  after(byte: number | undefined): number;
}

/** Counts how deep brackets nest outside strings, in bytes that may not be JSON at all. */
export function nesting(): Nesting {
  let depth = 0;
  let quoted = false;
  let escaped = false;
  return {
    after(byte) {
      if (escaped) escaped = false;
      else if (quoted && byte === BACKSLASH) escaped = true;
      else if (byte === QUOTE) quoted = !quoted;
      else if (!quoted && (byte === OPEN_LIST || byte === OPEN_OBJECT)) depth += 1;
      else if (!quoted && (byte === CLOSE_LIST || byte === CLOSE_OBJECT)) depth -= 1;
      return depth;
    },
  };
}
