import type { LocalDate } from '#core/codes.ts';
import { Failure } from '#core/errors.ts';
import { NO_LAST_DAY } from '#core/terminology/facts/edition-period.ts';
import type { EditionSystem } from '#core/terminology/edition-system.ts';
import type { EditionRecord } from '#tools/unit.ts';

/** The edition of a system in force on a day, or `undefined` where none is. */
export function findEdition(records: readonly EditionRecord[], system: EditionSystem, day: LocalDate): EditionRecord | undefined {
  const [best] = byPrecedence(activeOf(records, system).filter(({ head }) => head.from <= day && day <= head.to));
  return best;
}

/** The ICD-10-CM edition in force on a day. Throws Failure `no-edition` with the day and the editions there are. */
export function chooseEdition(records: readonly EditionRecord[], day: LocalDate): EditionRecord {
  const best = findEdition(records, 'icd10cm', day);
  if (best !== undefined) return best;
  const have =
    activeOf(records, 'icd10cm')
      .map(({ head }) => `${head.id} (${head.from} to ${head.to})`)
      .join(', ') || 'none';
  throw new Failure(
    'no-edition',
    `No ICD-10-CM edition is in force here on ${day}, so nothing can be coded for that day. Active: ${have}. Load the edition of that year: countersign editions load icd10cm <file, folder or zip>.`,
  );
}

/**
 * Of active editions that cover one day: an official one before a starter; of lists without a last day the newer; then the one loaded
 * last.
 */
export function byPrecedence(active: readonly EditionRecord[]): readonly EditionRecord[] {
  return active.toSorted(
    (a, b) => Number(a.head.starter) - Number(b.head.starter) || newerList(a, b) || (a.loadedAt < b.loadedAt ? 1 : -1),
  );
}

function newerList({ head: a }: EditionRecord, { head: b }: EditionRecord): number {
  if (a.to !== NO_LAST_DAY || b.to !== NO_LAST_DAY || a.from === b.from) return 0;
  return a.from < b.from ? 1 : -1;
}

function activeOf(records: readonly EditionRecord[], system: EditionSystem): readonly EditionRecord[] {
  return records.filter(({ state, head }) => state === 'active' && head.system === system);
}
