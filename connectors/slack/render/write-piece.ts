import { layTable } from '#core/answer/table.ts';
import type { Shown } from '../../fit-pieces.ts';
import type { Prose, Table } from '../../pieces-of-view.ts';
import type { Draft } from './draft.ts';
import { bold, bullet, header, line, preformatted, quoted, small, words, type Rich } from './elements.ts';
import { writeCard, writeCardLine } from './write-card.ts';

const HEADER = 150;
const TABLE_ROWS = 99;
const TABLE_CHARACTERS = 8_000;
const PREFORMATTED_COLUMNS = 76;

type Row = Extract<Prose, { kind: 'row' }>;

/** Lays pieces out. `tables`: whether there may be a real table; a message may hold one, and App Home none. */
export function writePieces(shown: readonly Shown[], tables: boolean, draft: Draft): void {
  let free = tables;
  shown.forEach((piece, at) => {
    if (piece.kind === 'card') return piece.as === 'whole' ? writeCard(piece.card, draft) : writeCardLine(piece.card, piece.close, draft);
    if (piece.kind !== 'row') return writeProse(piece, at === 0, draft);
    if (isSameTable(shown[at - 1], piece.table)) return;
    const rows = shown.slice(at).filter((one): one is Row => isSameTable(one, piece.table));
    free = !writeTable(piece.table, rows, free, draft) && free;
  });
}

function isSameTable(piece: Shown | undefined, table: Table): boolean {
  return piece?.kind === 'row' && piece.table === table;
}

function writeProse(piece: Exclude<Prose, Row>, first: boolean, draft: Draft): void {
  switch (piece.kind) {
    case 'title':
      if (first && piece.text.length <= HEADER) draft.add(header(piece.text.replaceAll(/\s+/g, ' ')));
      else draft.write(line(bold(piece.text)), false);
      return;
    case 'text':
      draft.write(line(words(piece.text)), piece.close);
      return;
    case 'item':
      draft.write(itemOf(piece.text), piece.close);
      return;
    case 'fact':
      draft.write(line(bold(piece.key), words(`${piece.key === '' ? '' : '  '}${piece.value}`)), piece.close);
      return;
    case 'quote':
      writeQuote(piece, draft);
      return;
    case 'proposal':
      draft.write(line(bold(piece.id), words(`  ${piece.text}`)), piece.close);
      return;
    case 'note':
      if (piece.warning) draft.write(line(bold('Warning: '), words(piece.text)), piece.close);
      else draft.add(small(piece.text));
  }
}

/** `I50.23  Acute on chronic …`: what stands before the gap is a code or an id; the lines beneath say why. */
function itemOf(text: string): Rich {
  const [first = '', ...more] = text.split('\n');
  const [, name, rest] = /^(\S{1,20})( {2}.+)$/.exec(first) ?? [];
  const head = name === undefined ? words(first) : [...bold(name), ...words(rest ?? '')];
  return bullet(head, more.length === 0 ? [] : words(`\n${more.join('\n')}`, { italic: true }));
}

function writeQuote({ text, source, flags, close }: Extract<Prose, { kind: 'quote' }>, draft: Draft): void {
  draft.write(quoted(text), close);
  for (const flag of flags) draft.write(line(bold('Warning: '), words(flag)), true);
  if (source.trim() !== '') draft.add(small(source));
}

/** Whether a real table was written. */
function writeTable({ columns }: Table, rows: readonly Row[], free: boolean, draft: Draft): boolean {
  const cells = [columns, ...rows.map(({ cells }) => cells)];
  const characters = cells.flat().reduce((sum, { length }) => sum + length, 0);
  if (columns.length === 0) return false;
  if (!free || rows.length > TABLE_ROWS || characters > TABLE_CHARACTERS) {
    const text = layTable(
      columns,
      rows.map(({ cells }) => cells),
      PREFORMATTED_COLUMNS,
      (head) => head,
    );
    draft.write(preformatted(text), rows[0]?.close ?? false);
    return false;
  }
  draft.add({
    type: 'table',
    rows: cells.map((row, at) =>
      row.map((text) => (at === 0 ? { type: 'rich_text', elements: [line(bold(text))] } : { type: 'raw_text', text })),
    ),
    column_settings: columns.map(() => ({ is_wrapped: true })),
  });
  return true;
}
