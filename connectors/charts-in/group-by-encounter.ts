import type { ChartDocument, ClaimOnFile, EncounterId, Observation } from '#core/chart/chart.ts';
import type { ChartPart, EncounterSaid } from './chart-part.ts';
import type { FromFile } from './merge-documents.ts';

export interface SaidBy {
  readonly file: string;
  readonly said: EncounterSaid;
}

/** All that an import says of one encounter. */
export interface Group {
  readonly said: SaidBy[];
  readonly documents: FromFile<ChartDocument>[];
  readonly observations: FromFile<Observation>[];
  readonly claims: FromFile<ClaimOnFile>[];
}

export function groupByEncounter(parts: readonly ChartPart[]): ReadonlyMap<EncounterId, Group> {
  const groups = new Map<EncounterId, Group>();
  const groupOf = (id: EncounterId): Group => {
    const group = groups.get(id) ?? { said: [], documents: [], observations: [], claims: [] };
    groups.set(id, group);
    return group;
  };
  for (const { file, encounters, documents, observations, claims } of parts) {
    for (const said of encounters) groupOf(said.id).said.push({ file, said });
    for (const item of documents) groupOf(item.encounter).documents.push({ file, item });
    for (const { encounter, observation } of observations) groupOf(encounter).observations.push({ file, item: observation });
    for (const { encounter, claim } of claims) groupOf(encounter).claims.push({ file, item: claim });
  }
  return groups;
}

export function filesOf({ said, documents, observations, claims }: Group): readonly string[] {
  const files = [...said, ...documents, ...observations, ...claims].flatMap(({ file }) => file ?? []);
  return [...new Set(files)];
}
