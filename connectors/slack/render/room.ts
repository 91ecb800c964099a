import type { SlackBlock } from './elements.ts';

/**
 * Slack refuses a message whose blocks are "too long" and does not say how long that is. Measured by others: about 13,000 characters as
 * Slack escapes them, where a header takes some 100 beyond its text and blocks and elements take some, too. This stays well below.
 */
const ROOM = 11_000;
const TAKES = { header: 100, block: 50, element: 10 } as const;

export function weightOf(blocks: readonly SlackBlock[]): number {
  return blocks.reduce((sum, block) => sum + TAKES[block.type === 'header' ? 'header' : 'block'] + weigh(block), 0);
}

/** How much of what Slack takes these blocks are: 1 is all of it. */
export function takesOf(blocks: readonly SlackBlock[], mostBlocks: number): number {
  return Math.max(blocks.length / mostBlocks, weightOf(blocks) / ROOM);
}

function weigh(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + weigh(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce<number>(
    (sum, [key, one]) => sum + (typeof one === 'string' ? (READ.has(key) ? escapedLength(one) : 0) : weigh(one)),
    TAKES.element,
  );
}

const READ: ReadonlySet<string> = new Set(['text', 'url', 'accessibility_label']);

/** Slack writes `&`, `<` and `>` as entities before it counts. */
function escapedLength(text: string): number {
  return text.length + 4 * (text.match(/[&<>]/g)?.length ?? 0);
}
