import { Chart, type DocumentId, type EncounterId } from '#core/chart/chart.ts';
import { chartVersion } from '#guardrails/chart-version.ts';
import type { ChartPart, Refused } from './chart-part.ts';
import { describeEncounter } from './describe-encounter.ts';
import { groupByEncounter, type Group } from './group-by-encounter.ts';
import { compareIds, compareText, mergeDocuments } from './merge-documents.ts';
import { mergeListed } from './merge-listed.ts';

export interface ChartsAssembled {
  /** New charts and changed ones, by encounter. */
  readonly charts: readonly Chart[];
  /** Encounters whose stored chart already says all that the files say. */
  readonly unchanged: readonly EncounterId[];
  readonly refused: readonly Refused[];
}

type Attempt = { readonly chart: Chart } | { readonly faults: readonly Refused[] };

/**
 * Puts the parts of an import together by encounter, over what is stored. A file whose part does not fit is refused whole, and the rest is
 * put together again without it. `holder` gives the encounter that a stored document belongs to.
 */
export async function assembleCharts(
  parts: readonly ChartPart[],
  existing: (encounter: string) => Promise<Chart | undefined>,
  holder: (document: string) => Promise<EncounterId | undefined> = async () => undefined,
): Promise<ChartsAssembled> {
  const holders = await holdersOf(parts, holder);
  const stored = new Map<EncounterId, Chart | undefined>();
  for (const id of groupByEncounter(parts).keys()) stored.set(id, await existing(id));

  const refused: Refused[] = [];
  let taken = parts;
  for (;;) {
    const groups = [...groupByEncounter(taken)].toSorted(([a], [b]) => compareIds(a, b));
    const attempts = groups.map(([id, group]) => assembleOne(id, group, stored.get(id)));
    const faults = [...attempts.flatMap((one) => ('faults' in one ? one.faults : [])), ...sharedDocuments(taken, holders)];
    if (faults.length === 0) {
      const charts = attempts.flatMap((one) => ('chart' in one ? [one.chart] : []));
      return { ...bySame(charts, stored), refused: refused.toSorted((a, b) => compareText(a.file, b.file)) };
    }
    const files = new Map(faults.toReversed().map((fault) => [fault.file, fault]));
    refused.push(...files.values());
    taken = taken.filter(({ file }) => !files.has(file));
  }
}

function assembleOne(id: EncounterId, group: Group, stored: Chart | undefined): Attempt {
  const described = describeEncounter(id, group, stored);
  const documents = mergeDocuments(stored?.documents ?? [], group.documents);
  const observations = mergeListed('Observation', stored?.observations ?? [], group.observations);
  const claims = mergeListed('Claim', stored?.claims ?? [], group.claims);
  const faults = [...('refused' in described ? described.refused : []), ...documents.refused, ...observations.refused, ...claims.refused];
  if ('refused' in described || faults.length > 0) return { faults };
  const parts = {
    encounter: described.encounter,
    patient: described.patient,
    documents: [...documents.items],
    observations: observations.items.toSorted((a, b) => compareText(a.date, b.date) || compareIds(a.id, b.id)),
    claims: claims.items.toSorted((a, b) => compareIds(a.id, b.id)),
  };
  return { chart: Chart.parse({ ...parts, version: chartVersion(parts) }) };
}

async function holdersOf(parts: readonly ChartPart[], holder: (document: string) => Promise<EncounterId | undefined>) {
  const holders = new Map<DocumentId, EncounterId>();
  for (const { id } of parts.flatMap(({ documents }) => documents)) {
    const encounter = await holder(id);
    if (encounter !== undefined) holders.set(id, encounter);
  }
  return holders;
}

/** A document id names one document of the whole hospital: the file that uses it for another encounter is refused. */
function sharedDocuments(parts: readonly ChartPart[], holders: ReadonlyMap<DocumentId, EncounterId>): readonly Refused[] {
  const first = new Map(holders);
  return parts.flatMap(({ file, documents }) =>
    documents.flatMap(({ id, encounter }) => {
      const before = first.get(id);
      if (before === undefined) first.set(id, encounter);
      return before === undefined || before === encounter
        ? []
        : [{ file, why: `Document ${id} is also a document of encounter ${before}.` }];
    }),
  );
}

function bySame(
  charts: readonly Chart[],
  stored: ReadonlyMap<EncounterId, Chart | undefined>,
): Pick<ChartsAssembled, 'charts' | 'unchanged'> {
  const isSame = ({ encounter, version }: Chart) => stored.get(encounter.id)?.version === version;
  return {
    charts: charts.filter((chart) => !isSame(chart)),
    unchanged: charts.filter(isSame).map(({ encounter }) => encounter.id),
  };
}
