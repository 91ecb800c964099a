import type { Entry } from '../audit/ledger.ts';
import { decisionsIn, type Choice, type DecisionMade } from './decisions-in.ts';
import { lookBefore, type Look, type Proposed } from './look-before.ts';

/** How somebody, or everybody, decided. */
export interface Measures {
  readonly decisions: number;
  readonly choices: Readonly<Record<Choice, number>>;
  /** From the first sight of the card to the decision, in milliseconds: the middle one, and the one that a tenth are no slower than. */
  readonly median: number;
  readonly p10: number;
  readonly underThreeSeconds: number;
  readonly evidenceOpened: number;
  /** Decisions that were sent together with others, and the most that were sent at once. */
  readonly inBatches: number;
  readonly largestBatch: number;
  /** Decisions for which no showing is on record, so that the time is from when the proposal was made. */
  readonly notShown: number;
  /** Decisions whose proposal came with the decision itself, so that the time is from when the code was suggested. */
  readonly suggestedOnly: number;
}

export interface MeasuredPerson extends Measures {
  readonly person: string;
}

export interface Measured {
  /** Absent where nothing was decided. */
  readonly everyone?: Measures;
  /** By id. */
  readonly people: readonly MeasuredPerson[];
}

const HASTY_MS = 3_000;

type Seen = DecisionMade & { readonly look: Look };

/**
 * How people decided, from the ledger and the proposals alone. `decided` holds the entries that decide, `readings` the entries
 * `tool.read` from half an hour before the first of their proposals was made; both oldest first.
 */
export function measure(decided: readonly Entry[], readings: readonly Entry[], proposals: ReadonlyMap<string, Proposed>): Measured {
  const readBy = Map.groupBy(readings, ({ leaf }) => leaf.onBehalfOf ?? leaf.actor);
  const seen = decisionsIn(decided).flatMap((decision): Seen[] => {
    const proposal = proposals.get(decision.proposal);
    return proposal === undefined ? [] : [{ ...decision, look: lookBefore(decision, proposal, readBy.get(decision.by) ?? []) }];
  });
  const people = [...new Set(seen.map(({ by }) => by))].toSorted();
  return {
    ...(seen.length > 0 && { everyone: measuresOf(seen) }),
    people: people.map((person) => ({ person, ...measuresOf(seen.filter(({ by }) => by === person)) })),
  };
}

function measuresOf(seen: readonly Seen[]): Measures {
  const count = (holds: (one: Seen) => boolean): number => seen.filter(holds).length;
  const times = seen.map(({ look }) => look.milliseconds).toSorted((a, b) => a - b);
  const chose = (choice: Choice) => count((one) => one.choice === choice);
  return {
    decisions: seen.length,
    choices: { accepted: chose('accepted'), changed: chose('changed'), rejected: chose('rejected'), escalated: chose('escalated') },
    median: nearestRank(times, 0.5),
    p10: nearestRank(times, 0.1),
    underThreeSeconds: count(({ look }) => look.milliseconds < HASTY_MS),
    evidenceOpened: count(({ look }) => look.evidence),
    inBatches: count(({ batch }) => batch > 1),
    largestBatch: Math.max(...seen.map(({ batch }) => batch)),
    notShown: count(({ look }) => look.from === 'made'),
    suggestedOnly: count(({ look }) => look.from === 'suggested'),
  };
}

/** The smallest value that this share of the sorted values does not exceed. */
function nearestRank(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
