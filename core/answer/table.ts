import { wrap } from './wrap.ts';

const GAP = 2;

/** Lays a table out in `width` columns: the widest column gives way, and its cells wrap. */
export function layTable(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  width: number,
  paintHead: (text: string) => string,
): string {
  const widths = fit(
    columns.map((head, at) => Math.max(head.length, ...rows.map((row) => (row[at] ?? '').length))),
    width,
  );
  const lay = (cells: readonly string[]): string[] => {
    const wrapped = widths.map((size, at) => wrap(cells[at] ?? '', size));
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

function fit(natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  const total = (): number => widths.reduce((sum, size) => sum + size, 0) + GAP * (widths.length - 1);
  while (total() > width) {
    const widest = widths.indexOf(Math.max(...widths));
    const size = widths[widest] ?? 0;
    if (size <= 8) break;
    widths[widest] = size - 1;
  }
  return widths;
}
