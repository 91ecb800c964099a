import type { Rich, SlackBlock } from './elements.ts';

/**
 * The blocks of a message as it is written from above. What belongs together goes into one block of rich text: Slack counts blocks, and
 * sets them apart.
 */
export interface Draft {
  readonly blocks: SlackBlock[];
  add(block: SlackBlock): void;
  /** `close`: without a gap after the text before it. */
  write(rich: Rich, close: boolean): void;
}

export function draft(): Draft {
  const blocks: SlackBlock[] = [];
  return {
    blocks,
    add: (block) => void blocks.push(block),
    write(rich, close) {
      const last = blocks.at(-1);
      if (close && last?.type === 'rich_text') blocks[blocks.length - 1] = { ...last, elements: joined(last.elements, rich) };
      else blocks.push({ type: 'rich_text', elements: [rich] });
    },
  };
}

function joined(before: readonly Rich[], rich: Rich): Rich[] {
  const last = before.at(-1);
  if (rich.type !== 'rich_text_list' || last?.type !== 'rich_text_list') return [...before, rich];
  return [...before.slice(0, -1), { ...last, elements: [...last.elements, ...rich.elements] }];
}
