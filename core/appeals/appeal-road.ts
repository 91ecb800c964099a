import type { PayerTerms } from '../billing/payer-terms.ts';
import type { LocalDate } from '../codes.ts';
import type { AppealCalendar, AppealPath } from './calendar/appeal-calendar.ts';
import type { AppealQuestion } from './calendar/appeal-question.ts';
import { appealWindow, type AppealWindow } from './calendar/appeal-window.ts';
import { checkLevel, nextStep, levelsOf } from './calendar/levels.ts';
import type { LetterTitle } from './letter/write-letter.ts';

/** Levels as a letter names them: those of Medicare by what they are, those of a contract by their order. */
export const APPEAL_LEVELS = ['redetermination', 'reconsideration', 'hearing', 'council', 'first', 'second', 'external'] as const;
export type AppealLevelName = (typeof APPEAL_LEVELS)[number];

/**
 * An appeal of the claim that was approved, with the day of that. `answeredOn` is the day of a later remittance that still denies, or of the
 * letter that answered it; `outcome` is what a letter says.
 */
export interface EarlierAppeal {
  readonly proposal: string;
  readonly level: AppealLevelName;
  readonly approvedOn?: LocalDate | undefined;
  readonly answeredOn?: LocalDate | undefined;
  readonly outcome?: 'upheld' | 'overturned' | 'partly' | undefined;
}

export interface RoadQuestion {
  readonly terms: PayerTerms | undefined;
  readonly payerName: string;
  /** The date of the remittance that is contested. */
  readonly noticeDate: LocalDate;
  readonly amountCents: number;
  readonly today: LocalDate;
  readonly asked?: AppealLevelName | undefined;
  /** Oldest first. */
  readonly earlier: readonly EarlierAppeal[];
}

export type AppealRoad =
  | { readonly level: AppealLevelName; readonly title: LetterTitle; readonly window: AppealWindow; readonly warnings: readonly string[] }
  | { readonly refused: string };

/** How a refusal begins where the last day is past. */
export const TIME_ENDED = 'The time to appeal ended on';

const FFS: Readonly<Partial<Record<AppealLevelName, AppealPath>>> = {
  redetermination: 'medicare_ffs_1',
  reconsideration: 'medicare_ffs_2',
  hearing: 'medicare_ffs_3',
  council: 'medicare_ffs_4',
};
const NAMES: Readonly<Partial<Record<AppealPath, AppealLevelName>>> = {
  medicare_ffs_1: 'redetermination',
  medicare_ffs_2: 'reconsideration',
  medicare_ffs_3: 'hearing',
  medicare_ffs_4: 'council',
};

/**
 * Whether an appeal may be filed now, at which level and until when; or why not. A level that waits for an answer, was answered, or is not due yet is
 * refused, and so is one that is too late or of too little money. An unknown window is no refusal and no deadline.
 */
export function appealRoad(question: RoadQuestion, calendar: AppealCalendar): AppealRoad {
  const due = levelDue(question, calendar);
  return 'refused' in due ? due : withWindow(question, calendar, due.level);
}

type LevelDue = { readonly level: AppealLevelName } | { readonly refused: string };

/** The level that is due after the appeals so far, whether or not there is still time for it; or why there is none. */
export function levelDue(question: Pick<RoadQuestion, 'terms' | 'payerName' | 'asked' | 'earlier'>, calendar: AppealCalendar): LevelDue {
  const { earlier } = question;
  const unanswered = earlier.find(({ answeredOn }) => answeredOn === undefined);
  if (unanswered !== undefined)
    return {
      refused: `An appeal at the level ${unanswered.level} was approved${unanswered.approvedOn === undefined ? '' : ` on ${unanswered.approvedOn}`} (${unanswered.proposal}), and no later remittance or letter answers it. The next level is open once it is answered: "countersign appeals answer ${unanswered.proposal}" enters a letter.`,
    };
  const won = earlier.find(({ outcome }) => outcome === 'overturned');
  if (won !== undefined)
    return {
      refused: `The payer overturned its refusal by its letter of ${won.answeredOn ?? 'a later day'} (${won.proposal}). Wait for the payment, or ask the payer for it.`,
    };
  const repeated = earlier.find(({ level }) => level === question.asked);
  if (repeated !== undefined)
    return {
      refused: `The level ${repeated.level} was used (${repeated.proposal}) and answered on ${repeated.answeredOn ?? 'a later day'}. Ask for the next level.`,
    };
  const kind = question.terms?.kind;
  if (kind === 'medicare-ffs') return medicareRoad(question, calendar);
  return kind === 'medicare-advantage-noncontract' ? oneLevel(question) : contractRoad(question);
}

/** Whether a level is the one that a payer's road begins with. */
export function isFirstLevel(level: AppealLevelName, terms: PayerTerms | undefined, calendar: AppealCalendar): boolean {
  const due = levelDue({ terms, payerName: terms?.name ?? '', earlier: [] }, calendar);
  return 'level' in due && due.level === level;
}

type Levelled = Parameters<typeof levelDue>[0];

function medicareRoad(question: Levelled, calendar: AppealCalendar): LevelDue {
  const decisions = question.earlier.flatMap(({ level, outcome }) => {
    const path = FFS[level];
    return path === undefined ? [] : [{ path, outcome: outcome === 'partly' ? ('partly-favorable' as const) : ('unfavorable' as const) }];
  });
  const next = nextStep(levelsOf('medicare_ffs_1', calendar), decisions);
  const due = next === undefined || 'wrong' in next || next.step.file === 'nothing' ? undefined : next.step.file;
  const path = question.asked === undefined ? due : FFS[question.asked];
  if (question.asked !== undefined && path === undefined)
    return {
      refused: `Medicare has no level ${question.asked}. Its first levels are redetermination, reconsideration, hearing and council.`,
    };
  if (path === undefined) return { refused: 'No level is left that a letter reaches.' };
  const answer = checkLevel(path, decisions, calendar);
  if (!answer.allowed) return { refused: `${answer.says}${answer.cites === undefined ? '' : ` (${answer.cites})`}` };
  const level = NAMES[path];
  if (level === undefined)
    return { refused: 'The next step is a court, which no letter of this program reaches. Ask counsel before the window ends.' };
  return { level };
}

function oneLevel(question: Levelled): LevelDue {
  if (question.asked !== undefined && question.asked !== 'reconsideration')
    return {
      refused: `A provider without a contract asks a Medicare Advantage plan for a reconsideration; there is no level ${question.asked}.`,
    };
  if (question.earlier.length > 0)
    return {
      refused:
        'The plan reconsidered this claim already. What follows is a review by the independent entity, to which the plan itself forwards the case.',
    };
  return { level: 'reconsideration' };
}

/** The levels are those entered from the contract; where none were, the first alone is known. */
function contractRoad(question: Levelled): LevelDue {
  const { terms, payerName, asked, earlier } = question;
  const levels: readonly AppealLevelName[] = terms === undefined || terms.levels.length === 0 ? ['first'] : terms.levels;
  const due = levels[earlier.length];
  if (due === undefined)
    return {
      refused: `All levels of appeal that are entered for ${payerName} are used: ${levels.join(', ')}. Look up in the contract what is left.`,
    };
  if (asked !== undefined && asked !== due)
    return {
      refused: levels.includes(asked)
        ? `The level that is due with ${payerName} is ${due}. ${asked} comes after it is answered.`
        : `${payerName} has no level ${asked} that was entered: ${levels.join(', ')}.`,
    };
  return { level: due };
}

/** The rule that a level's window follows, and what of the contract bears on it. */
function pathOf(level: AppealLevelName, terms: PayerTerms | undefined): Pick<AppealQuestion, 'path' | 'contract'> {
  if (terms?.kind === 'medicare-ffs') return { path: FFS[level] ?? 'commercial_unknown' };
  if (terms?.kind === 'medicare-advantage-noncontract')
    return { path: level === 'reconsideration' ? 'ma_noncontract' : 'commercial_unknown' };
  const [first = 'first'] = terms?.levels ?? [];
  const found = level === first ? terms?.appeal : terms?.laterAppeals?.find((one) => one.level === level);
  return found === undefined
    ? { path: 'commercial_unknown' }
    : { path: 'contract', contract: { days: found.days, countsFrom: found.countsFrom } };
}

/**
 * The window of one level of appeal, by the terms that were entered for the payer and by the calendar. `today` tells whether it is still
 * open; without it the answer does not change from day to day.
 */
export function windowOfLevel(
  level: AppealLevelName,
  {
    terms,
    noticeDate,
    amountCents,
    today,
  }: Pick<RoadQuestion, 'terms' | 'noticeDate' | 'amountCents'> & { readonly today?: LocalDate | undefined },
  calendar: AppealCalendar,
): AppealWindow {
  const asked = pathOf(level, terms);
  const hasLeast = calendar.levels.some(({ path, hasLeastAmount }) => path === asked.path && hasLeastAmount);
  return appealWindow({ ...asked, noticeDate, today, ...(hasLeast && { amountCents }) }, calendar);
}

function withWindow(question: RoadQuestion, calendar: AppealCalendar, level: AppealLevelName): AppealRoad {
  const { noticeDate, today, payerName } = question;
  const now = windowOfLevel(level, { ...question, today: today >= noticeDate ? today : undefined }, calendar);
  if (now.allowed === false) {
    const why = now.reasons.includes('too_late')
      ? `${TIME_ENDED} ${now.deadline ?? 'an earlier day'}.`
      : `The amount is below what the level ${level} takes.`;
    return { refused: `${why} ${now.steps.join(' ')}` };
  }
  // What a card shows does not change from day to day, so that a letter that is drafted again is the same proposal.
  const window = windowOfLevel(level, { ...question, today: undefined }, calendar);
  const unknown = window.deadline === undefined ? [`Deadline unknown - enter it from the contract with ${payerName}.`] : [];
  return { level, title: `title-${level}`, window, warnings: unknown };
}
