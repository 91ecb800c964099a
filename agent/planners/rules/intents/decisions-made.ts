import type { ToolStep } from '../../../plan.ts';
import { bareLine } from '../clause.ts';
import type { Context, Intent, Read } from '../context.ts';

const STATES: Readonly<Record<string, string>> = {
  accept: 'approved',
  approve: 'approved',
  countersign: 'approved',
  sign: 'approved',
  reject: 'rejected',
  decline: 'rejected',
  refuse: 'rejected',
};
const VERB = '(?<verb>accept|approve|countersign|sign|reject|decline|refuse|decide)(?:e?d)?(?: off)?(?: on)?';
const THINGS = '(?:icd-?10 )?(?:codes?|proposals?|diagnoses|suggestions?)';
const WHERE = '(?:(?: (?:on|for|in|of))?(?: (?:encounter|case|chart|the))* <encounter>| here)?';
const DAY = '(?<today> today| so far today| this morning| this afternoon)?';

/** A list of proposals that ended without a decision. */
const ENDED = new RegExp(
  `^(?:(?:show|list|give|get|see|display)(?: me| us)?(?: all)?(?: the| my| our)? )?(?<state>expired|withdrawn|superseded|replaced) proposals${WHERE}$`,
);
const ENDS: Readonly<Record<string, string>> = { replaced: 'superseded' };

/** Questions for a list of what was decided, as against who did it and what was seen, which the ledger tells. */
const ASKS = [
  new RegExp(
    `^(?:what|which)(?: of the)?(?: ${THINGS})? (?:is|are|was|were|has been|have been|got)(?: already| ever)? ${VERB}${WHERE}${DAY}${WHERE}$`,
  ),
  new RegExp(`^(?:what|which)(?: ${THINGS})? (?:did|have|has) (?<who>[a-z]+(?: [a-z]+)?)(?: already)? ${VERB}${WHERE}${DAY}${WHERE}$`),
  new RegExp(`^(?:show|list|give|get|see|display)(?: me| us)?(?: all)?(?: the)? ${VERB} ${THINGS}${WHERE}${DAY}${WHERE}$`),
  new RegExp(`^(?:all |the |any )*${VERB} ${THINGS}${WHERE}${DAY}${WHERE}$`),
];
const EVERYBODY = /^(?:we|they|people|anyone|anybody|someone|somebody|everyone|everybody|you)$/;

/** Lists proposals by how they were decided, by whom, and whether today. */
export const decisionsMade: Intent = (context) => {
  const { clause } = context;
  const ended = ENDED.exec(bareLine(clause))?.groups?.['state'];
  if (ended !== undefined) return listed(context, { state: ENDS[ended] ?? ended });
  // A courtesy at the end is dropped from the bare line, and "today" counts as one elsewhere.
  const asked = ASKS.map((asks) => asks.exec(clause.line) ?? asks.exec(bareLine(clause))).find((found) => found !== null);
  if (asked === undefined || clause.words.some(({ kind }) => kind === 'code' || kind === 'proposal')) return undefined;
  const { verb = '', who, today } = asked.groups ?? {};
  return listed(context, { state: STATES[verb] ?? 'decided', ...deciderIn(who), ...(today !== undefined && { today: true }) });
};

interface Wanted {
  readonly state: string;
  readonly by?: string;
  readonly today?: boolean;
}

function listed(context: Context, wanted: Wanted): Read {
  return {
    steps: places(context, wanted).map((encounter): ToolStep => ({
      tool: 'list_work',
      input: { ...(encounter !== undefined && { encounter }), ...wanted },
    })),
  };
}

function deciderIn(who: string | undefined): { readonly by?: string } {
  if (who === undefined || EVERYBODY.test(who)) return {};
  return { by: who === 'i' ? 'me' : who };
}

/** A question about a person or a day is about all encounters, unless it names one. */
function places({ encounters, namesEncounter }: Context, { by, today }: Wanted): readonly (string | undefined)[] {
  const wide = today !== undefined || by !== undefined;
  return encounters.length === 0 || (wide && !namesEncounter) ? [undefined] : encounters;
}
