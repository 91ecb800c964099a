import { bareLine, typed, type Clause } from '../clause.ts';
import { isClinical } from '../clinical-words.ts';
import { onEach, refuse, type Context, type Intent, type Read } from '../context.ts';

const WHERE_IT_STANDS =
  '(?:(?:<document>|the|this|that|her|his|their|any|my|our|discharge|progress|nursing|ed|consult|consultation|operative|radiology|laboratory|lab|emergency|medication|<encounter>|patient|medical|cardiology|nephrology|of|history and physical|encounter|case) )*' +
  '(?:<document>|<encounter>|charts?|notes?|records?|documentation|documents?|summary|summaries|reports?|consults?|consultation|labs?|list|file|he|she|they|it|doctors?|dr [a-z]+|providers?|physicians?|attending|nurses?|nursing|surgeon|cardiologist|cardiology|nephrologist|nephrology|radiologist|radiology|anyone|anybody|someone|one|history and physical|h and p|echo|team|patient|pharmacy|everyone)(?: (?:<encounter>|(?:on|for|of|in) (?:<encounter>|encounter <encounter>|this (?:patient|case|encounter|chart))))?';
const SAYS =
  '(?:say|says|said|show|shows|showed|mention|mentions|mentioned|state|states|stated|document|documents|documented|indicate|indicates|note|notes|noted|describe|describes|report|reports|reported|record|records|have|has|contain|contains|tell us|talk|reveal|include|includes|discuss|support|refer)';

/** Each has one group, the words to look for. They name the chart, or order a search, so they are tried early. */
const PLAIN: readonly RegExp[] = [
  new RegExp(
    `^(?:what|anything|what all|what else|everything|whatever) (?:does |do |did |is |was |that |has |have )?${WHERE_IT_STANDS} ${SAYS}(?: anything| us)? (?:about|on|of|regarding|concerning|for|re|to) (.+)$`,
    'd',
  ),
  new RegExp(`^what (?:do|does|did) (?:we|you|i) (?:know|have|see|find|got)(?: documented)? (?:about|on|regarding|for|of) (.+)$`, 'd'),
  new RegExp(
    `^what (?:is|was|has been) (?:said|written|documented|charted|noted|recorded|known|there|mentioned|stated) (?:about|on|regarding|for|of) (.+)$`,
    'd',
  ),
  new RegExp(`^(?:does|do|did|has|have) ${WHERE_IT_STANDS} ${SAYS}(?: anything)?(?: (?:about|of|on|regarding|to|for))? (.+)$`, 'd'),
  new RegExp(
    `^(?:how|when|where|why) (?:does|do|did|has|have|in|is|was) ${WHERE_IT_STANDS} ${SAYS}(?: anything)?(?: (?:about|of|on|regarding|to))? (.+)$`,
    'd',
  ),
  /^where (?:is|was|are|were) (.+?) (?:mentioned|documented|noted|stated|recorded|charted|described|written|said|found|discussed)(?: .*)?$/d,
  /^(?:find|search(?: for)?|look for|look up|locate|hunt for|grep(?: for)?|scan for|check for|look(?: (?:in|through|at) .+?)? for|search .+? for|check (?:the )?(?:charts?|notes?|records?|documentation) for|scan (?:the )?(?:charts?|notes?|records?) for|search (?:the )?(?:charts?|notes?|records?)(?: for)?)(?: me| us)? (.+)$/d,
  /^(?:which|what|who|whose|where)(?: (?:notes?|documents?|reports?|providers?|physicians?|doctors?|consults?|one|clinicians?))? (?:says?|said|documents?|documented|mentions?|mentioned|states?|stated|noted|diagnosed|wrote|shows?|describes?) (?:about )?(.+)$/d,
  /^(?:what|which) (?:clinical )?(?:indicators?|findings?|evidence|documentation|labs|symptoms|signs) (?:support|supports|point to|points to|is there (?:for|of)|are there (?:for|of)|of|for|suggest|suggests|show) (.+)$/d,
  /^(?:is|are|was|were) there (?:a |an |any )?(?:conflict\w*|discrepanc\w+|contradict\w+|disagreement)\b.* (?:about|on|regarding|over|of) (.+)$/d,
  /^(?:is|are|was|were) there (?:any(?:thing)? )?(?:mention|mentions|documentation|evidence|record|note|notes|indication|sign|signs|reference|history|proof|support|statement|statements) (?:of|for|about|on|to|that) (.+)$/d,
  /^(?:is|are|was|were) there (?:anything|something)(?: (?:in|on) (?:the |this )?(?:charts?|notes?|records?|documentation|<encounter>))? (?:about|on|of|regarding) (.+)$/d,
  /^(?:is|are|was|were) (.+?) (?:mentioned|documented|noted|stated|recorded|charted|described|in (?:the|her|his|this) (?:charts?|notes?|records?|documentation))(?: .*)?$/d,
  /^(?:show|give|get|see|pull|list)(?: me| us)? (?:everything|anything|all|all mentions|mentions|every mention|passages|the passages|what there is|all documentation|the documentation|documentation) (?:about|on|of|for|regarding|mentioning) (.+)$/d,
  /^(?:any|anything|everything) (?:mention |documentation |evidence |record |note |history |word )?(?:of|about|on|for|regarding) (.+)$/d,
];

/** A noun phrase: "creatinine trend E-1042". */
const BARE =
  /^((?!(?:show|open|read|code|explain|justify|view|see|display|summari[sz]e|does|do|did|is|was|who|what|how|list|give|add|propose|delete|if|when|because|since|unless|i|we|you|they|it|he|she|so|as|at|per|my|our|note|dr|let|use|go|do|make|no|not|never)\b)(?:[^\s]+)(?: [^\s]+){0,5})$/d;

/** Words of a statement, which a noun phrase has not. */
const STATES =
  /\b(?:is|was|were|are|has|had|will|should|agrees?|says?|said|told|wrote|wants?|needs?|thinks?|confirms?|shows|i|we|you|me|my|they|he|she|then|because|approve|accept|reject)\b/;

/** These might be about anything, so they need a sign that a patient or a chart is meant. */
const BY_SIGN: readonly RegExp[] = [
  /^(?:does|did|has|had) <encounter> (?:have|had|show|get|need|use|take) (.+)$/d,
  /^(?:does|do|did|has|have|had|is|was|are|were|can|could) (?:the |this |our |my )?(?:patient|he|she|they|her|his|pt)(?: ever| currently| still| also| already)? (?:have|had|has|get|got|receive|received|take|took|taking|use|used|need|needed|undergo|undergone|been|smoke|on|given|started on|treated (?:for|with)|diagnosed with|in|allergic to|show|require|develop|developed|been (?:on|given|started on|treated (?:for|with)|diagnosed with)|(?=[a-z])) ?(.+)$/d,
  /^(?:what|which) (?:side|laterality|site|location|part|leg|arm|foot|eye|lung|breast|stage|type|kind|grade|severity|organism|cause)(?: of (?:the )?[a-z-]+)? (?:is|was|are|were) (?:the |her |his |their |this |that )?(?!(?:patient|he|she|they|it|documented|noted|stated|recorded|mentioned|involved|affected)\b)(.+)$/d,
  /^(?:what|how (?:high|low|much|many|bad|severe|old|long|often|big)) (?:is|was|are|were) (.+)$/d,
  /^(?:what|which) ((?:kind of |type of )?[a-z -]+?) (?:is|was|are|were|does|did|do|has|had) (?:the |this )?(?:patient|he|she|they)(?: .*)?$/d,
  /^how (?:much|many|often|long) (.+?) (?:did|does|do|was|were|is|has|have) .+$/d,
  /^(?:when|where|how) (?:is|was|were|did|does|has|are) (.+)$/d,
  /^(?:was|were|is|are|did|has|have|had|does|any|are there(?: any)?|is there(?: any| an| a)?|was there(?: any| an| a)?|were there(?: any)?) (.+)$/d,
  /^(?:what|which) (.+?) (?:was|were|is|are|did|does|has|had|have) .+$/d,
  /^(?:who) (?:is|was|were|are|did) (.+)$/d,
  /^(?:show|give|get|see|pull|list|check|see|trend)(?: me| us)?(?: up)? (.+)$/d,
  BARE,
];

/** Words that name nothing to look for. */
const EMPTY =
  /^(?:patients?|charts?|encounters?|cases?|notes?|records?|it|this|that|he|she|they|you|me|old|here|there|missing|wrong|documents?|everything|anything|all|more|up|<encounter>)$/;

const LEADING =
  /^(?:latest|last|most recent|recent|current|initial|admission(?= (?:creatinine|bnp|weight|labs))|the|a|an|any|some|her|his|their|patient|this|that|of|for|about|all|word|words|phrase|term|mentions? of|mention of|documentation of|evidence of|whether|if|there was|there is|anything about|anything on|everything about|what|me|us|in <encounter>|on <encounter>|<encounter>|in the chart(?: for| about)?|for <encounter>|for the patient) /;
const TRAILING =
  / (?:(?:on|in|for|of|from|within|at|during|inside|about)(?: (?:the|this|that|her|his|their|my|our|encounter|case|visit|discharge|progress|medical))* (?:<encounter>|<document>|charts?|notes?|records?|documentation|documents?|file|patient|encounter|case|summary|admission|visit|stay|him|her|them|here|there)|<encounter>|anywhere|somewhere|at all|documented|mentioned|noted|recorded|charted|ever|exactly|please|there|here|encounter|patient|case|for me|the chart|chart|do we have|say|says|values?|levels?|trends?|results?|readings?|numbers?|started|given|ordered|performed|done|now|then|today|look(?:ing)? like|in|on|for|of)$/;

export const search: Intent = (context) => matching(PLAIN, context, () => true);

/** The last reader: a question about the patient in free words. */
export const searchFreely: Intent = (context) => {
  const { clause } = context;
  const signed =
    context.namesEncounter ||
    /\b(?:patient|charts?|notes?|he|she|her|his|documented|documentation|provider|doctor|nurse)\b/.test(clause.line);
  return matching(
    BY_SIGN,
    context,
    (query) => isClinical(query) || (signed && clause.line !== '<encounter>' && QUESTION.test(clause.line) && query.split(' ').length <= 6),
  );
};

const QUESTION = /^(?:what|which|was|were|is|are|did|does|has|have|had|how|when|where|who|any|show|give|list)\b/;

function matching(patterns: readonly RegExp[], context: Context, admits: (query: string) => boolean): Read | undefined {
  const { clause } = context;
  const line = bareLine(clause);
  for (const pattern of patterns) {
    const range = pattern.exec(line)?.indices?.[1];
    if (range === undefined || (pattern === BARE && STATES.test(line))) continue;
    const [from, to] = trimmed(line, range[0], range[1]);
    if (from >= to || EMPTY.test(line.slice(from, to)) || /^<(?:code|proposal|encounter|document|either)>$/.test(line.slice(from, to))) {
      if (/^<code>$/.test(line.slice(from, to)) && /^(?:find|search|grep|locate)\b/.test(line))
        return searching(context, clause, [from, to]);
      continue;
    }
    if (admits(line.slice(from, to))) return searching(context, clause, [from, to]);
  }
  return undefined;
}

function searching(context: Context, clause: Clause, [from, to]: readonly [number, number]): Read {
  const query = typed(clause, from, to);
  if (query.length > 200) return refuse('Look for what? Name it in a few words, as in "find creatinine on E-1042".');
  return onEach(context, (encounter) => [{ tool: 'search_chart', input: { encounter, query } }]);
}

/** Takes the words that only point to the chart off both ends. */
function trimmed(line: string, start: number, end: number): readonly [number, number] {
  let from = start;
  let to = end;
  for (;;) {
    const rest = line.slice(from, to);
    const leading = LEADING.exec(rest)?.[0].length ?? 0;
    const trailing = leading > 0 ? 0 : (TRAILING.exec(rest)?.[0].length ?? 0);
    if (leading + trailing === 0) return [from, to];
    from += leading;
    to -= trailing;
  }
}
