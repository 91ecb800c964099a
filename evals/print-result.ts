import type { Figure, SetResult } from './figure.ts';

type Rows = readonly (readonly string[])[];

/** A table in columns, as lines. */
export function laidOut(rows: Rows): string[] {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

/** Every figure in one table. */
export function figureTable(figures: readonly Figure[]): string[] {
  return laidOut([['figure', 'value', '95%', 'bar', '', 'of', 'what'], ...figures.map(rowOf)]);
}

function rowOf({ id, says, value, of, interval, bar, smallerIsBetter }: Figure): string[] {
  const number = (one: number): string => (Math.abs(one) >= 10 ? one.toFixed(0) : one.toFixed(4));
  const met = bar === undefined ? '' : (smallerIsBetter ? value <= bar : value >= bar) ? 'met' : 'SHORT';
  const wanted = bar === undefined ? '' : `${smallerIsBetter ? '<=' : '>='} ${bar}`;
  return [id, number(value), interval ? `${number(interval.low)}-${number(interval.high)}` : '', wanted, met, String(of), says];
}

/** The tables and misses of one set. */
export function setLines({ title, tables, misses }: SetResult): string[] {
  return [
    '',
    `== ${title}`,
    ...tables.flatMap(({ caption, rows }) => ['', caption, ...laidOut(rows).map((line) => `  ${line}`)]),
    ...(misses.length > 0 ? ['', 'Ten worst misses', ...misses.map((miss) => `  ${miss}`)] : []),
  ];
}
