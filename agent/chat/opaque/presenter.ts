import type { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import type { Tool } from '#tools/define-tool.ts';
import { HELD_BACK } from './sentence.ts';
import type { Telling } from './telling.ts';

/** How the answer of one tool stands in a place that holds no chart words. */
export interface OpaquePresenter {
  readonly tool: Tool;
  readonly present: (result: unknown, telling: Telling) => Promise<readonly Block[]>;
}

/**
 * A presenter is handed the tool's result and MUST take from it numbers, members of closed lists, and what it looks up or checks in
 * `Telling` and `safe-parts`: a text of a result is a word of the chart until it is shown not to be one.
 */
export function opaquely<O extends z.ZodType>(
  tool: Tool,
  output: O,
  present: (result: z.output<O>, telling: Telling) => Promise<readonly Block[]>,
): OpaquePresenter {
  return {
    tool,
    async present(result, telling) {
      const read = output.safeParse(result);
      return read.success ? present(read.data, telling) : heldBack();
    },
  };
}

export function heldBack(): readonly Block[] {
  return [{ kind: 'text', text: HELD_BACK }];
}

export function text(says: string): Block {
  return { kind: 'text', text: says };
}

export function title(says: string): Block {
  return { kind: 'title', text: says };
}

export function warning(says: string): Block {
  return { kind: 'note', tone: 'warning', text: says };
}

/** A list under its title; nothing for an empty one. */
export function titled(says: string, items: readonly string[]): readonly Block[] {
  return items.length === 0 ? [] : [title(says), { kind: 'list', items: [...items] }];
}

export function facts(rows: readonly (readonly [string, string])[]): readonly Block[] {
  return rows.length === 0 ? [] : [{ kind: 'facts', rows: rows.map(([name, value]) => [name, value]) }];
}

/** The results that are there, in their order. */
export async function each<T, R>(all: readonly T[], of: (one: T) => Promise<R | undefined>): Promise<readonly R[]> {
  const found: R[] = [];
  for (const one of all) {
    const made = await of(one);
    if (made !== undefined) found.push(made);
  }
  return found;
}
