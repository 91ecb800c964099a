import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withTables } from './readme-tables.ts';

const file = join(import.meta.dirname, '..', 'README.md');
writeFileSync(file, withTables(readFileSync(file, 'utf8')));
