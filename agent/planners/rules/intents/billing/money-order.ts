import { bareLine, type Clause } from '../../clause.ts';
import { refuse, type Intent } from '../../context.ts';
import { barelyCentsIn, withoutReferences } from './figures.ts';
import { NOT_READ, ordered } from './put-up.ts';

const WHICH_ACCOUNT = 'Which account? Name it, as in "write off $40.00 on A-1042, small balance".';
const LATER =
  'I read a time or a choice in that order, and nothing is kept for later. Nothing was proposed; order it plainly, as in "write off $40.00 on A-1042, small balance".';
const HOW_MUCH = 'How much? Name it, as in "write off $40.00 on A-1042, small balance", or say "the balance".';
const NOTHING =
  'That moves no money, so nothing was proposed. Name an amount above $0.00, as in "write off $40.00 on A-1042, small balance".';
const WHICH_WAY = 'Which way? Say "to the patient" or "to insurance", as in "transfer $40.00 on A-1042 to the patient, deductible".';

const MONEY: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:write|writing)[ -]?off\b|^(?:take|post|make|propose|do) (?:a|the) write-?off\b|^write-?off\b|^(?:w\/o|wo) (?=.*(?:<account>|<claim>|\d|\bbalance\b))/,
    'write-off',
  ],
  [/^(?:small balance|bad debt|charity(?: care)?|administrative) write[ -]?off\b/, 'write-off'],
  [/^(?:adjust|(?:take|knock) (?=\S+(?: dollars)? off\b)|(?:post|make|propose|add|do) (?:an|the) adjustment)\b/, 'adjustment'],
  [/^(?:refund|(?:post|make|propose|issue|give|process) (?:\S+ ){1,4}refund)\b/, 'refund'],
  [
    /^transfer\b.*(?:<account>|<claim>|\bbalance\b)|^(?:move|shift) (?:the balance|.*\b(?:balance|dollars|to (?:the )?(?:patient|insurance)))/,
    'transfer',
  ],
];

/** "write-off history of A-88" and "refund status" begin with the word and ask. */
const TELLS = /^\S+(?: off)? (?:polic(?:y|ies)|history|status|amounts?|totals?|codes?|report|limits?)\b/;

/** Puts a write-off, an adjustment, a refund or a transfer up for a decision. */
export const money: Intent = (context) => {
  const { clause, claims, accounts, question } = context;
  const line = bareLine(clause);
  const kind = MONEY.find(([asks]) => asks.test(line))?.[1];
  if (kind === undefined || TELLS.test(line)) return undefined;
  const named = clause.words.filter((word) => word.kind === 'account' || word.kind === 'claim');
  if (new Set(named.filter((word) => word.kind === named[0]?.kind).map(({ value }) => value)).size > 1)
    return refuse('One at a time, please: each is a proposal of its own.');
  const on =
    named.find((word) => word.kind === 'account')?.value ??
    named[0]?.value ??
    (question.account === undefined ? claims[0] : accounts[0]) ??
    accounts[0];
  if (on === undefined) return refuse(WHICH_ACCOUNT);
  // Without a reason the tool asks for it, once it has seen that the account is there.
  const { order, reason, left = '' } = withSide(partsOf(clause));
  const amount = barelyCentsIn(order);
  if (amount === 'unclear') return refuse(NOT_READ);
  if (amount === 0) return refuse(NOTHING);
  if (amount === undefined && !/\b(?:balance|all|everything|rest|remainder|it|this|that)\b/i.test(order)) return refuse(HOW_MUCH);
  if (reason === undefined && LEFT_OPEN.test(left)) return refuse(LATER);
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

const REASON_BEGINS = /,(?!\d)\s*|:\s*|\s+-{1,2}\s+|\s*\(|\s+(?:because(?: of)?|since|due to)\s+/i;
/** Words behind the last reference that go on with the order, and no reason. */
const GOES_ON =
  /^(?:to|from|for|of|on|in|at|by|as|with|the|and|was|were|is|are|has|have|had|did|does|or|then|but|if|unless|once|when|until|before|after|maybe|not|please|now|today|tomorrow|later|next|this|that|it|off|pls|thanks?)\b/i;
/** What puts the order off or leaves it open. */
const LEFT_OPEN = /^(?:next|tomorrow|later|when|until|before|after|once|maybe|or|not|at|by|if|unless|but|was|were|is|has|did|in|on)\b/i;
const SHORTEST = 3;
const LONGEST = 200;

/** "…, what insurance refused, bundled": whose the money is belongs to the order, wherever it stands. */
function withSide(parts: Parts): Parts {
  const [said, side] =
    /^(what (?:insurance|the (?:insurance|payer|plan)|the patient|patient) (?:refused|denied|rejected|owes?|still owes))\b[\s,;:-]*/i.exec(
      parts.reason ?? '',
    ) ?? [];
  if (said === undefined || side === undefined) return parts;
  const { reason: whole = '', ...rest } = parts;
  const reason = whole.slice(said.length);
  return { ...rest, order: `${parts.order} ${side}`, ...(reason.length >= SHORTEST && { reason }) };
}

interface Parts {
  readonly order: string;
  readonly reason?: string;
  readonly left?: string;
}

/** The order, without any number of a reference, and what stands as its reason: behind a mark or "because", or else behind the account. */
function partsOf(clause: Clause): Parts {
  const text = withoutReferences(clause);
  const from = clause.words[0]?.start ?? 0;
  const marked = REASON_BEGINS.exec(text);
  const last = clause.words.findLast((word) => word.kind === 'account' || word.kind === 'claim');
  const behind = last === undefined ? undefined : last.end - from;
  const cut =
    marked !== null
      ? { at: marked.index, to: marked.index + marked[0].length }
      : behind === undefined
        ? undefined
        : { at: behind, to: behind };
  const led = /^(small balance|bad debt|charity(?: care)?|administrative) write/i.exec(text)?.[1];
  if (led !== undefined) return { order: text, reason: led };
  if (cut === undefined) return { order: text };
  const said = clause.message
    .slice(from + cut.to, from + text.length)
    .trim()
    .replace(/\)$/, '');
  const order = text.slice(0, cut.at);
  if (said.length < SHORTEST || (marked === null && (GOES_ON.test(said) || /\d/.test(said))))
    return { order: marked === null ? text : order, left: said };
  return { order, reason: said.slice(0, LONGEST) };
}
