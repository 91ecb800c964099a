import { Failure } from '../../errors.ts';

export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/** Rows of a comma-separated file beneath its heading, which must be `heading` to the letter (RFC 4180). */
export function csvRows(text: string, heading: string, name: string): CsvRow[] {
  const width = heading.split(',').length;
  const body = text.replace(/^\uFEFF/, '');
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1;
  for (CELL.lastIndex = 0; CELL.lastIndex < body.length;) {
    const at = CELL.lastIndex;
    const found = CELL.exec(body);
    if (found === null) throw csvRefused(name, line, `it cannot be read at "${body.slice(at, at + 20)}"`);
    cells.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim());
    if (found[3] === ',' && CELL.lastIndex < body.length) continue;
    if (cells.length !== width) throw csvRefused(name, line, `it has ${cells.length} fields where ${width} are needed`);
    if (line > 1) rows.push({ line, cells });
    else if (cells.join(',') !== heading) throw csvRefused(name, 1, `the heading is not ${heading}`);
    cells = [];
    line += 1;
  }
  if (rows.length === 0) throw csvRefused(name, line, 'it has no rows');
  return rows;
}

export function csvRefused(name: string, line: number, reason: string): Failure {
  return new Failure('bad-file', `${name} was refused at line ${line}: ${reason}. Nothing was loaded.`);
}
