import { bareLine, referencesOf } from '../../clause.ts';
import { asksAsBiller } from '../../as-biller.ts';
import { refuse, type Context, type Intent, type Read } from '../../context.ts';
import { remarksIn } from './adjustment-code.ts';
import { slotsIn } from './denial-slots.ts';
import { takingFrom } from './taking.ts';

const REFUSED =
  '(?:den(?:y|ies|ied|ying)|refus(?:e|es|ed|ing)|reject(?:s|ed|ions?)?|disallowed|turned down|kicked back|unpaid|not paid|bounced)';
/** Words that speak of refused claims, whoever asks. */
const NAMED: readonly RegExp[] = [
  /\b(?:denials?|refusals?|refused claims?|rejected claims?)\b/,
  new RegExp(`\\bclaims?\\b.*\\b${REFUSED}\\b|\\b${REFUSED}\\b.*\\bclaims?\\b`),
  /\bclaims?\b.*\b(?:appeal(?:ed|able)?|chase)\b/,
  /^(?:what|which) should (?:i|we) (?:appeal|chase|work)(?: first| next| now| today)?$/,
  new RegExp(`^(?:who|(?:which|what) (?:payers?|insurers?)) ${REFUSED}\\b`),
];
/** Words that speak of them where somebody asks who bills. A coder's chart denies pain. */
const TO_A_BILLER: readonly RegExp[] = [
  new RegExp(
    `^(?:what|which|who|how much|how many|everything|anything|all|show|list|give|did|has|have|any|total|top|most)\\b.*\\b${REFUSED}\\b`,
  ),
  /\b(?:deadlines?|appealable|expir(?:e|es|ing)|appeals? (?:are )?due)\b/,
  /\bwhat (?:can|should|do|must) (?:i|we) (?:still )?appeal\b/,
  /\b(?:recovery|overturn|win|success|appeal) rates?\b|\bhow much (?:have|did|do) (?:i|we) (?:recover|recovered|win|won|get back)\b/,
  /\b(?:win|won|lose|lost|overturn\w*)\b.*\bappeals?\b|\btim(?:e|es|ing) out\b/,
  /^(?:what|which) (?:payers?|insurers?)\b.*\b(?:worst|best|most)\b/,
  /\bwhat (?:is |are )?(?:due|expiring|closing|coming up) (?:this|next|today|soon|by|before|until|in|within)\b/,
  /^(?:how|what) (?:did|are|have) (?:our|the|my) appeals? (?:do|done|doing|fare|come out|go)\b/,
  /^(?:how many |any |show |list |pull up |all )+(?:me |of |the )*<adjustment>/,
  /^what (?:should|do|can|must) (?:i|we) (?:work(?: on)?|do)(?: first| next| now| today)*$/,
];
/** Orders, reasons, rules and patients, which are of others. */
const OTHERWISE =
  /^(?:why|how come|appeal|dispute|contest|draft|write|w\/o|send|file|submit|refund|adjust|transfer|delete|remove|cancel|bill|resubmit|rebill|close|approve|accept|sign|propose|set|fix|correct|change|do not|never|stop|tell)\b|\b(?:polic(?:y|ies)|clauses?|patient|chart|she|he|her|his|symptoms?|pain|proposals?|codes? (?:rejected|refused))\b|^(?:show|list|what|which)\b.*\brejected (?:codes?|proposals?)\b/;

/** Refused claims in the order to work them, narrowed and ordered as asked, or counted. */
export const denials: Intent = (context) => {
  const { clause, question } = context;
  const line = bareLine(clause).replaceAll(/\b(?:denial|reason|remark|adjustment) codes?(?= <adjustment>)/g, 'code');
  const speaks = NAMED.some((asks) => asks.test(line)) || (asksAsBiller(question) && TO_A_BILLER.some((asks) => asks.test(line)));
  return !speaks || OTHERWISE.test(line) || namesAnother(context) ? undefined : narrowedDenials(context);
};

/** A claim, a case or a code of a chart: then it is about that. */
function namesAnother({ clause }: Context): boolean {
  const remarks = remarksIn(clause).length;
  return (
    clause.words.some(({ kind }) => ['claim', 'account', 'encounter', 'proposal', 'document', 'remittance', 'either'].includes(kind)) ||
    clause.words.filter(({ kind }) => kind === 'code').length > remarks
  );
}

const LONGEST_NAME = 60;
const EMPTY: ReadonlySet<string> = new Set(
  (
    'a an the all any some every everything anything stuff things ones one of on in for from by with at to as and or than that this these those ' +
    'is are was were be been being do does did has have had got get getting came come comes back out up so far we i you they us our my me your it its ' +
    'their there what which who how many much when where show list give see open display pull bring find need want please pls still now currently ' +
    'today right just only also yet ever most more last first next claim claims denial denials denied deny denies denying refusal refusals refuse refused ' +
    'refuses reject rejected rejects rejections unpaid paid not disallowed down turned kicked bounced total sum totals overall altogether dollars ' +
    'dollar amount amounts money value worth worklist list queue inventory work worked working chase new recent latest outstanding active pending ' +
    'payer payers insurer insurers insurance plan company companies by per code codes reason reasons due dates date appeal appeals appealed file filing ' +
    'should can could must will would may tied sitting lost losing loss ar ranked sorted sort order ordered rate rates report letter letters them then ' +
    'again under because against over each highest top worst best count number volume about us carc rarc remark remarks issued s go going expire ' +
    'expires expiring deadline deadlines top soonest soon urgent same here recovery recoveries recovered recover overturn overturned win wins won success ' +
    'trend trends trending dashboard breakdown rank break compare change changed changes did do done doing fare low high small big old about time out against vs'
  ).split(' '),
);
const BEGINS_NAME = /^(?:the|payer|plan) /i;

/** The list that a clause asks for. What is left over is the payer's name; more than a name is told, and nothing is listed. */
export function narrowedDenials({ clause }: Context): Read {
  const line = takingFrom(clause);
  const slots = slotsIn(line, [...referencesOf(clause, 'adjustment'), ...remarksIn(clause)]);
  if (slots['why'] !== undefined) return refuse(String(slots['why']));
  const left = line.left(EMPTY).map((one) => one.replace(BEGINS_NAME, ''));
  const [payer, other] = left;
  if (other !== undefined || !/^(?:$|\D)/.test(payer ?? '') || (payer ?? '').length > LONGEST_NAME)
    return refuse(
      `I list refused claims by payer, kind, code, amount and days, and do not understand ${left.map((one) => `"${one}"`).join(' and ')} in that. Leave it out, or name one payer.`,
    );
  return { steps: [{ tool: 'list_denials', input: { ...(payer !== undefined && { payer }), ...slots } }] };
}
