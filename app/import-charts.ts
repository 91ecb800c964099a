import { assembleCharts } from '#connectors/charts-in/assemble-charts.ts';
import { readPath } from '#connectors/charts-in/read-path.ts';
import type { ImportReport } from '#agent/desk.ts';
import type { Channel, TenantId } from '#guardrails/actor.ts';
import type { Store } from '#guardrails/unit.ts';
import type { Unit } from '#tools/unit.ts';

/**
 * Brings charts in from a file or a folder. A file is taken whole or refused whole; the rest of a folder goes in. Each
 * chart is written with its ledger entry in one transaction.
 */
export async function importCharts(
  store: Store<Unit>,
  tenant: TenantId,
  path: string,
  by: { readonly actor: string; readonly channel: Channel },
): Promise<ImportReport> {
  const { files, parts, refused } = await readPath(path);
  const assembled = await assembleCharts(
    parts,
    (encounter) => store.within(tenant, ({ charts }) => charts.find(encounter)),
    (document) => store.within(tenant, async ({ charts }) => (await charts.document(document))?.encounter),
  );
  for (const chart of assembled.charts) {
    await store.within(tenant, async (unit) => {
      await unit.charts.put(chart);
      await unit.ledger.append({
        tenant,
        ...by,
        act: 'chart.imported',
        about: { encounter: chart.encounter.id, version: chart.version, documents: chart.documents.length },
      });
    });
  }
  return {
    files,
    imported: assembled.charts.map(({ encounter, documents }) => ({ encounter: encounter.id, documents: documents.length })),
    unchanged: assembled.unchanged.length,
    refused: [...refused, ...assembled.refused],
  };
}
