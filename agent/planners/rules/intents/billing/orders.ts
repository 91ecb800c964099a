import type { ToolStep } from '../../../../plan.ts';
import { bareLine, isImperative, type Clause } from '../../clause.ts';
import { refuse, type Context, type Intent, type Read } from '../../context.ts';
import { takesBack } from '../../takes-back.ts';
import { WHICH_CLAIM } from './denial.ts';
import { centsIn, dayIn } from './figures.ts';

export const WHICH_ACCOUNT = 'Which account? Name it, as in "write off $40.00 on A-1042, small balance".';

const APPEALS =
  /^(?:(?:draft|write|prepare|start|create|make|compose|begin|generate|do)(?: me| us| up)?(?: (?:an?|the|our|this|that|it|first|second|third|external|level|\d(?:st|nd|rd)))*(?: (?:appeal|appeals|reconsideration|redetermination))(?: letter| packet)?|appeal|dispute|contest)\b/;
const LEVELS: readonly (readonly [RegExp, string])[] = [
  [/\bsecond|\b2nd|\blevel 2\b/, 'second'],
  [/\bexternal\b/, 'external'],
  [/\bredetermination\b/, 'redetermination'],
  [/\breconsideration\b/, 'reconsideration'],
  [/\bhearing\b/, 'hearing'],
  [/\bcouncil\b/, 'council'],
];

/** Drafts an appeal: of a claim that is named, or of the one last spoken of. */
export const appeal: Intent = (context) => {
  const line = bareLine(context.clause);
  if (!APPEALS.test(line)) return undefined;
  const level = LEVELS.find(([named]) => named.test(line))?.[1];
  return onOne(context.claims, WHICH_CLAIM, context, (claim) => ({
    tool: 'draft_appeal',
    input: { claim, ...(level !== undefined && { level }) },
  }));
};

const MONEY: readonly (readonly [RegExp, string])[] = [
  [/^(?:write|writing)[ -]?off\b|^(?:take|post|make|propose|do) (?:a|the) write-?off\b|^write-?off\b/, 'write-off'],
  [/^(?:adjust|(?:post|make|propose|add|do) (?:an|the) adjustment)\b/, 'adjustment'],
  [/^(?:refund|(?:post|make|propose|issue) (?:a|the) refund)\b/, 'refund'],
  [
    /^transfer\b.*(?:<account>|<claim>|\bbalance\b)|^(?:move|shift) (?:the balance|.*\b(?:balance|dollars|to the patient|to insurance))/,
    'transfer',
  ],
];
const HOW_MUCH = 'How much? Name it, as in "write off $40.00 on A-1042, small balance", or say "the balance".';

const NOT_READ =
  'I cannot read that amount whole. Write one amount in dollars and cents, as in "write off $1,250.50 on A-1042, charity care".';
const WHICH_WAY = 'Which way? Say "to the patient" or "to insurance", as in "transfer $40.00 on A-1042 to the patient, deductible".';

/** Whose balance a transfer takes from: what goes to the patient comes from insurance. */
function movedFrom(order: string): 'insurance' | 'patient' | 'unclear' {
  if (/\bto (?:the )?(?:patient|guarantor)\b/i.test(order)) return 'insurance';
  return /\bto (?:the )?(?:insurance|payer|plan)\b/i.test(order) ? 'patient' : 'unclear';
}

/** Whose balance is named, where one is. */
function sideOf(order: string): 'insurance' | 'patient' | undefined {
  if (/\b(?:insurance|payer|refused|denied|denial|rejected)\b/i.test(order)) return 'insurance';
  return /\bpatient\b/i.test(order) ? 'patient' : undefined;
}

/** Puts a write-off, an adjustment, a refund or a transfer up for a decision. */
export const money: Intent = (context) => {
  const { clause, claims, accounts, question } = context;
  const line = bareLine(clause);
  const kind = MONEY.find(([asks]) => asks.test(line))?.[1];
  if (kind === undefined) return undefined;
  const on =
    referenced(clause, 'account') ??
    referenced(clause, 'claim') ??
    (question.account === undefined ? claims[0] : accounts[0]) ??
    accounts[0];
  if (on === undefined) return refuse(WHICH_ACCOUNT);
  const [order = ''] = clause.message.split(/,(?!\d)|:|\bbecause\b|\bsince\b/i);
  const amount = centsIn(order);
  if (amount === 'unclear') return refuse(NOT_READ);
  if (amount === undefined && !/\b(?:balance|all|everything|rest|remainder|it|this|that)\b/i.test(order)) return refuse(HOW_MUCH);
  // Without one the tool asks for it, once it has seen that the account is there.
  const reason = reasonIn(clause);
  const owedBy = kind === 'transfer' ? movedFrom(order) : sideOf(order);
  if (owedBy === 'unclear') return refuse(WHICH_WAY);
  const where = claims.includes(on) ? { claim: on } : { account: on };
  return ordered(clause, {
    tool: 'propose_adjustment',
    input: {
      ...where,
      kind,
      amountCents: amount ?? 'balance',
      ...(owedBy !== undefined && { owedBy }),
      ...(reason !== undefined && { reason }),
    },
  });
};

const PLANS =
  /^(?:set up|setup|make|create|propose|offer|start|arrange|put (?:him|her|them|the patient) on|give)\b.*\b(?:payments?|instal?lments?|pay(?:ment)? plan|monthly)\b|^payment plan\b/;

/** Puts a payment plan up for a decision. */
export const plan: Intent = (context) => {
  const { clause } = context;
  if (!PLANS.test(bareLine(clause))) return undefined;
  const count = /\b(\d{1,2})(?: (?:equal|monthly|more|easy))* (?:payments?|instal?lments?|months?)\b/.exec(clause.line)?.[1];
  if (count === undefined) return refuse('In how many payments? Name it, as in "set up 6 payments on A-1042 from 2026-12-01".');
  const firstDue = dayIn(clause.line);
  const amount = centsIn(clause.message);
  if (amount === 'unclear') return refuse(NOT_READ);
  return onOne(context.accounts, 'Which account? Name it, as in "set up 6 payments on A-1042 from 2026-12-01".', context, (account) => ({
    tool: 'propose_payment_plan',
    input: {
      account,
      instalments: Number(count),
      ...(firstDue !== undefined && { firstDue }),
      ...(amount !== undefined && { amountCents: amount }),
    },
  }));
};

function referenced(clause: Clause, kind: 'account' | 'claim'): string | undefined {
  return clause.words.find((word) => word.kind === kind)?.value;
}

function onOne(named: readonly string[], which: string, { clause }: Context, step: (id: string) => ToolStep): Read {
  if (named.length === 0) return refuse(which);
  const [only, other] = named;
  if (only === undefined || other !== undefined) return refuse('One at a time, please: each is a proposal of its own.');
  return ordered(clause, step(only));
}

/** An order to put something up stands in a line that orders it and takes nothing back. */
function ordered(clause: Clause, step: ToolStep): Read {
  if (!isImperative(clause) && !/\b(?:you|please)\b/.test(clause.padding))
    return refuse('I read a question where an order would be. To put it up for a decision, say so plainly, without a question mark.');
  return takesBack(clause.line) ? refuse('I read an order that is taken back, so nothing was proposed.') : { steps: [step] };
}

/** What stands behind the first comma, "because" or "as". */
function reasonIn({ message, words }: Clause): string | undefined {
  const last = words.at(-1);
  const mark = words.find(({ norm }) => norm === ',' || norm === ':' || norm === 'because' || norm === 'since');
  if (mark === undefined || last === undefined) return undefined;
  const said = message.slice(mark.end, last.end).trim();
  return said.length < 3 ? undefined : said.slice(0, 200);
}
