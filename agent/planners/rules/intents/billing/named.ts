import { bareLine, referencesOf, type Clause } from '../../clause.ts';
import { refuse, type Intent } from '../../context.ts';

/** What begins an order, or takes one back. What is done about it is for others to say. */
const ORDERS =
  /^(?:delete|erase|remove|cancel|void|submit|send|file|bill|resubmit|rebill|close|release|post|pay|collect|refund|write|w\/o|draft|dispute|contest|adjust|transfer|move|shift|change|edit|fix|correct|update|mark|flag|accept|approve|reject|decline|sign|countersign|assign|escalate|hold|set|add|e-?mail|fax|call|notify|forward|message|text|tell|remind|export|print|download|compare|code|recode|propose|ignore|skip|override|bypass|forget|undo|reverse|reopen|make|put|create|give up|finali[sz]e|lock|upload|import|match|link|replace|withdraw|use|force|stop|summari[sz]e|compose|let)\b/;
const NEGATED = /^(?:please )?(?:do not|never|no need to|hold off(?: on)?|stop|let us not|we (?:should|will|do) not)\b/;
const NOTHING_DONE =
  'Nothing is put up or sent without an order, so there is nothing to stop. What waits already is taken back with "withdraw P-17".';

/** Whatever else is asked of a claim that is named: the whole of what is known of it. */
export const claimNamed: Intent = ({ clause }) => {
  const claims = referencesOf(clause, 'claim');
  if (claims.length === 0) return undefined;
  return told(clause, () => claims.map((claim) => ({ tool: 'lookup_denial', input: { claim } })));
};

/** Whatever else is asked of an account that is named: what it comes to. */
export const accountNamed: Intent = ({ clause }) => {
  const accounts = referencesOf(clause, 'account');
  if (accounts.length === 0) return undefined;
  return told(clause, () => accounts.map((account) => ({ tool: 'explain_bill', input: { account } })));
};

function told(clause: Clause, steps: () => { readonly tool: string; readonly input: Record<string, string> }[]): ReturnType<Intent> {
  const line = bareLine(clause);
  if (NEGATED.test(line)) return refuse(NOTHING_DONE);
  if (
    ORDERS.test(line) ||
    clause.words.some(({ kind }) => kind === 'encounter' || kind === 'proposal' || kind === 'document' || kind === 'code')
  )
    return undefined;
  return { steps: steps() };
}
