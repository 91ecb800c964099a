import type { CardPiece, Piece, Prose } from './pieces-of-view.ts';

/** A piece that is shown. A card is shown whole, or as a line with its ids. */
export type Shown = Prose | (CardPiece & { readonly as: 'whole' | 'line' });

export interface Fitted {
  readonly shown: readonly Shown[];
  readonly left: Left;
}

/** What is not shown: of the answer, the warnings among it, and of the cards. */
export interface Left {
  readonly pieces: number;
  readonly warnings: number;
  readonly cards: number;
}

interface Cut {
  readonly prose: number;
  readonly whole: number;
  readonly lines: number;
}

const FOR_LINES = 1 / 3;

/**
 * As much as there is room for. It is cut at the end and between pieces: where there are cards, the words may take half of the room; of
 * what is left, lines for the cards may take a third, and the first cards stand whole. What is free in the end is filled. `takes` says how
 * much of the room something takes, from 0 to 1 where it fits.
 */
export function fitPieces(pieces: readonly Piece[], takes: (fitted: Fitted) => number): Fitted {
  const cards = pieces.filter(({ kind }) => kind === 'card').length;
  const prose = pieces.length - cards;
  const room = (cut: Cut): number => takes(apply(pieces, cut));
  const all: Cut = { prose, whole: cards, lines: 0 };
  if (room(all) <= 1) return apply(pieces, all);
  const half = most(prose, (n) => room({ prose: n, whole: 0, lines: 0 }) <= (cards === 0 ? 1 : 0.5));
  const taken = room({ prose: half, whole: 0, lines: 0 });
  const told = most(cards, (n) => room({ prose: half, whole: 0, lines: n }) <= taken + (1 - taken) * FOR_LINES);
  const whole = most(cards, (n) => room({ prose: half, whole: n, lines: Math.max(0, told - n) }) <= 1);
  const lines = most(cards - whole, (n) => n <= told - whole || room({ prose: half, whole, lines: n }) <= 1);
  const said = most(prose, (n) => n <= half || room({ prose: n, whole, lines }) <= 1);
  return apply(pieces, { prose: said, whole, lines });
}

/** The largest number up to `limit` that holds; what holds for one holds for all below it. */
function most(limit: number, holds: (n: number) => boolean): number {
  let [low, high] = [0, limit];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

function apply(pieces: readonly Piece[], cut: Cut): Fitted {
  const shown: Shown[] = [];
  const left = { pieces: 0, warnings: 0, cards: 0 };
  let [prose, cards] = [0, 0];
  for (const piece of pieces) {
    if (piece.kind === 'card') {
      if (cards < cut.whole) shown.push({ ...piece, as: 'whole' });
      else if (cards < cut.whole + cut.lines) shown.push({ ...piece, as: 'line', close: cards > cut.whole });
      else left.cards += 1;
      cards += 1;
    } else {
      if (prose < cut.prose) shown.push(piece);
      else if (piece.kind !== 'title') left.pieces += 1;
      if (prose >= cut.prose && piece.kind === 'note' && piece.warning) left.warnings += 1;
      prose += 1;
    }
  }
  return { shown: left.pieces > 0 ? withoutLoneTitles(shown) : shown, left };
}

/** A title beneath which nothing is left says nothing. */
function withoutLoneTitles(shown: readonly Shown[]): Shown[] {
  const last = shown.findLastIndex(({ kind }) => kind !== 'card');
  return shown.filter((piece, at) => at !== last || at === 0 || piece.kind !== 'title');
}

/** `14 more (2 of them warnings) and 3 more proposals`; `undefined` where all is shown. */
export function leftInWords({ pieces, warnings, cards }: Left): string | undefined {
  const warned = warnings === 0 ? '' : ` (${warnings} of them ${warnings === 1 ? 'a warning' : 'warnings'})`;
  const said = [
    ...(pieces === 0 ? [] : [`${pieces} more${warned}`]),
    ...(cards === 0 ? [] : [`${cards} more proposal${cards === 1 ? '' : 's'}`]),
  ];
  return said.length === 0 ? undefined : said.join(' and ');
}
