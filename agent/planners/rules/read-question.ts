import type { Plan, Question } from '../../plan.ts';
import { bareLine, referencesOf, type Clause } from './clause.ts';
import { splitClauses } from './clauses.ts';
import { refuse, type Context, type Intent, type Last, type Read } from './context.ts';
import { readDecision } from './decisions.ts';
import { asksAsBiller, readAsBiller } from './as-biller.ts';
import { accountNamed, claimNamed } from './intents/billing/named.ts';
import { adjustmentCode } from './intents/billing/adjustment-code.ts';
import { bill } from './intents/billing/bill.ts';
import { denial } from './intents/billing/denial.ts';
import { denials } from './intents/billing/denials.ts';
import { letters } from './intents/billing/letters.ts';
import { appeal } from './intents/billing/appeal-order.ts';
import { money } from './intents/billing/money-order.ts';
import { notHeld } from './intents/billing/not-held.ts';
import { plan } from './intents/billing/plan-order.ts';
import { remittances } from './intents/billing/remittances.ts';
import { sent } from './intents/billing/sent.ts';
import { policies } from './intents/billing/policies.ts';
import { readDocument } from './intents/document.ts';
import { explain } from './intents/explain.ts';
import { help } from './intents/help.ts';
import { decisionsMade } from './intents/decisions-made.ts';
import { ledger } from './intents/ledger.ts';
import { impossibleOrder, neverAnswered, notYet } from './intents/limits.ts';
import { lookup } from './intents/lookup.ts';
import { proposal } from './intents/proposal.ts';
import { propose } from './intents/propose.ts';
import { search, searchFreely } from './intents/search.ts';
import { againstClaim, paymentFlags, suggest } from './intents/suggest.ts';
import { work } from './intents/work.ts';
import { gather, withheldFrom, type ReadClause } from './gather.ts';
import { settle } from './settle.ts';
import { unreadSubject } from './unread-subject.ts';
import { readWords, type Word } from './words.ts';

/** In this order: the first that reads a clause wins. */
const INTENTS: readonly Intent[] = [
  help,
  paymentFlags,
  letters,
  appeal,
  money,
  plan,
  sent,
  bill,
  denial,
  notHeld,
  remittances,
  policies,
  denials,
  adjustmentCode,
  claimNamed,
  accountNamed,
  neverAnswered,
  againstClaim,
  decisionsMade,
  lookup,
  search,
  propose,
  impossibleOrder,
  notYet,
  ledger,
  work,
  proposal,
  suggest,
  readDocument,
  explain,
  searchFreely,
];

const LONGEST = 1_500;
const TOO_LONG = 'That is a long text. I read questions, not pasted notes: bring a chart in with "countersign import", and ask about it.';

/** Reads a message into a plan. The same words in the same conversation always give the same plan. */
export function readQuestion(question: Question): Plan {
  return readClosely(question).plan;
}

/** `firm` when the message holds or resembles a decision, or is refused on principle: then no other planner is asked. */
export function readClosely(question: Question): { readonly plan: Plan; readonly firm: boolean } {
  if (question.text.length > LONGEST) return { plan: { steps: [], why: TOO_LONG }, firm: true };
  const typed = readWords(question.text);
  const words = settle(asksAsBiller(question) ? readAsBiller(typed) : typed, question.encounter);
  const clauses = splitClauses(question.text, words);
  const read: ReadClause[] = [];
  let last: Last = {
    ...(question.encounter !== undefined && { encounter: question.encounter }),
    ...(question.code !== undefined && { code: question.code }),
    ...(question.claim !== undefined && { claim: question.claim }),
    ...(question.account !== undefined && { account: question.account }),
  };
  for (const [index, clause] of clauses.entries()) {
    const others = encountersOf(clauses.filter((_, other) => other !== index).flatMap((other) => other.words));
    const context = contextFor(clause, { last, others, question });
    const one = readClause(context, others);
    read.push(one);
    last = after(one.lost === true ? withoutSubject(last) : last, context);
  }
  const firm = withheldFrom(read) !== undefined || read.some((one) => one.decided !== undefined || one.read?.firm === true);
  return { plan: gather(read), firm };
}

/** Reads a clause as a decision, else as a question. What it names and nobody reads is asked about, and taken for nothing else. */
function readClause(context: Context, others: readonly string[]): ReadClause {
  const { clause, last } = context;
  const decided = readDecision(context, others);
  if (decided !== undefined) return { clause, decided };
  const read = firstRead(context);
  const kind = understoodIn(read, context);
  const subject = kind === undefined ? undefined : unreadSubject(clause, { kind, order: ordersEffect(read) });
  if (kind === undefined || subject === undefined) return { clause, ...(read !== undefined && { read }) };
  const asks = { ...refuse(whichIsMeant(subject.typed, last[kind] ?? '')), firm: true as const };
  const own = subject.known ? readByItself(context) : undefined;
  return { clause, read: own ?? asks, lost: true };
}

/** The clause by what it names itself. A proposal that is asked after is shown. */
function readByItself(context: Context): Read | undefined {
  const { clause, last } = context;
  const own = { claims: referencesOf(clause, 'claim'), accounts: referencesOf(clause, 'account'), last: withoutSubject(last) };
  const read = firstRead({ ...context, ...own });
  return read === undefined || read.steps.length === 0 ? (proposal(context) ?? read) : read;
}

function firstRead(context: Context): Read | undefined {
  for (const intent of INTENTS) {
    const read = intent(context);
    if (read !== undefined) return read;
  }
  return undefined;
}

/** Whether what was read rests on the claim or the account that was spoken of before, and that the clause does not name. */
function understoodIn(read: Read | undefined, { clause, last }: Context): 'claim' | 'account' | undefined {
  return (['account', 'claim'] as const).find(
    (kind) =>
      last[kind] !== undefined &&
      !referencesOf(clause, kind).includes(last[kind]) &&
      read?.steps.some(({ input }) => input[kind] === last[kind]),
  );
}

function ordersEffect(read: Read | undefined): boolean {
  return read?.steps.some(({ tool }) => /^(?:draft|propose)_/.test(tool)) === true;
}

function whichIsMeant(typed: string, before: string): string {
  return `Which is meant? I cannot tell what claim or account "${typed}" is, so I did not take it for ${before}. Name it by our own number, as in C-88 or A-88: by a patient's name or a payer's number none is found here.`;
}

function withoutSubject({ claim: _claim, account: _account, ...rest }: Last): Last {
  return rest;
}

function contextFor(clause: Clause, { last, others, question }: { last: Last; others: readonly string[]; question: Question }): Context {
  const named = referencesOf(clause, 'encounter');
  const understood =
    last.encounter !== undefined && last.encounter !== question.encounter
      ? last.encounter
      : ((others.length === 1 ? others[0] : undefined) ?? last.encounter);
  return {
    clause,
    encounters: named.length > 0 ? named : understood === undefined ? [] : [understood],
    codes: referencesOf(clause, 'code'),
    proposals: referencesOf(clause, 'proposal'),
    documents: referencesOf(clause, 'document'),
    claims: namedOr(clause, 'claim', last.claim),
    accounts: namedOr(clause, 'account', last.account),
    namesEncounter: named.length > 0,
    last,
    question,
  };
}

function namedOr(clause: Clause, kind: 'claim' | 'account', understood: string | undefined): readonly string[] {
  const named = referencesOf(clause, kind);
  return named.length > 0 || understood === undefined ? named : [understood];
}

/** What is last spoken of after a clause. A clause on several codes leaves none to be called "it". */
function after(last: Last, { clause, codes, proposals }: Context): Last {
  const encounter = referencesOf(clause, 'encounter').at(-1) ?? last.encounter;
  const kept = encounter === last.encounter && !/^(?:code|recode)\b/.test(bareLine(clause)) ? last.code : undefined;
  const code = codes.length === 0 ? kept : codes.length === 1 ? codes[0] : undefined;
  const proposal = proposals.length === 1 ? proposals[0] : last.proposal;
  const claim = referencesOf(clause, 'claim').at(-1) ?? last.claim;
  const account = referencesOf(clause, 'account').at(-1) ?? last.account;
  return {
    ...(encounter !== undefined && { encounter }),
    ...(code !== undefined && { code }),
    ...(proposal !== undefined && { proposal }),
    ...(claim !== undefined && { claim }),
    ...(account !== undefined && { account }),
  };
}

function encountersOf(words: readonly Word[]): readonly string[] {
  return [...new Set(words.filter(({ kind }) => kind === 'encounter').map(({ value }) => value))];
}
