import type { Plan } from '../../plan.ts';
import { referencesOf, type Clause } from './clause.ts';
import type { Read } from './context.ts';
import type { Decided } from './decisions.ts';
import { isCourteousClause } from './courtesy.ts';
import { GREETING } from './intents/help.ts';
import { ORDER_IN_REASON } from './reason.ts';
import { beginsPlainly, beginsWithFigure, standsAlone } from './stands-alone.ts';
import { takesBack } from './takes-back.ts';

/** One clause and what it came to. Neither `decided` nor `read` means that it was not understood. */
export interface ReadClause {
  readonly clause: Clause;
  readonly decided?: Decided;
  readonly read?: Read;
  /** It names something else than the conversation was about, and nobody knows what. */
  readonly lost?: true;
}

type Step = Plan['steps'][number];

const MOST_STEPS = 24;
const NOT_UNDERSTOOD = 'I did not understand that. "help" shows what can be asked.';
const OWN_LINE =
  'A decision is a line of its own, so nothing was decided here. Send it by itself, as in "accept I50.23" or "reject N17.9, not supported".';
const BESIDE =
  'I read a decision beside words that I do not understand or that ask something else, so nothing was decided. Send the decision by itself, as in "accept I50.23" or "approve P-17".';

const ALONE =
  'A decision is one plain line, so nothing was decided. Begin with the word itself, and end with the code, the proposal or, to reject, the reason: "accept I50.23", "approve P-17" or "reject N17.9, not supported".';
const PROPOSED_ALONE =
  'Codes are put up only where the line holds nothing else, so nothing was proposed. Write "add Z79.4" or "propose the codes" by itself.';

/** Tools that put something up for a decision. */
const PROPOSING: ReadonlySet<string> = new Set([
  'draft_appeal',
  'draft_patient_message',
  'propose_adjustment',
  'propose_codes',
  'propose_payment_plan',
]);

/** What may be ordered by a figure alone: payments, and the level of an appeal. */
const BEGINS_WITH_FIGURE: ReadonlySet<string> = new Set(['draft_appeal', 'propose_payment_plan']);

/** Orders after which sentences may belong to the reason. */
const TAKES_REASON: ReadonlySet<string> = new Set(['reject', 'change', 'escalate']);

/** Words around an order that neither add to it nor take from it. */
const CHATTER =
  /^(?:looks?|that|this|it|sounds?|seems?|i|we|all|very|makes?|agree[ds]?|sense|good|great|right|correct|fine|ok|okay|yes|thanks|thank|you|a|lot|so|much|perfect|nice|done|reviewed|checked|have|has|is|am|to|me|be|the|chart|note|evidence|read|see|got|understood|clear|with)(?: (?:looks?|that|this|it|sounds?|seems?|i|we|all|very|makes?|agree[ds]?|sense|good|great|right|correct|fine|ok|okay|yes|thanks|thank|you|a|lot|so|much|perfect|nice|done|reviewed|checked|have|has|is|am|to|me|be|the|chart|note|evidence|read|see|got|understood|clear|with))*$/;
const TAKES_BACK = /\b(?:wait|no|never ?mind|scratch that|hold on|cancel|stop|undo|kidding|not yet|actually|unless|if|oops|mistake)\b/;
const REQUESTS =
  /^(?:show|code|recode|explain|find|read|search|list|open|display|propose|add|suggest|give|look|get|help|why|what|which|who|when|where|how|is|are|was|were|does|did|do|has|have|any|can|could|should)\b/;
const REPORTS = /\b(?:says?|said|writes?|wrote|states?|stated|told|tells|asks?|asked|reads|instruct\w*|wants?)\b/;

/**
 * Makes one plan of the clauses. Questions stand by themselves; a decision stands only in a message of which every word
 * was understood.
 */
export function gather(read: readonly ReadClause[]): Plan {
  const spoken = read.filter(({ clause }) => clause.words.length > 0);
  const clauses = withReasons(spoken.length === 0 ? read : spoken);
  const withheld = withheldFrom(read);
  const steps = clauses.flatMap(({ decided, read: question }): readonly Step[] => {
    if (decided === undefined) return question === undefined || (withheld !== undefined && proposes(question)) ? [] : question.steps;
    return decided.status === 'decided' && withheld === undefined ? decided.steps : [];
  });
  const said = clauses.flatMap(({ read: question }) => (question?.why === undefined ? [] : [question.why]));
  const more = steps.length > 0 || withheld !== undefined || said.some((why) => why !== GREETING);
  const whys = [...(withheld === undefined ? [] : [withheld]), ...said.filter((why) => !more || why !== GREETING)];
  const unread = clauses.filter(notRead);
  if (steps.length + whys.length === 0)
    whys.push(...unread.map(({ clause }) => aboutReferences(clause)), ...(unread.length === 0 ? [NOT_UNDERSTOOD] : []));
  const why = [...new Set(whys)].slice(0, 2).join('\n');
  return { steps: unique(steps).slice(0, MOST_STEPS), ...(why !== '' && { why }) };
}

/** Why no decision of the message is taken and no code put up; `undefined` when they are, or when it holds none. */
export function withheldFrom(read: readonly ReadClause[]): string | undefined {
  const clauses = withReasons(read.filter(({ clause }) => clause.words.length > 0));
  if (clauses.some(({ decided }) => decided !== undefined)) return withholding(clauses, read);
  return clauses.some((one) => one.read !== undefined && proposes(one.read)) ? withholdingProposals(read) : undefined;
}

/** "add Z79.4. No, wait.": a question may stand beside what puts codes up, but nothing that was not understood. */
function withholdingProposals(read: readonly ReadClause[]): string | undefined {
  const [{ clause: { message } } = { clause: { message: '' } }] = read;
  const first = read.findIndex((one) => one.read !== undefined && proposes(one.read));
  const leftOver = read.some(({ clause, read: question }, index) => {
    if (question !== undefined) return false;
    return index < first ? clause.asked || (clause.words.length > 0 && !CHATTER.test(clause.line)) : !isCourteousClause(clause);
  });
  const figured = read[first]?.read?.steps.every(({ tool }) => BEGINS_WITH_FIGURE.has(tool)) === true && beginsWithFigure(message);
  return leftOver || !(beginsPlainly(message) || figured) ? PROPOSED_ALONE : undefined;
}

/** "accept I50.23. Actually." and "Right? Accept I50.23.": words that are politeness elsewhere and not beside a decision. */
function hesitates(read: readonly ReadClause[]): boolean {
  const first = read.findIndex(({ decided }) => decided !== undefined);
  return read.some(({ clause }, index) => clause.words.length === 0 && (index > first ? !isCourteousClause(clause) : clause.asked));
}

function proposes({ steps }: Read): boolean {
  return steps.some(({ tool }) => PROPOSING.has(tool));
}

function withholding(clauses: readonly ReadClause[], all: readonly ReadClause[]): string | undefined {
  if (clauses.some(({ clause }) => clause.message.trimEnd().includes('\n'))) return OWN_LINE;
  const unclear = clauses.flatMap(({ decided }) => (decided?.status === 'unclear' ? [decided.why] : []));
  if (unclear[0] !== undefined) return unclear[0];
  for (const [index, { clause, decided, read }] of clauses.entries()) {
    if (decided === undefined && read !== undefined) return read.steps.length > 0 ? OWN_LINE : BESIDE;
    const before = clauses.slice(0, index).every((one) => one.decided === undefined);
    if (decided === undefined && !(before ? CHATTER.test(clause.line) && !clause.asked : isCourteousClause(clause))) return BESIDE;
    if (decided !== undefined && clause.joined && !continues(clauses[index - 1])) return BESIDE;
    if (decided !== undefined && clause.joined && hasReason(clauses[index - 1])) return ORDER_IN_REASON;
  }
  const orders = clauses.filter(({ decided }) => decided !== undefined).map(({ clause }) => clause);
  const [{ message } = { message: '' }] = orders;
  if (!standsAlone(message, orders) || hesitates(all)) return ALONE;
  const count = clauses.flatMap(({ decided }) => (decided?.status === 'decided' ? decided.steps : [])).length;
  return count > MOST_STEPS
    ? `At most ${MOST_STEPS} decisions are taken from one line, and these are ${count}, so nothing was decided.`
    : undefined;
}

function hasReason(before: ReadClause | undefined): boolean {
  return before?.decided?.status === 'decided' && before.decided.reason !== undefined;
}

/** Whether an order may follow in the same sentence: after another order or a courtesy, never after a report. */
function continues(before: ReadClause | undefined): boolean {
  if (before === undefined) return true;
  if (before.decided?.status === 'decided') return !REPORTS.test(before.decided.reason ?? '');
  return before.decided === undefined && CHATTER.test(before.clause.line);
}

/** "reject N17.9. Not supported.": sentences after a rejection that are no order or question belong to its reason. */
function withReasons(clauses: readonly ReadClause[]): readonly ReadClause[] {
  const joined: ReadClause[] = [];
  for (const one of clauses) {
    const before = joined.at(-1);
    const longer = before === undefined ? undefined : withReason(before, one);
    if (longer === undefined) joined.push(one);
    else joined[joined.length - 1] = longer;
  }
  return joined;
}

function withReason(before: ReadClause, { clause, decided, read }: ReadClause): ReadClause | undefined {
  if (before.decided?.status !== 'decided' || decided !== undefined || clause.asked || clause.joined) return undefined;
  if (read !== undefined && REQUESTS.test(clause.line)) return undefined;
  if (!before.decided.steps.every(({ input }) => TAKES_REASON.has(input.verdict)) || TAKES_BACK.test(clause.line) || takesBack(clause.line))
    return undefined;
  const [first, last] = [clause.words[0], clause.words.at(-1)];
  const { reason: begun } = before.decided;
  if (begun === undefined || first === undefined || last === undefined || clause.words.some(({ kind }) => kind === 'proposal'))
    return undefined;
  const start = clause.message.lastIndexOf(begun, first.start);
  const reason = clause.message.slice(start, last.end);
  const steps = before.decided.steps.map((step) => ({ ...step, input: { ...step.input, reason } }));
  const clauseWithReason = { ...before.clause, words: [...before.clause.words, ...clause.words] };
  return { clause: clauseWithReason, decided: { status: 'decided', steps, reason } };
}

function notRead({ decided, read }: ReadClause): boolean {
  return decided === undefined && read === undefined;
}

function aboutReferences(clause: Clause): string {
  const [code] = referencesOf(clause, 'code');
  const [encounter] = referencesOf(clause, 'encounter');
  const [proposal] = referencesOf(clause, 'proposal');
  if (proposal !== undefined)
    return `What about ${proposal}? "show ${proposal}" shows it; "approve ${proposal}" or "reject ${proposal}, <reason>" decides it.`;
  if (code !== undefined)
    return `What about ${code}? "why ${code}?" explains it; "look up ${code}" shows it in the code set; "accept ${code}", "reject ${code}, <reason>" or "add ${code}" acts on it.`;
  if (encounter !== undefined)
    return `What about ${encounter}? Try "code ${encounter}", "what does the chart say about … on ${encounter}?" or "show the ledger for ${encounter}".`;
  return NOT_UNDERSTOOD;
}

function unique(steps: readonly Step[]): Step[] {
  const seen = new Set<string>();
  return steps.filter((step) => {
    const key = JSON.stringify(step);
    return seen.size !== seen.add(key).size;
  });
}
