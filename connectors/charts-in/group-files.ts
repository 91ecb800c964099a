import type { EncounterId } from '#core/chart/chart.ts';
import type { ChartPart } from './chart-part.ts';

/**
 * The parts in groups that can be written one after the other: files that speak of the same encounter, themselves or through
 * others, are together. The order within a group stays, and the groups are in the order of their first file.
 */
export function groupFiles(parts: readonly ChartPart[]): readonly (readonly ChartPart[])[] {
  const joined = new Map<EncounterId, EncounterId>();
  const groupOf = (id: EncounterId): EncounterId => {
    let top = id;
    for (let next = joined.get(top); next !== undefined; next = joined.get(top)) top = next;
    return top;
  };
  for (const ids of parts.map(encountersOf)) {
    for (const [at, id] of ids.entries()) {
      const [one, group] = [groupOf(id), groupOf(ids[at - 1] ?? id)];
      if (one !== group) joined.set(one, group);
    }
  }
  const groups = Map.groupBy(parts, (part) => {
    const [first] = encountersOf(part);
    return first && groupOf(first);
  });
  return [...groups.values()];
}

function encountersOf({ encounters, documents, observations, claims }: ChartPart): readonly EncounterId[] {
  const belonging = [...documents, ...observations, ...claims].map(({ encounter }) => encounter);
  return [...new Set([...encounters.map(({ id }) => id), ...belonging])];
}
