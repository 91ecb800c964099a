import type { Block } from '#core/answer/block.ts';
import type { Outcome } from '#tools/invoke.ts';
import type { Editions } from '#tools/unit.ts';
import type { Reply } from '../../turn.ts';
import { HELP } from '../../planners/rules/intents/help.ts';
import type { Opaque } from '../chat-parts.ts';
import { opaqueOrders } from './orders.ts';
import { OPAQUE } from './presenters.ts';
import { each, heldBack, text, titled, warning } from './presenter.ts';
import { sentence } from './sentence.ts';
import { telling, type Telling } from './telling.ts';

/** What of answers may stand where no word of a chart may. It is made anew of what the tools found, and never of how they worded it. */
export function opaqueOf({ editions }: { readonly editions: Pick<Editions, 'on' | 'shipped'> }): Opaque {
  return {
    async answer(reply, unit) {
      const told = telling({ unit, editions, shown: reply.blocks });
      const blocks = [...(await whyBlocks(reply, told))];
      for (const outcome of reply.outcomes) blocks.push(...(await outcomeBlocks(outcome, told)));
      blocks.push(...(await opaqueOrders(reply, told)));
      return blocks.length === 0 ? heldBack() : blocks;
    },
    sentence: (says, unit, code) => sentence(says, unit, code),
  };
}

async function outcomeBlocks(outcome: Outcome, told: Telling): Promise<readonly Block[]> {
  if (outcome.status === 'refused') return refusal(outcome, told);
  const presenter = OPAQUE.find(({ tool }) => tool.name === outcome.tool);
  return presenter === undefined ? heldBack() : presenter.present(outcome.result, told);
}

async function refusal({ blocks, failure }: Extract<Outcome, { status: 'refused' }>, { unit }: Telling): Promise<readonly Block[]> {
  const [said] = blocks.flatMap((block) => (block.kind === 'note' && block.tone === 'warning' ? [block.text] : []));
  return [warning(await sentence(said ?? '', unit, failure))];
}

/** Why there is nothing to do, or less than was asked: the planner's own sentences, as far as they quote nothing. */
async function whyBlocks({ plan, blocks }: Pick<Reply, 'plan' | 'blocks'>, { unit }: Telling): Promise<readonly Block[]> {
  const { why, steps } = plan;
  if (why === undefined) return [];
  if (why === HELP) return helpBlocks();
  const said = await each(why.split('\n'), async (line) =>
    isHelp(line) ? withoutCase(line) : sentence(line.replace(EXAMPLE, '$1K-…'), unit, 'bad-input'),
  );
  const about = steps.length > 0 ? [] : blocks.flatMap((block) => (block.kind === 'note' && isAbout(block.text) ? [block.text] : []));
  const moves = await each(about, (one) => sentence(one, unit));
  return [...[...new Set(said)].map(steps.length > 0 ? warning : text), ...moves.map(text)];
}

/** The case that the planner names where it shows how to ask. */
const EXAMPLE = /(as in "[^"]*)E-1042/;

/** That a conversation is about another case now, or still about the same one. */
function isAbout(says: string): boolean {
  return /^This conversation is (?:still )?about \S+(?: now)?\.$/.test(says);
}

/** With a handle for an example, since no case is called by its own id here, and with no claim or account that may be one. */
function helpBlocks(): readonly Block[] {
  const [head = '', ...examples] = HELP.split('\n').map(withoutCase);
  return [text(head), ...titled('For example', examples)];
}

function isHelp(line: string): boolean {
  return HELP.split('\n').includes(line);
}

function withoutCase(line: string): string {
  return line.replaceAll('E-1042', 'K-…').replaceAll(/\b([AC])-88\b/g, '$1-…');
}
