import { bareLine, referencesOf, typed, type Clause } from '../../clause.ts';
import { refuse, type Intent } from '../../context.ts';

const WHICH = 'Which account? Name it, as in "explain the bill of A-1042" or "explain the bill of A-1042 to the patient in Spanish".';

const BILL = '(?:bill|statement|balance|charges|account|invoice)s?';
const EXPLAINS: readonly RegExp[] = [
  new RegExp(
    `^(?:explain|show|open|break down|walk (?:me|us) through|look at|look up|see|view|display|get|give)\\b.*(?:\\b${BILL}\\b|<account>)`,
  ),
  new RegExp(`^(?:what|how much|why)\\b.*\\b(?:owes?|owed|owing|${BILL})\\b`),
  new RegExp(`^(?:the )?${BILL} (?:of|on|for) <account>`),
  /^<account>$/,
];
const TELLS =
  /^(?:explain|tell|write|send|draft|text|e-?mail|mail|message|answer|prepare|compose|respond|reply)\b.*\b(?:(?:to |for )?(?:the |this |our )?(?:patient|guarantor|family|mother|father|parent|daughter|son|wife|husband|spouse|representative|him|her|them)|(?:patient|bill|explanation|statement) (?:letter|message|note|explanation))\b/;

/** Works an account out, or puts its explanation up to be sent to somebody. */
export const bill: Intent = ({ clause, accounts, encounters }) => {
  const line = bareLine(clause);
  const tells =
    TELLS.test(line) &&
    !/\brecords?\b/.test(line) &&
    (/\b(?:bill|balance|statement|account|owe|owes|charges|payment)\b/.test(line) || /<account>/.test(line));
  if (!tells && !EXPLAINS.some((explains) => explains.test(line))) return undefined;
  if (clause.words.some(({ kind }) => kind === 'code' || kind === 'proposal' || kind === 'document')) return undefined;
  // An account that came in with a claim has its number: "the bill of C-88" is that account's.
  const [claim, another] = referencesOf(clause, 'claim');
  if (another !== undefined || (claim !== undefined && !/\b(?:bill|statement|balance|owes?|account)\b/.test(line))) return undefined;
  // "account E-1042" is said of cases too; an encounter's bill needs its account.
  const account = claim ?? accounts[0];
  if (account === undefined)
    return tells || /\b(?:bill|statement|balance|owes?)\b/.test(line)
      ? encounters.length > 0 && !tells && !/\bbill|owe/.test(line)
        ? undefined
        : refuse(WHICH)
      : undefined;
  const language = /\b(?:in )?(?:spanish|español|espanol)\b/.test(line) ? 'es' : /\bin english\b/.test(line) ? 'en' : undefined;
  const channel = CHANNELS.find(([named]) => named.test(line))?.[1];
  const care = /\bwhat (?:it|the care|the bill|the visit|this) (?:was|is) for\b|\bdiagnos[ei]s\b/.test(line) ? true : undefined;
  const to = tells ? addresseeIn(clause, line) : undefined;
  const asked = {
    account,
    ...(to !== undefined && { to }),
    ...(language !== undefined && { language }),
    ...(channel !== undefined && { channel }),
    ...(care !== undefined && { care }),
  };
  return { steps: [{ tool: tells ? 'draft_patient_message' : 'explain_bill', input: asked }] };
};

const CHANNELS: readonly (readonly [RegExp, string])[] = [
  [/\bby (?:text|sms)\b|^text\b/, 'sms'],
  [/\bby e-?mail\b|^e-?mail\b/, 'email'],
  [/\bby (?:letter|mail|post)\b/, 'letter'],
  [/\bby phone\b|\bon the phone\b/, 'phone'],
  [/\b(?:in|by|through|on) the portal\b/, 'portal'],
];

const ROLE =
  '(?:guarantor|daughter|son|mother|father|parents?|wife|husband|spouse|partner|family|brother|sister|neighbou?r|friend|lawyer|representative|mrs|mr|ms|dr)';
const THEIR = '(?:(?:the|her|his|their|our|my) )*';
/** The patient alone, or no person at all: `the patient`, `her`, `this account`; not `the patient's husband`. */
const NO_OTHER = `(?!(?:(?:the|this|our|a|an|her|his|their) )*(?:patient|pt|him|them|me|us|you|bill|balance|statement|explanation|account|note|letter|message)\\b(?! (?:and|or|${ROLE})\\b))`;
const ADDRESSED: readonly RegExp[] = [
  new RegExp(`\\bto ${NO_OTHER}${THEIR}((?:[^ <]+ ){0,3}?${ROLE}\\b.*?)(?: (?:in|by|on|through|about|of|for|what) .*)?$`, 'd'),
  new RegExp(
    `^(?:tell|text|e-?mail|message|write|answer|send) ${NO_OTHER}(?!to |(?:her|his) (?:what|how|that|about|why|the|this|an?) )${THEIR}((?:[^ <]+ ){0,3}?[^ <]+) (?:what|how much|that|about|why|his|her|their|the|this|an?) `,
    'd',
  ),
];

/** Whoever is named and is not the patient, as typed: `guarantor`, `Marguerite's husband`. The account says whether they may be told. */
function addresseeIn(clause: Clause, line: string): string | undefined {
  const at = ADDRESSED.map((named) => named.exec(line)?.indices?.[1]).find((range) => range !== undefined);
  return at === undefined ? undefined : typed(clause, at[0], at[1]);
}
