import type { Block } from '#core/answer/block.ts';
import { describeProposal } from '#tools/show-proposal/describe-proposal.ts';
import type { Policy } from '#guardrails/policy/policy.ts';
import type { Reply } from '../../turn.ts';
import type { ChatUnit } from '../store.ts';
import { each, facts, text, title, warning } from './presenter.ts';
import { knownSentence } from './known-sentence.ts';
import { sentence } from './sentence.ts';
import { storyOf } from './show-proposal.ts';
import type { Telling } from './telling.ts';

const REFUSED = ' refused: ';

type Ordered = Pick<Reply, 'blocks' | 'plan' | 'proposals' | 'refused'>;

/** What a person's orders came to: each proposal from its row and the ledger, each refusal in known words, and the menu where one is needed. */
export async function opaqueOrders(reply: Ordered, telling: Telling): Promise<readonly Block[]> {
  const orders = reply.plan.steps.filter(({ tool }) => tool === 'decide').length;
  if (orders === 0) return [];
  const { unit } = telling;
  const policy = await unit.policies.inForce();
  const blocks: Block[] = [...(orders > 1 ? await lines(reply, telling) : [])];
  for (const id of reply.proposals) {
    const found = await unit.proposals.find(id);
    if (found !== undefined) blocks.push(...(await storyOf(await describeProposal(found, { unit, policy }), telling)));
  }
  const said = reply.refused === undefined ? [] : await refusals(reply, telling);
  return [...said, ...blocks, ...menu(reply, policy)];
}

/** One line an order, as far as its words are known; of the rest, that there are more. */
async function lines({ blocks }: Ordered, { unit }: Telling): Promise<readonly Block[]> {
  const listed = blocks.find((block) => block.kind === 'list');
  const items = listed?.kind === 'list' ? listed.items : [];
  const known = await each(items, (item) => line(item, unit));
  const head = blocks.find((block) => block.kind === 'title');
  const count = head?.kind === 'title' ? await knownSentence(head.text, unit) : undefined;
  const left = items.length - known.length;
  return [
    ...(count === undefined ? [] : [title(count)]),
    ...(known.length === 0 ? [] : [{ kind: 'list' as const, items: [...known] }]),
    ...(left === 0 ? [] : [text(`${left} more; open the case to read what became of ${left === 1 ? 'it' : 'them'}.`)]),
  ];
}

/** `P-17 refused: There is no proposal P-17.` */
async function line(item: string, unit: ChatUnit): Promise<string | undefined> {
  const at = item.indexOf(REFUSED);
  if (at < 0) return knownSentence(item, unit);
  const what = await knownSentence(item.slice(0, at), unit);
  return what === undefined ? undefined : `${what}${REFUSED}${await sentence(item.slice(at + REFUSED.length), unit)}`;
}

async function refusals({ blocks, refused }: Ordered, { unit }: Telling): Promise<readonly Block[]> {
  const warnings = blocks.flatMap((block) => (block.kind === 'note' && block.tone === 'warning' ? [block.text] : []));
  const said = new Set<string>();
  for (const one of warnings) said.add(await sentence(one, unit, refused));
  return [...said].map(warning);
}

/** The reasons of the policy, where an answer lists them: told from the policy itself. */
function menu({ blocks }: Ordered, { effects }: Policy): readonly Block[] {
  const menus = Object.values(effects).flatMap(({ reasons: { reject, change } }) => [reject, ...(change === undefined ? [] : [change])]);
  const asked = blocks.flatMap((block) => (block.kind === 'facts' ? [block.rows] : []));
  const found = menus.find((one) => asked.some((rows) => rows.length > 0 && rows.every(([key]) => Object.hasOwn(one, key))));
  return found === undefined ? [] : facts(Object.entries(found));
}
