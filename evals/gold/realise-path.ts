import type { IndexPath } from '#core/terminology/index-path.ts';

/** Subterms that follow what they belong to: "pneumonia due to Klebsiella". */
const CONNECTIVE =
  /^(?:with|without|due to|in|following|by|from|of|associated with|secondary to|complicat(?:ing|ed by)|causing|resulting in|during|after|as|for|to|on|at|and|affecting|involving|caused by|arising|resulting|when|related to|requiring|despite|under|unless|than|not|or)\b/i;
/** Of a connective that stands alone the next subterm is the object. */
const BARE =
  /^(?:with|without|due to|in|following|by|from|of|associated with|secondary to|complicat(?:ing|ed by)|causing|resulting in|during|after|as|for|to|on|at|and|affecting|involving|caused by|related to)$/i;
const LEFT_OVER = /^(?:specified(?: \w+)? NEC|specified(?: \w+)?|other(?: specified)?)$/i;

/** Main terms that say of what they are, and how. What kind they are comes before them. */
const WITH_OBJECT: Readonly<Record<string, string>> = {
  history: 'of',
  absence: 'of',
  presence: 'of',
  encounter: 'for',
  exposure: 'to',
  contact: 'with',
  screening: 'for',
  observation: 'for',
  counseling: 'for',
  examination: 'for',
  admission: 'for',
  aftercare: 'following',
  problem: 'with',
  sequelae: 'of',
  carrier: 'of',
  status: '',
  fitting: 'of',
  lack: 'of',
  loss: 'of',
  allergy: 'to',
  resistance: 'to',
  supervision: 'of',
  place: '',
  activity: '',
};
const KINDS =
  /^(?:personal|family|acquired|congenital|traumatic|surgical|suspected|inadequate|excessive|bacterial|viral|mental|general|medical|routine)$/i;

/** A line of the index in the usual order of words: `Failure, heart, systolic, acute on chronic` is "acute on chronic systolic heart failure". */
export function realisePath({ path, table }: Pick<IndexPath, 'path' | 'table'>): string {
  const [main = '', ...subterms] = path;
  if (table === 'neoplasm') return site(subterms);
  const head = headOf(main);
  const first = head.toLowerCase().split(' ').at(-1) ?? '';
  const preposition = WITH_OBJECT[first];
  if (preposition === undefined || subterms.length === 0) return phrase(head, subterms);
  const kinds = subterms.findIndex((subterm) => !KINDS.test(subterm));
  const before = kinds === -1 ? subterms : subterms.slice(0, kinds);
  const object = kinds === -1 ? [] : subterms.slice(kinds);
  const [objectHead = '', ...rest] = object;
  if (objectHead === '' || CONNECTIVE.test(objectHead)) return phrase(head, subterms);
  return words([...before.toReversed(), head, preposition, phrase(headOf(objectHead), rest)]);
}

/** What ends so wants its object: "coma due to". */
const LEADS_ON = /\b(?:due to|of|to|in|with|from|by|for)$/i;

/** Adjectives and sites stand before their head, the deepest first; what a connective leads in follows it. */
function phrase(head: string, subterms: readonly string[]): string {
  const [next, ...others] = subterms;
  if (next !== undefined && LEADS_ON.test(head)) return words([head, phrase(headOf(next), others)]);
  const before: string[] = [];
  for (const [at, subterm] of subterms.entries()) {
    if (CONNECTIVE.test(subterm)) {
      const [object = '', ...rest] = subterms.slice(at + 1);
      const ledIn = BARE.test(subterm) ? phrase(headOf(object), rest) : led(subterm, subterms.slice(at + 1));
      return words([...before.toReversed(), head, ...(BARE.test(subterm) ? [subterm] : []), ledIn]);
    }
    before.push(LEFT_OVER.test(subterm) ? 'other specified' : headOf(subterm));
  }
  return words([...before.toReversed(), head]);
}

/** "With nephropathy" has its object, and what is beneath tells more of that. */
function led(subterm: string, rest: readonly string[]): string {
  const [connective = ''] = CONNECTIVE.exec(subterm) ?? [];
  return words([connective, phrase(headOf(subterm.slice(connective.length).trim()), rest)]);
}

/** `Failure, failed` is "failure"; `Fracture, traumatic` "traumatic fracture"; `esophagus, cervical` "cervical esophagus". */
function headOf(term: string): string {
  const [head = '', ...others] = term.split(/, /).map((part) => part.replace(/\b(?:NEC|NOS)\b/g, '').trim());
  const kinds = others.filter((other) => other !== '' && !isInflection(head, other));
  return words([...kinds.toReversed(), head]);
}

const TISSUES = /^(?:connective tissue|soft tissue|skin|bone|muscle|nerve|blood vessel|artery|vein|lymph|cartilage|mucosa)/i;
const ADJECTIVE =
  /(?:al|ar|ic|ous|ary|ior|ine|oid|motor|major|minor|left|right|upper|lower|middle|main|deep|superficial|central|external|internal)$/i;

/** A site of the neoplasm table: "oculomotor nerve", "skin of leg", "ventral surface of tongue". */
function site(subterms: readonly string[]): string {
  const [first = '', ...rest] = subterms.map((subterm) => (LEFT_OVER.test(subterm) ? 'other specified' : headOf(subterm)));
  return rest.reduce((whole, part) => {
    if (ADJECTIVE.test(part) || part === 'other specified') return words([part, whole]);
    if (CONNECTIVE.test(part) || part === 'gland') return words([whole, part]);
    return TISSUES.test(first) ? words([whole, 'of', part]) : words([part, 'of', whole]);
  }, first);
}

const SHARED = 4;

function isInflection(head: string, other: string): boolean {
  return head.slice(0, SHARED).toLowerCase() === other.slice(0, SHARED).toLowerCase();
}

function words(parts: readonly string[]): string {
  return parts
    .map((part) => part.replace(/\b(?:NEC|NOS)\b/g, '').trim())
    .filter((part) => part !== '')
    .join(' ')
    .replace(/\s+/g, ' ');
}

export const BEHAVIOURS: readonly string[] = [
  'malignant neoplasm of',
  'secondary malignant neoplasm of',
  'carcinoma in situ of',
  'benign neoplasm of',
  'neoplasm of uncertain behavior of',
  'neoplasm of unspecified behavior of',
];
