import type { Context } from './context.ts';
import type { Word } from './words.ts';

/** What an order to decide names, and the words after it. */
export interface Objects {
  readonly codes: readonly string[];
  readonly proposals: readonly string[];
  readonly encounter?: string;
  /** The code was only called "it". */
  readonly pronoun: boolean;
  readonly rest: readonly Word[];
}

const FILLERS = new Set(
  'the code codes suggestion suggested suggestions proposal proposals number both diagnosis diagnoses off on of for my'.split(' '),
);
const OPENING = new Set([...FILLERS, ':', ',', '-']);
const PRONOUNS = new Set(['it', 'this', 'that']);
const NOUNS = new Set(['one', 'code', 'suggestion', 'diagnosis']);
const JOINS = new Set([',', 'and', '&', '+', 'plus', '/']);
const TO_ENCOUNTER = new Set('on for in of to at from the encounter case chart visit'.split(' '));

/** Reads the objects after the verb. `why` when they could be read in more than one way. */
export function readObjects(words: readonly Word[], { last }: Context): Objects | { readonly why: string } {
  const codes: string[] = [];
  const proposals: string[] = [];
  let at = skip(words, 0, OPENING);
  const pronoun = words[at];
  const called = pronoun !== undefined && PRONOUNS.has(pronoun.norm);
  if (called) {
    at += NOUNS.has(words[at + 1]?.norm ?? '') ? 2 : 1;
    if (!isObject(words[at]) && (last.code === undefined || pronoun.quoted))
      return { why: 'Which one? Name the code or the proposal, as in "accept I50.23" or "approve P-17". Nothing was decided.' };
    if (!isObject(words[at]) && last.code !== undefined) codes.push(last.code);
  }
  for (let next = at; next !== undefined && isObject(words[next]); next = nextObject(words, at) ?? words.length) {
    const word = words[next];
    if (word === undefined) break;
    (word.kind === 'code' ? codes : proposals).push(word.value);
    at = next + 1;
    if (word.quoted) return { why: "The code stands in quotation marks, so I take it for somebody else's words. Nothing was decided." };
  }
  const [after, encounter] = encounterPhrase(words, skip(words, at, new Set(['suggestion', 'code', 'proposal'])));
  const rest = words.slice(after);
  const mixed = proposals.length > 0 && codes.length > 0 && (proposals.length > 1 || codes.length > 1);
  if (mixed || ambiguousList(words, at) || startsWithObject(rest)) return { why: UNCLEAR };
  return {
    codes: [...new Set(codes)],
    proposals: [...new Set(proposals)],
    pronoun: called,
    ...(encounter !== undefined && { encounter }),
    rest,
  };
}

const UNCLEAR =
  'I cannot tell which codes are meant and which belong to the reason. Send one decision a line, as in "reject N17.9, <reason>". Nothing was decided.';

function isObject(word: Word | undefined): boolean {
  return word?.kind === 'code' || word?.kind === 'proposal';
}

/** The next object of a list, where what follows it shows that it belongs to the list. */
function nextObject(words: readonly Word[], at: number): number | undefined {
  const joined = skip(words, at, JOINS);
  if (joined === at && words[at]?.norm !== '(') return undefined;
  const next = skip(words, joined, FILLERS);
  return isObject(words[next]) && endsCleanly(words[next + 1]) ? next : undefined;
}

function endsCleanly(after: Word | undefined): boolean {
  return (
    after === undefined ||
    after.kind === 'mark' ||
    JOINS.has(after.norm) ||
    TO_ENCOUNTER.has(after.norm) ||
    CLEAN.has(after.norm) ||
    isObject(after)
  );
}

const CLEAN = new Set('because since as due bc please thanks now code suggestion proposal'.split(' '));

/** "reject I50.33, I50.23 is documented": the second may be an object or the reason. */
function ambiguousList(words: readonly Word[], at: number): boolean {
  const joined = skip(words, at, JOINS);
  return joined > at && isObject(words[skip(words, joined, FILLERS)]);
}

/** A second object or encounter that nothing joins to the first. */
function startsWithObject(rest: readonly Word[]): boolean {
  return isObject(rest[0]) || rest[0]?.kind === 'encounter';
}

function encounterPhrase(words: readonly Word[], at: number): readonly [number, string | undefined] {
  const to = skip(words, at, TO_ENCOUNTER);
  const word = words[to];
  return word?.kind === 'encounter' ? [to + 1, word.value] : [at, undefined];
}

function skip(words: readonly Word[], from: number, over: ReadonlySet<string>): number {
  let at = from;
  while (over.has(words[at]?.norm ?? '') && words[at]?.kind !== 'code') at += 1;
  return at;
}
