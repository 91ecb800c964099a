import { Failure } from '#core/errors.ts';
import type { Chart } from '#core/chart/chart.ts';
import { digest, jsonOf } from './audit/canonical-json.ts';

/** What a chart's version is: the digest of all that it holds. Proposals rest on it, so a changed chart makes them stale. */
export function chartVersion({ encounter, patient, documents, observations, claims }: Omit<Chart, 'version'>): string {
  return digest(jsonOf({ encounter, patient, documents, observations, claims }));
}

/**
 * The chart, if it is still what was imported. `witnessed` is the version that the ledger has of its import, where it has one. Throws
 * Failure `altered` when anything of it was changed beside the import: nobody may be shown, or code from, words that no author wrote.
 */
export function unalteredChart(chart: Chart, witnessed: string | undefined): Chart {
  if (chartVersion(chart) === chart.version && (witnessed ?? chart.version) === chart.version) return chart;
  throw new Failure(
    'altered',
    `The chart of ${chart.encounter.id} was changed in the database after it was imported. Nothing of it is shown or coded. ` +
      'Tell your compliance officer, and import it again from its source.',
  );
}
