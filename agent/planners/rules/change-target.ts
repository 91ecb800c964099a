import type { Objects } from './decision-objects.ts';
import type { Word } from './words.ts';

interface Target {
  /** The code that is wanted instead. */
  readonly to?: string;
  /** An encounter named after it. */
  readonly encounter?: string;
  /** The words after it. */
  readonly rest: readonly Word[];
}

const LEADS = new Set(['to', 'into', 'with', 'by', 'for']);
const ON = new Set(['on', 'for', 'in']);
const SPEAKS_OF_MONEY =
  /^(?:\$|amount|dollars?|bucks|months?|monthly|payments?|instal?lments?|deductible|letter|channel|due|start|account|claim|patient|insurance)$/;
const HOW =
  'Write a change of one code by itself, as in "change I50.23 to I50.33, wrong type" or "change P-17 to I50.33, more specific". Nothing was changed.';

const NO_CODE =
  'What moves money, plans payments or goes out as a letter is not changed in place: what was seen is what is decided. Take it back with "withdraw P-17, amount wrong", and order it anew as you want it, as in "write off $40.00 on A-1042, small balance". Nothing was changed.';

/** Reads into what a proposed code is to be changed. `why` when that is not one code, in nobody else's words. */
export function readTarget({ codes, proposals, rest }: Objects, bills: boolean): Target | { readonly why: string } {
  const [lead, code, on, encounter] = rest;
  const one = codes.length + proposals.length === 1 || (codes.length === 1 && proposals.length === 1);
  if (
    codes.length === 0 &&
    proposals.length > 0 &&
    rest.some(({ norm }) => bills || SPEAKS_OF_MONEY.test(norm)) &&
    !rest.some(({ kind }) => kind === 'code')
  )
    return { why: NO_CODE };
  if (!one || lead === undefined || !LEADS.has(lead.norm) || code?.kind !== 'code' || code.quoted) return { why: HOW };
  const placed = on !== undefined && ON.has(on.norm) && encounter?.kind === 'encounter';
  return { to: code.value, rest: rest.slice(placed ? 4 : 2), ...(placed && { encounter: encounter.value }) };
}
