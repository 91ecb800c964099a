import { bareLine } from '../../clause.ts';
import { refuse, type Intent } from '../../context.ts';

const ASKS =
  /\b(?:clean[- ]claims?(?: rates?)?|(?:days in|gross|net) (?:ar|a\/r|accounts receivable)|net collections?(?: rates?)?|gross collections?|collection rates?|first[- ]pass(?: rates?)?|cost to collect|(?:ar|a\/r) (?:aging|days)|aging (?:report|buckets?)|dso)\b/;
const WHY =
  'No figure is held for that: it wants every claim that was sent and every payment of the hospital, and here are the claims, remittances and accounts that were brought in. "denial trends by payer" and "recovery rate" are worked out from those.';

const OWED = /^(?:what|how much)\b.*\b(?:(?:owed|owing|due) (?:to )?us\b|owes? us\b|we (?:are|were) owed\b)/;
const NO_SUM =
  'What a payer owes in all is not added up here: a claim without an answer owes nothing that is known. "denials of" and the payer\'s name lists what it refused, and "what does A-88 owe" says what is open on one account.';

/** Figures of the whole hospital, or of a payer, that nothing here could add up. */
export const notHeld: Intent = ({ clause, accounts }) => {
  const line = bareLine(clause);
  if (ASKS.test(line)) return refuse(WHY);
  return OWED.test(line) && !/<(?:account|claim)>/.test(line) && !(accounts.length > 0 && /\b(?:it|this|that)\b/.test(line))
    ? refuse(NO_SUM)
    : undefined;
};
