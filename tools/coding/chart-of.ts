import type { Chart } from '#core/chart/chart.ts';
import { Failure } from '#core/errors.ts';
import type { Running } from '../define-tool.ts';

/** The chart of an encounter. Throws Failure `not-found` with the ids that were perhaps meant. */
export async function chartOf(encounter: string, { unit }: Pick<Running, 'unit'>): Promise<Chart> {
  const chart = (await unit.charts.find(encounter)) ?? (await unit.charts.find(encounter.toUpperCase()));
  if (chart !== undefined) return chart;
  const near = await unit.charts.near(encounter, 3);
  const hint = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ' "what is waiting for me?" lists the encounters there are.';
  throw new Failure('not-found', `There is no encounter ${encounter}.${hint}`);
}
