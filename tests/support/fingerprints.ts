import type { Subject } from '../contracts/subject.ts';

/** What follows from the entries of the ledger and says nothing of its own. */
const DERIVED = 'ledger_node';

/** Every table of the program with its number of rows and a hash of what they hold: equal before and after is nothing written. */
export async function fingerprints(asOwner: Subject['asOwner']): Promise<Readonly<Record<string, string>>> {
  const tables = await asOwner<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'countersign' and table_type = 'BASE TABLE'
       and table_name <> $1 order by 1`,
    [DERIVED],
  );
  const prints: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await asOwner<{ print: string }>(
      `select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as print from ${name} t`,
    );
    prints[name] = row?.print ?? '';
  }
  return prints;
}

/** The tables that differ. */
export function changed(before: Readonly<Record<string, string>>, after: Readonly<Record<string, string>>): string[] {
  return Object.keys(after).filter((table) => before[table] !== after[table]);
}
