/** A code that a person was given to type: to sign a page in, or to link themselves. */
export interface CodeSaid {
  readonly verb: 'sign in' | 'link';
  /** With the number that stands beside it on the page, after a space, where it was said. */
  readonly code: string;
}

/** Longer than any code with its words: what is longer is not looked at, whoever wrote it. */
const LONGEST = 200;
const CODE = /^(sign[\s-]?in|link) (?:with )?([A-Za-z0-9][A-Za-z0-9-]{3,63}(?: \d\d)?)[.!]?$/i;

/** Reads `sign in CODE` and `link CODE`, which are handed on and never shown to the agent. */
export function readCode(text: string): CodeSaid | undefined {
  if (text.length > LONGEST) return undefined;
  const [, verb, code] = CODE.exec(text.trim().replaceAll(/\s+/g, ' ')) ?? [];
  if (verb === undefined || code === undefined) return undefined;
  return { verb: verb.toLowerCase() === 'link' ? 'link' : 'sign in', code };
}
