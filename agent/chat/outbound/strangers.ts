import { readIcd10Cm } from '#core/codes.ts';
import { proposalIn } from '../opaque/safe-parts.ts';
import type { ChatUnit } from '../store.ts';

const SSN = /(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])/;
const PHONE = /(?<![\d-])(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\d-])/;
const RECORD_NUMBER = /\b(?:MRN|SYN|PT|PAT)[-:# ]{0,2}\d{3,}\b/i;
const DOCUMENT = /\bD-\d{3,6}-\d{1,4}\b/;
/** Hashes, handles, policies and editions: none is looked up as a case. */
const OURS = /^(?:K-[0-9A-Z]{6}|[0-9a-f]{8,64}|[a-z.-]+@[0-9a-f]{8,64}|[a-z0-9-]+-\d{4}(?:-[a-z]+)?)$/;
const CARD = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOST_LOOKED_UP = 500;

/** A number of a few digits is a count before it is a claim or an account. */
const COUNT = /^\d{1,5}$/;

/** Identifiers in a text that are of nobody in question: of their shape, or, of an encounter, a claim or an account, because it is one that is here. */
export async function strangerIn(body: string, { sources }: ChatUnit): Promise<readonly string[]> {
  const shapes = [
    ['social security number', SSN],
    ['telephone number', PHONE],
    ['record number', RECORD_NUMBER],
    ['document.id', DOCUMENT],
  ] as const;
  const found = shapes.flatMap(([field, shape]) => (shape.test(body) ? [field as string] : []));
  const words = candidates(body);
  if (words.length > MOST_LOOKED_UP) return [...found, 'more than can be looked up'];
  for (const word of words) {
    if ((await sources.version(`chart:${word}`)) !== undefined) return [...found, 'encounter.id'];
    if (COUNT.test(word)) continue;
    if ((await sources.version(`claim:${word}`)) !== undefined) return [...found, 'claim.id'];
    if ((await sources.version(`account:${word}`)) !== undefined) return [...found, 'account.id'];
  }
  return found;
}

/** Words with a figure in them that are nothing of our own. */
function candidates(body: string): readonly string[] {
  const words = new Set(body.match(/[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]/g) ?? []);
  const wanted = [...words].filter((word) => /\d/.test(word) && word.length >= 4 && !isOurs(word));
  return wanted.flatMap((word) => (word === word.toUpperCase() ? [word] : [word, word.toUpperCase()]));
}

function isOurs(word: string): boolean {
  return (
    OURS.test(word) || CARD.test(word) || readIcd10Cm(word) === word || proposalIn(word) !== undefined || /^\d{4}-\d\d-\d\d$/.test(word)
  );
}
