/** A code that a person was given to type: to sign a page in, or to link themselves. */
export interface CodeSaid {
  readonly verb: 'sign in' | 'link';
  /** With the number that stands beside it on the page, after a space, where it was said. */
  readonly code: string;
}

const CODE = /^\s*(sign[\s-]*in|link)\s+(?:with\s+)?([A-Za-z0-9][A-Za-z0-9-]{3,63}(?:\s+\d\d)?)\s*[.!]?\s*$/i;

/** Reads `sign in CODE` and `link CODE`, which are handed on and never shown to the agent. */
export function readCode(text: string): CodeSaid | undefined {
  const [, verb, code] = CODE.exec(text) ?? [];
  if (verb === undefined || code === undefined) return undefined;
  return { verb: verb.toLowerCase() === 'link' ? 'link' : 'sign in', code };
}
