import { wrap } from './wrap.ts';

const GAP = 2;

/** Lays a table out in `width` columns: the widest column that can give way does, and its cells wrap between words. */
export function layTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  paintHead: (text: string) => string,
): string {
  const cells = columns.map((head, at) => [head, ...rows.map((row) => row[at] ?? '')]);
  const widths = fit(
    cells.map((column) => longest(column)),
    cells.map((column) => longest(column.flatMap((cell) => cell.split(/\s+/)))),
    width,
  );
  const lay = (row: readonly string[]): string[] => {
    const wrapped = widths.map((size, at) => wrap(row[at] ?? '', size));
    const height = Math.max(...wrapped.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) =>
      widths
        .map((size, at) => (wrapped[at]?.[line] ?? '').padEnd(size))
        .join(' '.repeat(GAP))
        .trimEnd(),
    );
  };
  return [...lay(columns).map(paintHead), ...rows.flatMap(lay)].join('\n');
}

const longest = (texts: readonly string[]): number => Math.max(...texts.map(({ length }) => length));

/** Takes from the widest column that is still wider than its longest word, until the table fits or none is left. */
function fit(natural: readonly number[], least: readonly number[], width: number): number[] {
  const widths = [...natural];
  const total = (): number => widths.reduce((sum, size) => sum + size, 0) + GAP * (widths.length - 1);
  const slack = (at: number): number => ((widths[at] ?? 0) > (least[at] ?? 0) ? (widths[at] ?? 0) : 0);
  while (total() > width) {
    const widest = widths.keys().reduce((best, at) => (slack(at) > slack(best) ? at : best), 0);
    if (slack(widest) === 0) break;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}
