import type { Block } from '#core/answer/block.ts';
import type { CardView } from './view.ts';

const COUNTED = /^(\d+) proposals? waits? (for .+)$/;
const OF_ONE = /^(P-\d+) {2}pending\b/;
const NEVER_AGAIN: ReadonlySet<string> = new Set(['gone', 'altered']);

/** A title that says what waits, as it is now: a message is drawn anew when one of its cards is decided, and its words were kept from before. */
export function titlesNow(blocks: readonly Block[], cards: readonly CardView[]): readonly Block[] {
  return cards.length === 0
    ? blocks
    : blocks.map((block) => (block.kind === 'title' ? { ...block, text: titleNow(block.text, cards) } : block));
}

function titleNow(text: string, cards: readonly CardView[]): string {
  const [, id] = OF_ONE.exec(text) ?? [];
  const own = cards.find(({ proposal }) => proposal === id);
  if (own !== undefined) return text.replace(OF_ONE, `${own.proposal}  ${own.state}`);
  const [, count, whom = ''] = COUNTED.exec(text) ?? [];
  if (count === undefined) return text;
  // Those that are counted stand first, where others stand beneath them.
  const left = Number(count) - cards.slice(0, Number(count)).filter((card) => !waits(card)).length;
  if (left <= 0) return `Nothing waits ${whom} here any more`;
  return `${left} ${left === 1 ? 'proposal waits' : 'proposals wait'} ${whom}`;
}

function waits({ outcome, state }: CardView): boolean {
  return outcome === undefined && !NEVER_AGAIN.has(state);
}
