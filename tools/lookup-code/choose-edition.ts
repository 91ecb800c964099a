import { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { readDay } from '#core/terminology/lookup/read-day.ts';
import type { EditionRecord, Editions, ReadingUnit } from '../unit.ts';

/** The day for which something is looked up, and why that day. */
export interface ChosenDay {
  readonly day: LocalDate;
  /** `inferred`: no year was said. `latest`: no day was said, and none of today's editions is in force. */
  readonly why: 'asked' | 'inferred' | 'today' | 'latest';
}

export interface ChosenEdition extends ChosenDay {
  readonly today: LocalDate;
  readonly record: EditionRecord;
  readonly active: readonly EditionRecord[];
}

/**
 * The edition in force on the day that was said, or today. Where no day was said and today has no edition, the latest there is, and
 * the answer says so. Throws Failure `no-edition` for a day that was said, and `bad-input` where it is no day.
 */
export async function chooseEdition(
  typed: string | undefined,
  { unit, editions }: { readonly unit: ReadingUnit; readonly editions: Editions },
): Promise<ChosenEdition> {
  const today = LocalDate.parse((await unit.now()).slice(0, 10));
  const active = (await unit.editionRecords.list()).filter(({ state, head }) => state === 'active' && head.system === 'icd10cm');
  const { day, why } = typed === undefined ? dayUnsaid(today, active) : asked(typed, today);
  const { sha256 } = await editions.on(day, unit);
  const record = active.find((one) => one.sha256 === sha256);
  if (record === undefined) throw new Failure('broken-promise', 'The edition in force is not among those that are registered.');
  return { day, why, today, record, active };
}

function asked(typed: string, today: LocalDate): ChosenDay {
  const read = readDay(typed, today);
  if (read === undefined)
    throw new Failure('bad-input', `"${typed}" is not a day that I can read. Write it as in 2026-03-03, 3 March 2026 or 3 March.`);
  return { day: read.day, why: read.inferred ? 'inferred' : 'asked' };
}

function dayUnsaid(today: LocalDate, active: readonly EditionRecord[]): ChosenDay {
  if (active.some(({ head }) => head.from <= today && today <= head.to)) return { day: today, why: 'today' };
  const past = active.map(({ head }) => head.to).filter((to) => to < today);
  const last = past.toSorted().at(-1);
  return last === undefined ? { day: today, why: 'today' } : { day: last, why: 'latest' };
}
