import type { Sources } from '#guardrails/unit.ts';
import type { Transaction } from './transaction.ts';

const VERSIONS: ReadonlyMap<string, string> = new Map([
  ['chart', 'select version from encounter where id = $1'],
  ['edition', 'select sha256 as version from edition where id = $1'],
  [
    'policy',
    `select about ->> 'adopts' as version from ledger_entry
     where $1 = 'in-force' and about ->> 'adopts' is not null order by index desc limit 1`,
  ],
]);

/**
 * Versions of `chart:E-1042`, `edition:icd10cm-2026-starter` and `policy:in-force`. A source of another kind has none. Whoever
 * asks holds off the tenant's other writers: a decision that rests on the version is then committed before the version can change.
 */
export function sources({ rows, lockWriters }: Transaction): Sources {
  return {
    async version(id) {
      const colon = id.indexOf(':');
      const sql = VERSIONS.get(id.slice(0, colon));
      if (sql === undefined) return undefined;
      await lockWriters();
      const [found] = await rows<{ version: string }>(sql, [id.slice(colon + 1)]);
      return found?.version;
    },
  };
}
