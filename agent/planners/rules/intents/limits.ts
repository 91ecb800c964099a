import { bareLine } from '../clause.ts';
import { refuse, type Intent } from '../context.ts';

interface Limit {
  /** Stable name, for tests. */
  readonly id: string;
  readonly asks: RegExp;
  readonly why: string;
}

const DECIDE_BY_ITEM =
  'Decisions are made one at a time, by a person, on what that person has seen, so name each that you mean: "accept I50.23, N18.32 and E11.22" or "reject P-3 and P-5, duplicate". "what is waiting for me?" lists the proposals.';
const MONEY_HIDDEN =
  'Payment is not shown to whoever picks codes, and no code is chosen for what it pays. Ask what the chart supports: "code E-1042" or "why was I50.23 suggested on E-1042?".';
const NO_CARE =
  'I read charts for coding and give no medical advice. Ask what the chart says, as in "what does the chart say about dialysis on E-1042?".';
const NO_BILLING =
  'I read a question on billing in which I find nothing that I can look up. Name the claim or the account, as in "why was C-88 denied?", "draft the appeal for C-88" or "explain the bill of A-88"; "what should I work first?" lists refused claims.';
const NO_CHANGE =
  'I cannot change what stands. To refuse a code write "reject N17.9, <reason>"; to put another in the place of one that is not decided yet, "change I50.23 to I50.33, <reason>"; to put one up, "add I50.33".';

/** Orders that no tool can carry out. They are tried on the beginning of a clause. */
const ORDERS: readonly Limit[] = [
  {
    id: 'decide-all',
    asks: /^(?:accept|approve|countersign|sign(?: off)?(?: on)?|reject|decline|auto-?(?:accept|approve|sign|reject)|bulk|mass|batch|rubber-?stamp|okay|ok|confirm|finali[sz]e)(?: (?:accept|approve|reject|sign))?(?: (?:of|the|on|for|me|my|your))*(?: (?:all|everything|every|each|them|both|rest|these|those|queue|whatever|any|remaining|codes|suggestions?|proposals|lot|others?))\b/,
    why: DECIDE_BY_ITEM,
  },
  {
    id: 'delete',
    asks: /^(?:delete|erase|wipe|destroy|purge|shred|clear|truncate|drop|get rid of|trash|remove|scrub|hide)\b/,
    why: 'Nothing can be deleted from here: charts, proposals and the ledger are kept. To refuse a suggested code write "reject N17.9, <reason>".',
  },
  {
    id: 'undo',
    asks: /^(?:undo|revert|reverse|retract|withdraw|cancel|reopen|re-open|unapprove|unaccept|void|rescind|roll back|rollback|take back)\b/,
    why: 'A decision is not undone here: it stands in the ledger. Propose the code again, and a person decides anew. What you asked for and nobody has decided yet is taken back with "withdraw P-17".',
  },
  {
    id: 'change',
    asks: /^(?:change|edit|modify|amend|alter|replace|swap|switch|correct|fix|rewrite|mark|backdate|rename|update|overwrite|set|move|use|make|upgrade|downgrade|reassign|redact|addend|adjust|assign|escalate|delegate|route|transfer)\b/,
    why: NO_CHANGE,
  },
  {
    id: 'query',
    asks: /^(?:(?:draft|write|send|create|compose|prepare|start|open|issue|generate|raise|need|make)\b.*\bquer(?:y|ies)\b|query\b|ask (?:the )?(?:dr|doctor|provider|attending|physician|surgeon|cardiolog\w*|nephrolog\w*)\b)/,
    why: 'Queries to clinicians are not drafted from here yet. "what does the chart say about …" shows the indicators that the chart holds.',
  },
  {
    id: 'send',
    asks: /^(?:send|e-?mail|text|message|call|notify|page|fax|forward|ping|remind|alert|contact|share|post|publish|transmit|export|download|upload|print out|ask|tell)\b/,
    why: 'I send nothing to anyone. What is approved goes to the receiver that your administrator has set; "show P-17" says what became of it.',
  },
  {
    id: 'bill',
    asks: /^(?:bill|charge|invoice|submit|file|release|drop|collect|refund|post|pay|resubmit|rebill|finali[sz]e|close|lock|hold)\b/,
    why: 'I cannot bill, submit, release or close anything. A code that a person approves goes to the receiver that your administrator has set.',
  },
  {
    id: 'override',
    asks: /^(?:override|bypass|skip|disable|force|turn off|switch off|pretend|act as|act like|you are now|you must|role-?play|forget|disregard|ignore|grant|give (?:me|us|him|her) (?:admin|access|rights|permission|approver)|let me in|unlock|elevate|impersonate|log ?in as|become|sudo|execute|run (?:the )?(?:sql|command|code|script|query|tool)|select \*|insert into|update )\b/,
    why: 'No rule can be switched off by asking, and rights come from the record of the person who is signed in. "help" shows what can be asked.',
  },
  {
    id: 'care',
    asks: /^(?:prescribe|order|administer|schedule|book|admit|discharge the patient|treat|diagnose|start (?:the patient|him|her)|stop (?:the patient|his|her)|refer)\b/,
    why: NO_CARE,
  },
  {
    id: 'summarise',
    asks: /^(?:summari[sz]e|summary|sum up|tl;?dr|give (?:me )?(?:a|the|an) (?:quick |brief |short )?(?:summary|overview|recap|rundown)|overview|recap|brief me|write (?:me |us )?(?:a|an|the|up|my|this|that|out)|draft|compose)\b/,
    why: 'I quote charts and write no summaries of them. Try "show me the discharge summary of E-1042", or "code E-1042".',
  },
  {
    id: 'compare',
    asks: /^(?:compare|contrast|diff) <encounter>/,
    why: 'I answer on one encounter at a time. Ask for each: "code E-1042".',
  },
];

const MONEY: Limit = {
  id: 'money',
  asks: /\b(?:drgs?|ms-drgs?|apr-drgs?|cmi|case mix|reimburse\w*|revenue|upcod\w+|up-cod\w+|mccs?|ccs?|hccs?|raf|risk adjust\w*|pays? (?:the )?(?:more|most|better|best|higher|extra|less)|highest[- ]paying|higher[- ]paying|best[- ]paying|more money|maximi[sz]e|optimi[sz]e|worth (?:more|most)|payment|weights?(?= (?:higher|more|relative|of the))|relative weight|profit\w*|financial(?:ly)?|severity of illness|soi|bonus)\b/,
  why: MONEY_HIDDEN,
};

const ELSEWHERE: Limit = {
  id: 'elsewhere',
  asks: /\b(?:weather|forecast|rain|temperature outside|joke|jokes|poem|recipe|football|baseball|soccer|super bowl|world cup|stock price|stocks|bitcoin|capital of|president|prime minister|movies?|translate|horoscope|meaning of life|love you|marry me|homework|password|passwords|api key|system prompt|your (?:instructions|prompt|model|training)|what model|chatgpt|openai|time is it|what (?:day|date) is it|today's date|birthday party|vacation|parking|cafeteria|salary|paycheck|politics)\b/,
  why: 'That is outside what I can answer. I read charts, ICD-10-CM codes, proposals and the ledger. "help" shows what can be asked.',
};

/** Subjects that are out of reach however they are asked. */
const SUBJECTS: readonly Limit[] = [
  {
    id: 'billing',
    asks: /\b(?:claims?|denials?|denied by|deny code|was .* denied|appeals?|write-?offs?|write off|written off|remit\w*|remittance|835|837|eobs?|eras?|copays?|co-pays?|deductibles?|coinsurance|balances?(?= (?:due|bill|on the account))|account balance|outstanding balance|patient (?:bill|balance|statement)|this bill|the bill|bills|invoices?|payers?|insurance|insurer|medicare|medicaid|aetna|cigna|humana|prior auth\w*|authori[sz]ations?|timely filing|carcs?|rarcs?|co-\d+|pr-\d+|fee schedules?|charges?(?= (?:on|for|of))|cost|price|how much (?:does|do|did|is|will|would) .*(?:owe|cost|pay|bill))\b/,
    why: NO_BILLING,
  },
  {
    id: 'procedures',
    asks: /\b(?:cpt|hcpcs|modifiers?|ncci|mue|procedure codes?|pcs|icd-?10-?pcs|e\/m|em level|e and m|level of service|units?(?= (?:of service|billed))|(?:code|bill|report|with|and|for|is|was|use) \d{5}|9\d{4}|g0\d{3})\b/,
    why: 'I answer on ICD-10-CM diagnosis codes. Procedure codes, modifiers and their edits are not part of it yet.',
  },
  {
    id: 'advice',
    asks: /\b(?:(?:should|can|could|must|would|may) (?:the |this |my |a )?(?:patient|he|she|they|i)(?: (?:be|get|still|safely))? (?:take|taking|stop|start|continue|given|give|prescribe|treat|treated|increase|decrease|hold|receive|undergo|eat|drink|drive|go home|switch)|what (?:dose|dosage|treatment|medication|drug|antibiotic) (?:should|would|do|to|is best|is recommended)|how (?:do|should|would) (?:i|we|you) (?:treat|manage|cure|dose)|best treatment|is it safe|safe to|prognosis for|will (?:the patient|he|she|they) (?:die|survive|recover|live)|side effects? of|contraindicat\w+|what is wrong with (?:the patient|him|her))\b/,
    why: NO_CARE,
  },
];

/** What cannot or should not be done on order, with the reason. */
export const impossibleOrder: Intent = ({ clause }) => find(ORDERS, bareLine(clause));

/** Money, and things of another world: refused before a search for them is read. */
export const neverAnswered: Intent = ({ clause }) => find([MONEY, ELSEWHERE], clause.line);

/** What is out of reach so far, however it is asked. */
export const notYet: Intent = ({ clause }) => find(SUBJECTS, clause.line);

function find(limits: readonly Limit[], line: string) {
  const limit = limits.find(({ asks }) => asks.test(line));
  return limit === undefined ? undefined : { ...refuse(limit.why), firm: true as const };
}
