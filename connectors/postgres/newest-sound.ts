import type { Sealed } from './sealed-entries.ts';
import { ENTRY, type EntryRow } from './stored-entry.ts';
import type { Transaction } from './transaction.ts';

const PAGE = 20;
const BEYOND_ALL = '9223372036854775807';

/** Which entries are looked at: a condition over columns of the ledger, with its values as `$1`, `$2` and so on. */
export interface Looked {
  readonly where: string;
  readonly values?: readonly unknown[];
}

/**
 * The newest entry that is what this installation wrote, with what it was about. A forged one is passed over: it MUST neither count nor
 * keep what was written before it from counting. `countersign audit verify` tells of it. `undefined` where none is sound.
 */
export async function newestSound(
  rows: Transaction['rows'],
  sealed: Sealed,
  { where, values = [] }: Looked,
): Promise<EntryRow | undefined> {
  const sql = `${ENTRY} where ${where} and index < $${values.length + 1} order by index desc limit ${PAGE}`;
  let before = BEYOND_ALL;
  for (;;) {
    const page = await rows<EntryRow>(sql, [...values, before]);
    for (const entry of page) if ((await sealed.faultOf(entry)) === undefined) return entry;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return undefined;
    before = last.index;
  }
}
