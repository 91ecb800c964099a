import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAGES_WITH_TABLES, withTables } from './readme-tables.ts';

for (const page of PAGES_WITH_TABLES) {
  const file = join(import.meta.dirname, '..', '..', page);
  writeFileSync(file, withTables(readFileSync(file, 'utf8')));
}
