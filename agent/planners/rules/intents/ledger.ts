import { refuse, type Context, type Intent, type Read } from '../context.ts';

const DECIDED =
  'approved?|accepted?|rejected?|declined?|signed(?: off)?|sign(?: off)?|countersigned?|decided?|authori[sz]ed|okayed|confirmed|added|proposed|requested|submitted';

const ASKS = [
  /\b(?:ledgers?|audit (?:trail|log|history|record|entries)|decision (?:log|history|record)|paper trail|change log|event log|activity log)\b/,
  /\bhistory of (?:the )?(?:decisions?|approvals?|<proposal>|<encounter>|this (?:case|encounter|code|proposal)|changes)\b/,
  new RegExp(
    `\\bwho (?:(?:has|have|had|was it that|all) )?(?:${DECIDED}|made|did|coded|changed|touched|looked|viewed|opened|saw|read|accessed)\\b`,
  ),
  new RegExp(
    `\\b(?:when|why|how|by whom) (?:was|were|did|has|have|had)\\b.*\\b(?:approved?|accept(?:ed)?|reject(?:ed)?|decline[ds]?|countersign(?:ed)?|decide[ds]?)\\b`,
  ),
  /^(?:was|were|has|have|had|is|are)\b.*\b(?:approved|accepted|rejected|declined|countersigned|decided|signed)\b/,
  /^did\b.*\b(?:approve|accept|reject|decline|countersign|decide|sign)\b/,
  /\bwhat (?:did|was|were) (?:they|he|she|the (?:approver|reviewer|coder|person)|<.*>) (?:see|shown|seen|look(?:ing)? at|looking at|decide|base)\b/,
  /\bwhat (?:was|were|codes? (?:was|were|have been)|has been|have been) (?:accepted|approved|rejected|decided|countersigned)\b/,
  /\bwhat (?:have|did) (?:we|i|they|people|anyone|someone) (?:accept|approve|reject|decide|sign)(?:ed)?\b/,
  /\b(?:what happened|who did what|has anything (?:happened|changed)|what (?:has )?changed)\b/,
];

const VERIFIES =
  /\b(?:verif(?:y|ied)|validate|check|prove|proof|intact|tampered|altered|trust(?:worthy|ed)?|integrity|consistent|genuine|complete)\b/;
const HOW_VERIFIED =
  'The ledger is verified from a shell and not from the chat: "countersign audit verify" checks every entry, and the whole against its signed checkpoints. "show the ledger for E-1042" checks the entries that it shows and gives the root of the whole.';

/** What the ledger holds: who decided what, when, and what they saw. */
export const ledger: Intent = (context) => {
  const { line } = context.clause;
  if (!ASKS.some((asks) => asks.test(line))) return undefined;
  if (/^(?:is|was|has) (?:the )?<proposal>/.test(line)) return undefined;
  return ledgerOf(context);
};

function ledgerOf({ proposals: named, encounters, namesEncounter, clause, last }: Context): Read {
  const said = last.proposal !== undefined && /\b(?:it|this|that|they)\b/.test(clause.line) ? [last.proposal] : [];
  const proposals = named.length > 0 ? named : said;
  if (proposals.length > 0) return { steps: proposals.map((proposal) => ({ tool: 'show_ledger', input: { proposal } })) };
  if (VERIFIES.test(clause.line) && !namesEncounter) return refuse(HOW_VERIFIED);
  if (encounters.length === 0)
    return refuse('Whose ledger? Name an encounter or a proposal, as in "show the ledger for E-1042" or "who approved P-17".');
  return { steps: encounters.map((encounter) => ({ tool: 'show_ledger', input: { encounter } })) };
}
