import { assembleCharts, type ChartsAssembled } from '#connectors/charts-in/assemble-charts.ts';
import type { ChartPart } from '#connectors/charts-in/chart-part.ts';
import { countSetAside } from '#connectors/charts-in/count-set-aside.ts';
import { groupFiles } from '#connectors/charts-in/group-files.ts';
import { readPath } from '#connectors/charts-in/read-path.ts';
import type { ImportReport } from '#agent/desk.ts';
import type { Channel, TenantId } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Unit } from '#tools/unit.ts';

interface By {
  readonly actor: string;
  readonly channel: Channel;
}

/**
 * Brings charts in from a file or a folder. A file is taken whole or refused whole; the rest of a folder goes in. Files that
 * belong together are written in one transaction with their ledger entries, and other writers come in between two of those.
 */
export async function importCharts(store: Store<Unit>, tenant: TenantId, path: string, by: By): Promise<ImportReport> {
  const { files, parts, refused } = await readPath(path);
  const written: ChartsAssembled[] = [];
  for (const group of groupFiles(parts)) {
    written.push(await store.within(tenant, (unit) => writeTogether(unit, group, tenant, by)));
  }
  const charts = written.flatMap((one) => one.charts);
  const refusedLater = written.flatMap((one) => one.refused);
  const gone = new Set(refusedLater.map(({ file }) => file));
  return {
    files,
    imported: charts.map(({ encounter, documents }) => ({ encounter: encounter.id, documents: documents.length })),
    unchanged: written.reduce((sum, { unchanged }) => sum + unchanged.length, 0),
    refused: [...refused, ...refusedLater],
    setAside: countSetAside(parts.filter(({ file }) => !gone.has(file))),
  };
}

/** Reads what is stored, adds to it and writes it, with nobody in between: of two imports at once the second sees all that the first did. */
async function writeTogether(unit: Unit, parts: readonly ChartPart[], tenant: TenantId, by: By): Promise<ChartsAssembled> {
  await unit.lockWriters();
  const assembled = await assembleCharts(
    parts,
    (encounter) => unit.charts.find(encounter),
    async (document) => (await unit.charts.document(document))?.encounter,
  );
  for (const chart of assembled.charts) {
    await unit.charts.put(chart);
    await unit.ledger.append({
      tenant,
      ...by,
      act: 'chart.imported',
      about: { encounter: chart.encounter.id, version: chart.version, documents: chart.documents.length },
    });
  }
  return assembled;
}
