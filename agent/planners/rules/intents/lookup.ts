import { bareLine, typed, type Clause } from '../clause.ts';
import { refuse, type Context, type Intent, type Read } from '../context.ts';
import { notYet } from './limits.ts';

type Shown = 'beneath' | 'notes' | 'excludes1' | 'excludes2' | 'validity';

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const DAY = `\\d{4}-\\d\\d?-\\d\\d?|\\d\\d?[/-]\\d\\d?(?:[/-]\\d{4})?|(?:the )?\\d\\d?(?:st|nd|rd|th)?(?: of)? ${MONTH}(?: \\d{4})?|${MONTH} \\d\\d?(?:st|nd|rd|th)?(?: \\d{4})?|today`;
const ON_DAY = new RegExp(` (?:on|as of|as at|at|for|since)(?: date of service| dos)? (${DAY})$`, 'd');

const ASK = '(?:(?:show|list|give|get|see|view|find|read)(?: me| us)? |what (?:is|are) |which (?:is|are) )?(?:the |all |any |all the )?';
const AT = '(?:on|of|for|at|under|to|from|in)';
const OUT = '(?:icd|icd-10|icd-10-cm|diagnosis|dx|official|tabular|right|correct|best|proper|billable)';

/** What is asked of a code, by the words around it. They are of the code set, so no encounter is needed. */
const OF_CODE: readonly { readonly asks: RegExp; readonly show: Shown }[] = [
  {
    show: 'beneath',
    asks: /^(?:what|which|anything|everything)(?: all| else| codes?| subcodes?| categories)*(?: (?:is|are|comes?|stands?|falls?|goes|belongs?|there))*(?: listed| found)? (?:under|beneath|below|within|inside) (?:category |code |header |the )?<code>$/,
  },
  {
    show: 'beneath',
    asks: new RegExp(
      `^${ASK}(?:codes?|children|child codes|subcodes|subcategories|subdivisions|billable codes) (?:under|beneath|below|within|of|in) <code>$`,
    ),
  },
  { show: 'excludes1', asks: new RegExp(`^${ASK}(?:excludes1|excludes? 1)(?: notes?)? ${AT} <code>$`) },
  { show: 'excludes2', asks: new RegExp(`^${ASK}(?:excludes2|excludes? 2)(?: notes?)? ${AT} <code>$`) },
  {
    show: 'notes',
    asks: new RegExp(
      `^${ASK}(?:${OUT} )*(?:notes?|instructional notes?|includes?(?: notes?)?|excludes?(?: notes?)?|inclusion terms?|use additional(?: notes?)?|code first(?: notes?)?|seventh characters?|7th characters?)(?: there are)? ${AT} <code>$`,
    ),
  },
  { show: 'notes', asks: /^what (?:does|do) <code> (?:exclude|include)$/ },
  { show: 'notes', asks: /^(?:what|which) (?:7th|seventh) characters? (?:does|do|can|may) <code> (?:take|have|need|require)$/ },
  { show: 'validity', asks: new RegExp(`^${ASK}(?:validity|valid dates?|validity dates?|effective dates?|dates?) ${AT} <code>$`) },
  {
    show: 'validity',
    asks: /^(?:when|since when|until when|how long) (?:is|was|did|does|will|has) <code> .*(?:valid|billable|expire|end|start|begin|retired|deleted|added|effective|active|force)\b/,
  },
];

/** Asked of a code and a chart as well, so these are of the code set only where a day is named, or no encounter is known. */
const STANDING =
  /^(?:is|was|are|were|will)(?: code)? <code>(?: (?:be|still|a|an|real|current|actually|really|now))* (?:billable|valid|reportable|in force|active|retired|deleted|code|current|effective|header|obsolete)(?: code)?$/;
const WHAT_IS =
  /^(?:what(?: condition| diagnosis| code)? (?:is|was|does)|define|describe|tell me about|title of|title for|meaning of|what is the (?:title|meaning|description) of)(?: code)? <code>(?: mean| stand for| for| describe)?$/;
/** Orders that name the code set itself. */
const LOOK_UP = new RegExp(
  `^(?:look ?up|lookup|hierarchy (?:of|for|above)|neighbou?rs of|what is (?:next to|beside|near)|index (?:entries|entry|paths?) (?:for|of|to)|parents? of)(?: code)? <code>$`,
);

const RANGE =
  /^(?:what|which|show|list|look ?up|lookup)\b.*?(?:(?:under|beneath|below|in|within|inside|up|lookup) )(?:the )?(?:section |chapter |range |block |codes? )?([a-z]\d[0-9a-z] (?:to )?<code>)$/d;

/** Each has one group: the words to look up. */
const WORDS: readonly RegExp[] = [
  /^(?:look ?up|lookup)(?: me| us)? (.+)$/d,
  new RegExp(
    `^(?:(?:find|get|give|show|list|see|need|want|search(?: for)?|look for|what is|what are|which is|what was|is there|are there|what|which|locate)(?: me| us)? )?(?:the |a |an |any |all |some )?(?:${OUT} )*codes? (?:is |are |would be |there (?:is|are) )?(?:used )?(?:for|of|meaning|that means?|to use for) (.+)$`,
    'd',
  ),
  /^(?:find |show (?:me )?|see |what is |where is )?(?:the )?(?:alphabetic(?:al)? )?index (?:entry|entries|path|paths|terms?|lines?) (?:for|of|to|on) (.+)$/d,
  /^(?:find |show (?:me )?|see |what is |look in )?(?:in )?(?:the )?(?:table of drugs(?: and chemicals)?|drugs? (?:and chemicals? )?table|table of neoplasms|neoplasms? table) (?:entry |entries |line |lines )?(?:for |of |on )?(.+)$/d,
  /^((?:(?:malignant|benign|primary|secondary|metastatic|in situ) )?neoplasms? of .+)$/d,
  /^where (?:in|does) the (?:alphabetic(?:al)? )?index (?:is|are|list|have|say|give|do i find) (.+)$/d,
  /^(?:what|anything|which)(?: (?:is|are))? (?:there )?in the (?:alphabetic(?:al)? )?(?:index|tabular list|code ?book|code set) (?:for|about|on|under) (.+)$/d,
];

const OF_THE_CHART =
  /<(?:encounter|document|proposal)>|\b(?:charts?|notes?|records?|documentation|documents?|patient|(?<!\b(?:for|of|up) )encounter|encounter(?! for\b)|case|admission|visit|stay|claim|summary|he|she|him|her|his|their)\b/;
const POINTS = /^(?:it|this|that|these|those|them|me|us|all|everything|<code>|review|approval|signature)$/;
const OTHER_SYSTEM = /\b(?:cpt|hcpcs|pcs|icd-?10-?pcs|icd-?9|ndc|snomed|loinc|procedure|revenue|carc|rarc|modifiers?)\b/;

/** Questions of the code set alone: by words, index path or number. */
export const lookup: Intent = (context) => {
  const { clause, namesEncounter } = context;
  const line = bareLine(clause);
  if (namesEncounter) return undefined;
  if (OTHER_SYSTEM.test(line)) return /\bcodes? (?:for|of)\b/.test(line) ? notYet(context) : undefined;
  return byRange(clause, line) ?? (context.codes.length > 0 ? byCode(context, line) : byWords(clause, line));
};

function byCode({ clause, codes, encounters }: Context, whole: string): Read | undefined {
  const found = ON_DAY.exec(whole);
  const day = found?.indices?.[1];
  const line = listless(found === null ? whole : whole.slice(0, found.index));
  const alone = encounters.length === 0 || day !== undefined;
  const show = OF_CODE.find(({ asks }) => asks.test(line))?.show ?? (alone && STANDING.test(line) ? 'validity' : undefined);
  if (show === undefined && !LOOK_UP.test(line) && !(alone && WHAT_IS.test(line))) return undefined;
  const date = day === undefined ? undefined : typed(clause, ...day);
  return {
    steps: codes.map((query) => ({
      tool: 'lookup_code',
      input: { query, ...(show !== undefined && { show }), ...(date !== undefined && { date }) },
    })),
  };
}

/** `notes on E11 and E10` asks of each code what it asks of one. */
function listless(line: string): string {
  return line.replace(/<code>(?: (?:and|or) <code>| <code>)+/, '<code>').trim();
}

function byRange(clause: Clause, line: string): Read | undefined {
  const range = RANGE.exec(line)?.indices?.[1];
  const query = range === undefined ? '' : typed(clause, ...range);
  return /^\w{3} ?(?:[-–]|to) ?\w{3}$/i.test(query) ? { steps: [{ tool: 'lookup_code', input: { query, show: 'beneath' } }] } : undefined;
}

function byWords(clause: Clause, line: string): Read | undefined {
  if (OF_THE_CHART.test(line)) return undefined;
  for (const asks of WORDS) {
    const range = asks.exec(line)?.indices?.[1];
    if (range === undefined) continue;
    const day = ON_DAY.exec(line);
    const end = day === null ? range[1] : Math.min(range[1], day.index);
    if (end <= range[0] || POINTS.test(line.slice(range[0], end))) return undefined;
    const query = typed(clause, range[0], end).replace(/^["']|["']$/g, '');
    if (query.length > 200) return refuse('Look up what? Name it in a few words, as in "look up heart failure, diastolic, acute".');
    const said = day?.indices?.[1];
    return { steps: [{ tool: 'lookup_code', input: { query, ...(said !== undefined && { date: typed(clause, ...said) }) } }] };
  }
  return undefined;
}
