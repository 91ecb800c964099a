import type { Entry } from '../audit/ledger.ts';
import type { GuardedUnit } from '../unit.ts';

const DONE: ReadonlySet<string> = new Set(['effect.done', 'policy.activated', 'edition.activated']);

/**
 * The sealed entry that tells that an effect was carried out. What the outbox says of it can be set back by whoever has the database; this
 * cannot.
 */
export async function carriedOut({ ledger }: Pick<GuardedUnit, 'ledger'>, proposal: string): Promise<Entry | undefined> {
  return (await ledger.list({ proposal })).find(({ leaf, fault }) => fault === undefined && DONE.has(leaf.act));
}
