import type { LocalDate } from '#core/codes.ts';
import { bareLine } from '../../clause.ts';
import { refuse, type Intent } from '../../context.ts';
import { DAY, dayOf } from './days-said.ts';
import { amountsIn, centsOf, withoutReferences } from './figures.ts';
import { NUMBER_WORD, numberOf } from './number-words.ts';
import { NOT_READ, onOne } from './put-up.ts';

const EXAMPLE = 'Name it, as in "set up 6 payments on A-1042 from 2026-12-01".';
const HOW_MANY =
  'In how many payments? Say it, or how much each is, as in "set up 6 payments on A-1042 from 2026-12-01" or "set up payments of $100 a month on A-1042".';
const WHICH_DAY = 'On which day is the first due? Name it with its year, as in "set up 6 payments on A-1042 from 2026-12-01".';
const CONTRADICTS =
  'I read figures that do not go together, so nothing was proposed. Say how many payments there are, how much each is, or what they come to: two of the three at most.';

const PAYMENTS = '(?:payments?|instal?lments?)';
const MONTHLY = '(?:(?:a|per|each|every) month|monthly|\\/ ?mo(?:nth)?\\b|p\\.?m\\b)';
const COUNT = `(\\d{1,3}|(?:(?:${NUMBER_WORD})[ -]?){1,2})`;
const ORDERS = new RegExp(
  `^(?:set|setup|make|create|propose|offer|start|arrange|put|give|split|break|spread|divide|enrol+|<account>|payment (?:plan|arrangement)|payments? of|pay|\\d|(?:${NUMBER_WORD})\\b)`,
);
const PLANS = new RegExp(`\\b(?:${PAYMENTS}|pay(?:ment)? (?:plans?|arrangements?)|month(?:ly|s)?|mos?|\\d\\/mo(?:nth)?)\\b`);

/** What was paid or is owed is told, and no plan. Behind a plain order such words are of its reason. */
const TELLS =
  /^(?!set|put|make|create|propose|offer|start|arrange|split|break|spread|divide|payment plan).*\b(?:was|were|is|are|has|have|had|made|paid|posted|received|missed|came|left|remaining|done|already|refund\w*|returned|back|late|due|bounced|history|missing)\b/;

/** Puts a payment plan up for a decision: so many payments, or so much each. */
export const plan: Intent = (context) => {
  const { clause } = context;
  const asked = /\b(?:want|need|like)\b/.test(clause.padding)
    ? bareLine(clause).replace(/^an? (?=payment (?:plan|arrangement)\b)/, '')
    : bareLine(clause);
  const line = asked.replace(
    /^(?:the )?(?:patient|he|she|they|guarantor) (?:wants?|would like|agreed to|agrees to|needs?) (?:to )?/,
    'pay ',
  );
  const text = withoutReferences(clause);
  if (TELLS.test(line) || !ORDERS.test(line) || !PLANS.test(line) || !(speaksOfPlan(line) || hasAmount(text))) return undefined;
  const figures = figuresIn(text);
  if (typeof figures === 'string') return refuse({ unclear: NOT_READ, contradicts: CONTRADICTS, none: HOW_MANY }[figures]);
  const firstDue = firstDueIn(text);
  if (firstDue === 'unclear') return refuse(WHICH_DAY);
  return onOne(context.accounts, `Which account? ${EXAMPLE}`, context, (account) => ({
    tool: 'propose_payment_plan',
    input: { account, ...figures.asked, ...(firstDue !== undefined && { firstDue }), ...figures.whole },
  }));
};

function speaksOfPlan(line: string): boolean {
  return new RegExp(
    `\\b(?:pay(?:ment)? (?:plans?|arrangements?)|(?:\\d{1,2}[ -]?)(?:months?|mos?) plan|instal?lments?|${COUNT}(?: (?:equal|monthly|more|easy))* payments?|month(?:ly)? (?:payments?|plan))\\b`,
  ).test(line);
}

function hasAmount(text: string): boolean {
  return amountsIn(text).length > 0;
}

interface Figures {
  readonly asked: { readonly instalments?: number; readonly eachCents?: number };
  readonly whole: { readonly amountCents?: number };
}

const NUMBER = '\\d[\\d.,]*k?';
const MARKED = `\\$ ?${NUMBER}|${NUMBER} ?(?:dollars?|bucks)`;
/** A number without its mark is an amount only where the words behind it leave nothing else: "6 monthly payments" counts. */
const EACH: readonly RegExp[] = [
  new RegExp(`(${MARKED})(?: ${PAYMENTS})? ?(?:each|apiece|${MONTHLY})`, 'i'),
  new RegExp(`(?<![\\w$.,])(${NUMBER}) ?(?:each|apiece|(?:a|per|every) month|\\/ ?mo(?:nth)?\\b)`, 'i'),
  new RegExp(`${PAYMENTS} (?:of|at) (${MARKED}|${NUMBER}(?! ?(?:months?|years?|weeks?)))`, 'i'),
  new RegExp(`(${MARKED}) (?:monthly )?${PAYMENTS}`, 'i'),
];
const MANY = [
  new RegExp(`(?<![$\\d.,])\\b${COUNT}(?: (?:equal|monthly|more|easy))* ${PAYMENTS}\\b`, 'i'),
  new RegExp(`(?<![$\\d.,])\\b${COUNT}[ -]?(?:months?|mos?)\\b`, 'i'),
];

/** How many, how much each, how much in all. A figure that contradicts another, or that nothing here can place, is asked about. */
function figuresIn(text: string): Figures | 'unclear' | 'contradicts' | 'none' {
  const many = MANY.map((asks) => asks.exec(text)?.[1]).find((found) => found !== undefined);
  const instalments = many === undefined ? undefined : numberOf(many.trim());
  const each = EACH.map((asks) => asks.exec(text)).find((found) => found !== undefined && found !== null);
  const eachCents = each === undefined || each === null ? undefined : centsOf((each[1] ?? '').trim().replace(/[.,]+$/, ''));
  if (each !== undefined && each !== null && eachCents === undefined) return 'unclear';
  const others = amountsIn(each === undefined || each === null ? text : text.replace(each[0], ' '));
  const [amountCents, more] = others;
  if (others.includes('unclear')) return 'unclear';
  if (more !== undefined) return 'contradicts';
  if (instalments === undefined && eachCents === undefined) return 'none';
  const total = typeof amountCents === 'number' ? amountCents : undefined;
  if (instalments !== undefined && eachCents !== undefined && total !== undefined && instalments * eachCents !== total)
    return 'contradicts';
  return {
    asked: { ...(instalments !== undefined && { instalments }), ...(eachCents !== undefined && { eachCents }) },
    whole: { ...(total !== undefined && { amountCents: total }) },
  };
}

/** The first day; `unclear` where one is said and not with its year. */
function firstDueIn(text: string): LocalDate | 'unclear' | undefined {
  const plain = text.toLowerCase().replaceAll(',', '');
  const said = new RegExp(`\\b(${DAY})\\b`).exec(plain)?.[1];
  const day = said === undefined ? undefined : dayOf(said);
  if (day !== undefined) return day;
  return /\b(?:from|starting|beginning|starts?|first (?:one )?due|due|as of)\b(?! now| today| the (?:balance|patient))/.test(plain)
    ? 'unclear'
    : undefined;
}
