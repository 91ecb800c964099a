import type { Entry, Ledger } from '../audit/ledger.ts';

const DONE: ReadonlySet<string> = new Set(['effect.done', 'policy.activated', 'edition.activated']);

/** What is needed to read what the ledger tells. */
export interface Telling {
  readonly ledger: Pick<Ledger, 'list'>;
}

/**
 * The sealed entry that tells that an effect was carried out. What the outbox says of it can be set back by whoever has the database; this
 * cannot.
 */
export async function carriedOut({ ledger }: Telling, proposal: string): Promise<Entry | undefined> {
  return (await ledger.list({ proposal })).find(({ leaf, fault }) => fault === undefined && DONE.has(leaf.act));
}
