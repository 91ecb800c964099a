import type { About } from '#guardrails/audit/ledger.ts';
import type { Sealed } from '../sealed-entries.ts';
import { ENTRY, type EntryRow } from '../stored-entry.ts';
import type { Transaction } from '../transaction.ts';
import { alteredRecord } from './sealed-content.ts';
import { NAMING } from './short-remittances.ts';

interface Standing {
  readonly id: string;
  readonly state: string;
  /** How many of its places have a claim. */
  readonly matched: number;
}

interface Said {
  readonly act: string;
  readonly about: About;
}

/**
 * Throws Failure `altered` where the ledger says of a remittance that names this claim that it was brought in, or that a place of it is about a
 * claim, and its rows do not say so any more. Of entries that went with their years nothing is asked.
 */
export async function mustBeBorneOut(transaction: Transaction, sealed: Sealed, claim: string): Promise<void> {
  const { rows } = transaction;
  const standing = await rows<Standing & Record<string, unknown>>(
    `select r.id, r.state, (select count(*)::int from remitted_claim c where c.remittance = r.number and c.matched is not null) as matched
     from remittance r where ${NAMING}`,
    [claim],
  );
  const entries = await rows<EntryRow & Record<string, unknown>>(`${ENTRY} where about ->> 'remittance' = any($1) order by index`, [
    standing.map(({ id }) => id),
  ]);
  for (const one of standing) {
    const said: Said[] = [];
    for (const row of entries) {
      const about = JSON.parse(row.about) as About;
      if (about['remittance'] !== one.id) continue;
      if ((await sealed.faultOf(row)) !== undefined) throw alteredRecord(`What the ledger says of remittance ${one.id}`);
      said.push({ act: (JSON.parse(row.leaf) as { act: string }).act, about });
    }
    if (!isAsImported(one, said) || !(await arePlacesAsSaid(transaction, one.id, said))) throw alteredRecord(`Remittance ${one.id}`);
  }
}

function isAsImported({ state, matched }: Standing, said: readonly Said[]): boolean {
  const imported = said.find(({ act }) => act === 'remittance.imported');
  if (imported === undefined) return true;
  const count = (of: string) => said.filter(({ act }) => act === of).length;
  const expected = Number(imported.about['matched']) + count('remittance.matched') - count('remittance.unmatched');
  return state !== 'unfinished' && matched === expected;
}

/** A place of which people spoke has the claim that the last of them said, or none where that was taken back. */
async function arePlacesAsSaid({ rows }: Transaction, id: string, said: readonly Said[]): Promise<boolean> {
  const spoken = said.filter(({ act }) => act !== 'remittance.imported');
  if (spoken.length === 0) return true;
  const places = new Map(spoken.map(({ act, about }) => [Number(about['position']), act === 'remittance.matched' ? about['claim'] : null]));
  const found = await rows<{ position: number; matched: string | null }>(
    'select position, matched from remitted_claim m join remittance r on r.number = m.remittance where r.id = $1 and m.position = any($2)',
    [id, [...places.keys()]],
  );
  return found.length === places.size && found.every(({ position, matched }) => places.get(position) === matched);
}
