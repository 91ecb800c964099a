import { bareLine } from '../../clause.ts';
import { refuse, type Intent } from '../../context.ts';

const ASKS =
  /\b(?:clean[- ]claims?(?: rates?)?|(?:days in|gross|net) (?:ar|a\/r|accounts receivable)|net collections?(?: rates?)?|gross collections?|collection rates?|first[- ]pass(?: rates?)?|cost to collect|(?:ar|a\/r) (?:aging|days)|aging (?:report|buckets?)|dso)\b/;
const WHY =
  'No figure is held for that: it wants every claim that was sent and every payment of the hospital, and here are the claims, remittances and accounts that were brought in. "denial trends by payer" and "recovery rate" are worked out from those.';

/** Figures of the whole hospital that nothing here could add up. */
export const notHeld: Intent = ({ clause }) => (ASKS.test(bareLine(clause)) ? refuse(WHY) : undefined);
