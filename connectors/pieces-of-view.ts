import type { Block } from '#core/answer/block.ts';
import type { ChatView } from '#agent/chat/view.ts';
import { chunksOf, clip, spoken } from './shown-text.ts';
import { shownCard, type ShownCard } from './shown-card.ts';

/** What a chat shows whole or not at all, in the order of the view. `close`: it belongs to the piece before it. */
export type Piece = Prose | CardPiece;

export type Prose = { readonly close: boolean } & (
  | { readonly kind: 'title' | 'text' | 'item'; readonly text: string }
  | { readonly kind: 'note'; readonly warning: boolean; readonly text: string }
  | { readonly kind: 'fact'; readonly key: string; readonly value: string }
  | { readonly kind: 'quote'; readonly text: string; readonly source: string; readonly flags: readonly string[] }
  | { readonly kind: 'proposal'; readonly id: string; readonly text: string }
  | { readonly kind: 'row'; readonly table: Table; readonly cells: readonly string[] }
);

export interface CardPiece {
  readonly kind: 'card';
  readonly close: boolean;
  readonly card: ShownCard;
}

/** Rows that show the same one stand in one table. */
export interface Table {
  readonly columns: readonly string[];
}

const MOST_CELLS = 12;
const CELL = 500;
const SOURCE = 500;
const FLAGS = 5;

/** A view taken apart, its text made safe to show, and what is very long broken between words. */
export function piecesOf(view: ChatView): Piece[] {
  return view.parts.flatMap((part, at): Piece[] => {
    const before = view.parts[at - 1]?.kind;
    const close = part.kind !== 'title' && (before === 'title' || (part.kind === 'proposal' && before === 'proposal'));
    if (part.kind === 'card') return [{ kind: 'card', close: false, card: shownCard(part) }];
    return proseOf(part).map((piece, nth) => (nth === 0 ? { ...piece, close } : piece));
  });
}

function proseOf(block: Block): Prose[] {
  switch (block.kind) {
    case 'title':
      return inChunks(block.text, (text) => ({ kind: 'title', text, close: false }));
    case 'text':
      return inChunks(block.text, (text) => ({ kind: 'text', text, close: false }));
    case 'quote':
      return quotes(block);
    case 'facts':
      return block.rows.flatMap(([key, value]) =>
        inChunks(value, (text) => ({ kind: 'fact', key: clip(key, 100), value: text, close: true })),
      );
    case 'list':
      return block.items.flatMap((item) => inChunks(item, (text) => ({ kind: 'item', text, close: true })));
    case 'table':
      return rows(block);
    case 'proposal':
      return inChunks(`${block.state}: ${block.says}`, (text) => ({ kind: 'proposal', id: clip(block.id, 40), text, close: true }));
    case 'note':
      return inChunks(block.text, (text) => ({ kind: 'note', warning: block.tone === 'warning', text, close: false }));
  }
}

/** The first chunk as it is made, and what did not fit in it as text beneath. */
function inChunks(text: string, make: (chunk: string) => Prose): Prose[] {
  const [first, ...more] = chunksOf(text);
  if (first === undefined) return [];
  return [make(first), ...more.map((chunk) => ({ kind: 'text', text: chunk, close: true }) satisfies Prose)];
}

function quotes({ text, source, flags = [] }: Extract<Block, { kind: 'quote' }>): Prose[] {
  const chunks = chunksOf(text);
  return chunks.map((chunk, at) => ({
    kind: 'quote',
    text: chunk,
    source: clip(source, SOURCE),
    flags: at === 0 ? flags.slice(0, FLAGS).map((flag) => clip(flag, SOURCE)) : [],
    close: at > 0,
  }));
}

function rows({ columns, rows }: Extract<Block, { kind: 'table' }>): Prose[] {
  const table: Table = { columns: fold(columns) };
  return rows.map((row) => ({ kind: 'row', table, cells: fold(columns.map((_, at) => row[at] ?? '')), close: true }));
}

/** Columns that are too many stand together in the last one. */
function fold(cells: readonly string[]): string[] {
  const kept = cells.length > MOST_CELLS ? [...cells.slice(0, MOST_CELLS - 1), cells.slice(MOST_CELLS - 1).join(' · ')] : cells;
  return kept.map((cell) => clip(spoken(cell), CELL));
}
