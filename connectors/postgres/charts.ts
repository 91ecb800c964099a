import type { Sealed } from './sealed-entries.ts';
import type { Charts } from '#tools/unit.ts';
import { nearest } from './nearest.ts';
import { putChart } from './put-chart.ts';
import { readChart, readDocument } from './read-chart.ts';
import { searchPassages } from './search-passages.ts';
import type { Transaction } from './transaction.ts';

/** Of a tenant with more encounters than this, `near` looks at the newest. */
const NEAR_AMONG = 20_000;

export function charts(transaction: Transaction, sealed: Sealed): Charts {
  const { rows } = transaction;
  return {
    find: (encounter) => readChart(transaction, sealed, encounter),
    document: (id) => readDocument(transaction, sealed, id),
    search: (encounter, words, limit) => searchPassages(transaction, encounter, words, limit),
    put: (chart) => putChart(transaction, sealed, chart),
    async near(typed, limit) {
      const ids = await rows<{ id: string }>(
        `select id from encounter where length(id) between $1 and $2 order by start_day desc, id limit ${NEAR_AMONG}`,
        [typed.trim().length - 2, typed.trim().length + 2],
      );
      return nearest(
        typed,
        ids.map(({ id }) => id),
        limit,
      );
    },
    async ofPatient(patient, from, to) {
      const found = await rows<{ id: string }>(
        'select id from encounter where patient = $1 and start_day <= $3 and coalesce(end_day, start_day) >= $2 order by id',
        [patient, from, to],
      );
      return found.map(({ id }) => id);
    },
    list: (limit) =>
      rows<{ encounter: string; setting: string; start: string; documents: number }>(
        `select e.id as encounter, e.setting, e.start_day::text as start,
           (select count(*)::int from document d where d.encounter = e.id) as documents
         from encounter e order by e.start_day desc, e.id limit $1`,
        [limit],
      ),
  };
}
