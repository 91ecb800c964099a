import type { Shown } from '../../fit-pieces.ts';
import type { Prose, Table } from '../../pieces-of-view.ts';
import { BOLD, heading, quoted, richText, runs, SMALL, warning, type Element, type Run } from './elements.ts';
import { layCard, layCardLine } from './lay-card.ts';

type Row = Extract<Prose, { kind: 'row' }>;

export function layPieces(shown: readonly Shown[]): Element[] {
  return shown.flatMap((piece, at) => {
    if (piece.kind === 'card') return [piece.as === 'whole' ? layCard(piece.card, at === 0) : layCardLine(piece.card, piece.close)];
    if (piece.kind !== 'row') return [layProse(piece, at === 0)];
    if (isSameTable(shown[at - 1], piece.table)) return [];
    return [
      layTable(
        piece.table,
        shown.slice(at).filter((one): one is Row => isSameTable(one, piece.table)),
      ),
    ];
  });
}

function isSameTable(piece: Shown | undefined, table: Table): boolean {
  return piece?.kind === 'row' && piece.table === table;
}

function layProse(piece: Exclude<Prose, Row>, first: boolean): Element {
  const style = piece.close ? ({ spacing: 'Small' } as const) : {};
  switch (piece.kind) {
    case 'title':
      return heading(piece.text.replaceAll(/\s+/g, ' '), first ? 'Large' : 'Medium', first ? {} : { spacing: 'Medium' });
    case 'text':
      return richText(runs(piece.text), style);
    case 'item':
      return richText(itemOf(piece.text), style);
    case 'fact':
      return richText([...runs(piece.key, BOLD), ...runs(`${piece.key === '' ? '' : '  '}${piece.value}`)], style);
    case 'quote':
      return quoted(piece.text, piece.source, piece.flags);
    case 'proposal':
      return richText([...runs(piece.id, BOLD), ...runs(`  ${piece.text}`)], style);
    case 'note':
      return piece.warning ? warning(piece.text) : richText(runs(piece.text, SMALL), style);
  }
}

/** `I50.23  Acute on chronic …`, and beneath it, smaller, the lines that say why. */
function itemOf(text: string): Run[] {
  const [first = '', ...more] = text.split('\n');
  const [, name, rest] = /^(\S{1,20})( {2}.+)$/.exec(first) ?? [];
  const head = name === undefined ? runs(first) : [...runs(name, BOLD), ...runs(rest ?? '')];
  return [...runs('•  '), ...head, ...(more.length === 0 ? [] : runs(`\n${more.join('\n')}`, SMALL))];
}

function layTable({ columns }: Table, rows: readonly Row[]): Element {
  const cell = (text: string, style: Parameters<typeof runs>[1]): Element => ({ type: 'TableCell', items: [richText(runs(text, style))] });
  const row = (cells: readonly string[], style: Parameters<typeof runs>[1]): Element => ({
    type: 'TableRow',
    cells: cells.map((text) => cell(text, style)),
  });
  return {
    type: 'Table',
    firstRowAsHeader: true,
    gridStyle: 'default',
    columns: columns.map((_, at) => ({ width: widthOf([columns[at] ?? '', ...rows.map(({ cells }) => cells[at] ?? '')]) })),
    rows: [row(columns, BOLD), ...rows.map(({ cells }) => row(cells, {}))],
  };
}

/** Columns share the width by what the longest cell takes, within reason. */
function widthOf(cells: readonly string[]): number {
  return Math.min(6, Math.max(1, Math.ceil(Math.max(...cells.map(({ length }) => length)) / 8)));
}
