import { readIcd10Cm } from '#core/codes.ts';
import { FAILURE_CODES } from '#core/errors.ts';
import { EFFECT_KINDS } from '#guardrails/risk.ts';
import { TOOLS } from '#tools/registry.ts';
import type { ChatUnit } from '../store.ts';
import { proposalIn } from './safe-parts.ts';
import { PROGRAM_WORDS } from './program-words.ts';
import { handleOf, rolesIn } from './telling.ts';

/** Words that are looked up as perhaps being cases, of one sentence. */
const MOST_LOOKED_UP = 12;
const LONGEST = 1_500;
const MOMENT = /\b\d{4}-\d\d-\d\d \d\d:\d\d UTC\b/g;
const HANDLE = /^K-[0-9A-HJKMNP-TV-Z]{6}$/;
/** Of a case of no hospital in particular, or of one that is not here. */
const EXAMPLE = /^[A-Z]-\d{3,6}$/;
const NAMES: ReadonlySet<string> = new Set([
  ...TOOLS.map(({ name }) => name),
  ...EFFECT_KINDS,
  ...FAILURE_CODES,
  'ICD-10-CM',
  'UTC',
  'Countersign',
  '<reason>',
  '<code>',
]);
const LETTERS = /^\p{L}+(?:[-'’]\p{L}+)*$/u;
const END = /[.!?…]["”')\]]*$/;
/** Under which a fault was written to the log. */
const FAULT = /^F-[0-9a-f]{12}$/;

/**
 * A sentence of the program with handles in the place of cases, where every word of it is one of the program's own, a code, a proposal,
 * somebody who works here, or a moment. `undefined` where there is a word more: it may be one of a chart, or of a file's name.
 */
export async function knownSentence(says: string, unit: ChatUnit): Promise<string | undefined> {
  if (says.length > LONGEST) return undefined;
  const here = await ofThisPlace(unit);
  let bare = says.replaceAll(MOMENT, '');
  for (const one of here) bare = bare.replaceAll(one, '');
  const stands: Standing = { looked: 0, cases: new Map() };
  let begins = true;
  for (const word of bare.split(/\s+/).filter((one) => one !== '')) {
    if (!(await isKnown(word, begins, stands, unit))) return undefined;
    begins = END.test(word);
  }
  return says.replaceAll(/[A-Za-z0-9][A-Za-z0-9._-]*[A-Za-z0-9]|[A-Za-z0-9]/g, (word) => stands.cases.get(word) ?? word);
}

interface Standing {
  looked: number;
  readonly cases: Map<string, string>;
}

/** People who work here and policies in force, longest first, so that a name is taken out whole. */
async function ofThisPlace({ principals, policies }: ChatUnit): Promise<readonly string[]> {
  const people = (await principals.list()).flatMap(({ id, name }) => [name, id]);
  const policy = await policies.inForce();
  const { version, effects } = policy;
  const roles = [...rolesIn(policy)];
  const keys = Object.values(effects).flatMap(({ reasons: { reject, change = {} } }) =>
    [reject, change].flatMap((menu) => Object.entries(menu).flatMap(([key, sentence]) => [key, sentence, sentence.toLowerCase()])),
  );
  const all = new Set([...people, version, ...roles.filter((role) => role.includes('-')), ...keys.filter((key) => /[- ]/.test(key))]);
  return [...all].toSorted((a, b) => b.length - a.length);
}

async function isKnown(word: string, begins: boolean, stands: Standing, unit: ChatUnit): Promise<boolean> {
  const bare = word.replaceAll(/^["“'‘([{]+|["”'’)\]},.:;!?…]+$/g, '');
  if (bare === '' || /^[-–—·+&]+$/.test(bare)) return true;
  if (isPlain(bare, begins) || NAMES.has(bare) || FAULT.test(bare)) return true;
  const id = bare.replace(/^chart:/, '');
  if (stands.looked < MOST_LOOKED_UP) {
    stands.looked += 1;
    const handle = await handleOf(id, unit);
    if (handle !== undefined) stands.cases.set(id, handle);
    if (handle !== undefined) return true;
  }
  if (EXAMPLE.test(id) && proposalIn(id) === undefined) stands.cases.set(id, 'K-…');
  return proposalIn(id) !== undefined || HANDLE.test(id) || EXAMPLE.test(id) || /^[KP]-…?$/.test(id) || isOneCode(id);
}

/** One of the program's words: in capitals only where a sentence or a quotation begins. Short numbers are counts. */
function isPlain(bare: string, begins: boolean): boolean {
  if (/^\d{1,3}$/.test(bare)) return true;
  if (!LETTERS.test(bare)) return bare.includes('/') || bare.includes(',') ? partsArePlain(bare, begins) : false;
  const word = begins ? bare.slice(0, 1).toLowerCase() + bare.slice(1) : bare;
  return PROGRAM_WORDS.has(word) || word === 'I' || word.split('-').every((part) => PROGRAM_WORDS.has(part));
}

function partsArePlain(bare: string, begins: boolean): boolean {
  return bare.split(/[/,]/).every((part, at) => LETTERS.test(part) && isPlain(part, begins && at === 0));
}

function isOneCode(word: string): boolean {
  return readIcd10Cm(word) === word;
}
