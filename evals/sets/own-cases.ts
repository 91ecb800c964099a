import type { CompiledEdition } from '#core/terminology/compiled-edition.ts';
import { faultsOf, guidelineCases } from '#tests/support/guideline-cases.ts';
import { wilson } from '../scorers/bootstrap.ts';
import type { SetResult } from '../figure.ts';
import { groupRows } from './statements-alone.ts';
import { worst } from './worst.ts';

/** The cases that were written here, each from a section of the guidelines: right when every code is there and no other one that may not be. */
export function scoreOwnCases(edition: CompiledEdition): SetResult {
  const cases = guidelineCases().filter(({ needs }) => needs === undefined || !edition.head.starter);
  const judged = cases.map((one) => ({ one, faults: faultsOf(one, edition) }));
  const wrong = judged.filter(({ faults }) => faults.length > 0);
  const groups = new Map<string, { hits: number; of: number }>();
  for (const { one, faults } of judged) {
    const section = one.cites.split('.').slice(0, 3).join('.');
    const { hits, of } = groups.get(section) ?? { hits: 0, of: 0 };
    groups.set(section, { hits: hits + (faults.length === 0 ? 1 : 0), of: of + 1 });
  }
  const kind = edition.head.starter ? 'starter' : 'official';
  const hits = judged.length - wrong.length;
  return {
    title: `Own cases on ${edition.head.id}: ${judged.length}`,
    figures: [
      {
        id: `own.${kind}`,
        says: `own cases right, ${kind} edition`,
        value: hits / Math.max(1, judged.length),
        of: judged.length,
        interval: wilson(hits, judged.length),
        tolerance: 0.006,
      },
    ],
    tables: [{ caption: `Own cases by section, ${kind} edition`, rows: [['section', 'cases', 'share right'], ...groupRows(groups)] }],
    misses: worst(wrong, ({ one }) => one.cites).map(({ one, faults }) => `${one.id} (${one.cites}): ${faults.join('; ')}`),
  };
}
