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
const HOW =
  'Write a change of one code by itself, as in "change I50.23 to I50.33, wrong type" or "change P-17 to I50.33, more specific". Nothing was changed.';

/** Reads into what a proposed code is to be changed. `why` when that is not one code, in nobody else's words. */
export function readTarget({ codes, proposals, rest }: Objects): Target | { readonly why: string } {
  const [lead, code, on, encounter] = rest;
  const one = codes.length + proposals.length === 1 || (codes.length === 1 && proposals.length === 1);
  if (!one || lead === undefined || !LEADS.has(lead.norm) || code?.kind !== 'code' || code.quoted) return { why: HOW };
  const placed = on !== undefined && ON.has(on.norm) && encounter?.kind === 'encounter';
  return { to: code.value, rest: rest.slice(placed ? 4 : 2), ...(placed && { encounter: encounter.value }) };
}
