import { Failure } from '#core/errors.ts';
import type { Chart } from '#core/chart/chart.ts';
import { digest, jsonOf } from './audit/canonical-json.ts';

/** What a chart's version is: the digest of all that it holds. Proposals rest on it, so a changed chart makes them stale. */
export function chartVersion({ encounter, patient, documents, observations, claims }: Omit<Chart, 'version'>): string {
  return digest(jsonOf({ encounter, patient, documents, observations, claims }));
}

/**
 * The chart, if it is still what was imported. `sealed` is whether its version is under the seal of this installation, `witnessed` the
 * version that the ledger has of its last import, where it has one: the seal alone would let an older chart be put back. Throws
 * Failure `altered` when anything of it was changed beside the import: nobody may be shown, or code from, words that no author wrote.
 */
export function unalteredChart(
  chart: Chart,
  { sealed, witnessed = chart.version }: { readonly sealed: boolean; readonly witnessed: string | undefined },
): Chart {
  if (sealed && chartVersion(chart) === chart.version && witnessed === chart.version) return chart;
  throw new Failure(
    'altered',
    `The chart of ${chart.encounter.id} was changed in the database after it was imported, or never imported. Nothing of it is shown or coded. ` +
      'Tell your compliance officer, and import it again from its source.',
  );
}
