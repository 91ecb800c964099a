import type { Block } from '#core/answer/block.ts';
import type { AgentParts } from '../agent-parts.ts';
import { HELP } from '../planners/rules/intents/help.ts';
import { wordAnswer } from '../word-answer.ts';
import type { Working } from '../working.ts';

/**
 * Puts the answers of all steps together, and has a model word them where one is configured and nothing was proposed or
 * decided: what was done is told by the record alone.
 */
export async function compose(
  { turn, plan, answers, orders, outcomes, proposals }: Working,
  parts: AgentParts,
): Promise<Pick<Working, 'blocks' | 'worded'>> {
  const { composer, notice } = parts;
  const blocks = [...whyBlocks(plan.why, plan.steps.length), ...(orders.length > 1 ? orderBlocks(orders) : answers.flat())];
  const readOnly =
    proposals.size === 0 &&
    outcomes.length > 0 &&
    outcomes.length === plan.steps.length &&
    outcomes.every(({ status }) => status === 'done');
  const plain = noticeLast(blocks, notice);
  if (composer === undefined || !readOnly || turn.plain === true) return { blocks: plain, worded: undefined };
  await turn.early?.({ blocks: plain, plan, outcomes });
  return { blocks: plain, worded: await wordAnswer(composer, turn.text, answers.flat()) };
}

/** Several orders, each with its own outcome in a line, and below them what has to be seen of any. */
function orderBlocks(orders: Working['orders']): readonly Block[] {
  const refused = orders.filter((one) => one.refused).length;
  const done = orders.length - refused;
  const count =
    refused === 0
      ? `All ${done} done`
      : done === 0
        ? `None of ${orders.length} done`
        : `${done} of ${orders.length} done, ${refused} refused`;
  return [
    { kind: 'title', text: count },
    { kind: 'list', items: orders.map(({ line }) => line) },
    ...orders.flatMap(({ beside }) => beside),
  ];
}

function whyBlocks(why: string | undefined, steps: number): readonly Block[] {
  if (why === undefined) return [];
  const [head = '', ...examples] = why.split('\n');
  if (why === HELP)
    return [
      { kind: 'text', text: head },
      { kind: 'list', items: examples },
    ];
  if (steps > 0) return why.split('\n').map((text) => ({ kind: 'note', tone: 'warning', text }));
  return why.split('\n').map((text) => ({ kind: 'text', text }));
}

/** The notice once, at the end, however many answers carried it. */
function noticeLast(blocks: readonly Block[], notice: string | undefined): readonly Block[] {
  if (notice === undefined) return blocks;
  const rest = blocks.filter((block) => block.kind !== 'note' || block.text !== notice);
  return [...rest, { kind: 'note', tone: 'plain', text: notice }];
}
