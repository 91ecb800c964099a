/**
 * Codes that an answer of a payer is made of: CAS01, CAS02 and its like, LQ02 or MOA and MIA, CLP02 and PLB03 of an 835, and the two
 * parts of STC01 of a 277.
 */
export const CODE_KINDS = ['group', 'carc', 'rarc', 'claim-status', 'plb', 'status-category', 'status-code'] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

const NUMBER = /^0*(\d{1,4})$/;
const LETTERED = /^([A-Z]{0,2})0*(\d{1,4})$/;
const SHAPES: Readonly<Record<CodeKind, RegExp>> = {
  group: /^[A-Z]{2}$/,
  carc: LETTERED,
  rarc: LETTERED,
  'claim-status': NUMBER,
  plb: /^[A-Z0-9]{2}$/,
  'status-category': /^[A-Z](?:\d{1,2}[A-Z]?|[A-Z])$/,
  'status-code': NUMBER,
};

/**
 * A code as the lists write it: ` b07 ` is `B7`, `ma4` is `MA04`, `045` is `45`. `undefined` where it has not the shape of its kind.
 * ASCII alone, so that a letter of another alphabet is never taken for one of these.
 */
export function readCode(kind: CodeKind, typed: string): string | undefined {
  const trimmed = typed.trim();
  if (!/^[A-Za-z0-9]+$/.test(trimmed)) return undefined;
  const found = SHAPES[kind].exec(trimmed.toUpperCase());
  if (found === null) return undefined;
  if (kind === 'claim-status' || kind === 'status-code') return found[1];
  if (kind !== 'carc' && kind !== 'rarc') return found[0];
  const [, letters = '', digits = ''] = found;
  return letters + (letters === 'MA' ? digits.padStart(2, '0') : digits);
}
