import { z } from 'zod';
import { LocalDate } from '../../codes.ts';

/** Who is appealed to, and for Medicare at which level. */
export const AppealPath = z.enum([
  'medicare_ffs_1',
  'medicare_ffs_2',
  'medicare_ffs_3',
  'medicare_ffs_4',
  'medicare_ffs_5',
  'ma_noncontract',
  'contract',
  'commercial_unknown',
]);
export type AppealPath = z.infer<typeof AppealPath>;

/** How a level ended: what the next level is asked to review. */
export const AppealOutcome = z.enum(['unfavorable', 'partly-favorable', 'favorable', 'dismissed', 'remanded', 'no-decision-in-time']);
export type AppealOutcome = z.infer<typeof AppealOutcome>;

const Sentence = z.string().min(1);
const Cited = { cites: Sentence };
const Days = z.int().min(1).max(3650);

/**
 * One filing window as it was in force: chosen by the date of the notice, both days included, without `until` as long as nothing follows it.
 * `presumedReceiptDays` says when a notice counts as received where nothing proves another day.
 */
export const FilingWindow = z.strictObject({
  path: AppealPath,
  from: LocalDate,
  until: LocalDate.optional(),
  days: z.strictObject({ number: Days, ...Cited }),
  /** The number of days where a dismissal is appealed, and it is another. */
  daysOfDismissal: z.strictObject({ number: Days, ...Cited }).optional(),
  counts: z.discriminatedUnion('from', [
    z.strictObject({ from: z.literal('notice'), ...Cited }),
    z.strictObject({ from: z.literal('receipt'), presumedReceiptDays: z.int().min(0).max(30), ...Cited }),
  ]),
  /** All windows here are met by what has arrived; none by a postmark. */
  filed: z.strictObject({ when: z.literal('received'), by: Sentence, ...Cited }),
  lastDay: z.strictObject({ closed: z.enum(['next-business-day', 'stays']), ...Cited }),
});
export type FilingWindow = z.infer<typeof FilingWindow>;

/** The least that must be in controversy for requests filed in one calendar year, in cents. */
export const LeastAmount = z.strictObject({
  path: AppealPath,
  year: z.int().min(2005).max(2199),
  cents: z.int().positive(),
  ...Cited,
});
export type LeastAmount = z.infer<typeof LeastAmount>;

/**
 * What comes after an outcome: a request to file at a level, or nothing to file. `decidesNext` is who decides again without being asked, as
 * after a remand.
 */
export const AppealStep = z.union([
  z.strictObject({ file: AppealPath, of: z.enum(['decision', 'dismissal']), says: Sentence, ...Cited }),
  z.strictObject({ file: z.literal('nothing'), decidesNext: AppealPath.optional(), says: Sentence, ...Cited }),
]);
export type AppealStep = z.infer<typeof AppealStep>;

export const AppealLevel = z.strictObject({
  path: AppealPath,
  line: Sentence,
  number: z.int().min(1).max(9),
  name: Sentence,
  decides: Sentence,
  /** True where the law sets a least amount; the years are under `leastAmounts`. */
  hasLeastAmount: z.boolean(),
  after: z.record(AppealOutcome, AppealStep),
  /** What comes after a review of a dismissal of the level below. */
  afterDismissal: z.strictObject({ upheld: AppealStep, vacated: AppealStep }).optional(),
});
export type AppealLevel = z.infer<typeof AppealLevel>;

/** The rules of appeal with where each is written, as a file of this shape keeps them. */
export const AppealCalendar = z
  .strictObject({
    edition: z.string().regex(/^[a-z0-9-]+$/),
    levels: z.array(AppealLevel).min(1),
    windows: z.array(FilingWindow).min(1),
    leastAmounts: z.array(LeastAmount),
  })
  .superRefine((calendar, context) => {
    for (const { path, message } of contradictions(calendar)) context.addIssue({ code: 'custom', path: [...path], message });
  });
export type AppealCalendar = z.infer<typeof AppealCalendar>;

interface Contradiction {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What would let two rules, or none, answer one question without anybody being told. */
function* contradictions({
  levels,
  windows,
  leastAmounts,
}: Pick<AppealCalendar, 'levels' | 'windows' | 'leastAmounts'>): Iterable<Contradiction> {
  for (const [at, one] of windows.entries()) {
    const path = ['windows', at];
    if (one.until !== undefined && one.until < one.from) yield { path, message: 'it ends before it begins' };
    if (windows.slice(0, at).some((other) => other.path === one.path && overlap(one, other)))
      yield { path, message: `another window of ${one.path} is in force on some of its days` };
    if (!levels.some((level) => level.path === one.path)) yield { path, message: `${one.path} is no level here` };
  }
  for (const [at, { path: level, year }] of leastAmounts.entries()) {
    const path = ['leastAmounts', at];
    if (leastAmounts.slice(0, at).some((other) => other.path === level && other.year === year))
      yield { path, message: `${level} has two amounts for ${year}` };
    if (!levels.some((one) => one.path === level && one.hasLeastAmount))
      yield { path, message: `${level} is no level with a least amount` };
  }
  for (const [at, { path: name, after }] of levels.entries()) {
    if (levels.slice(0, at).some((other) => other.path === name)) yield { path: ['levels', at], message: `${name} is there twice` };
    for (const [outcome, step] of Object.entries(after)) {
      if (step.file !== 'nothing' && !levels.some((one) => one.path === step.file))
        yield { path: ['levels', at, 'after', outcome], message: `${step.file} is no level here` };
    }
  }
}

function overlap(one: FilingWindow, other: FilingWindow): boolean {
  return (other.until === undefined || one.from <= other.until) && (one.until === undefined || other.from <= one.until);
}
