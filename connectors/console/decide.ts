import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import { Failure, type FailureCode } from '#core/errors.ts';
import type { Actor } from '#guardrails/actor.ts';
import type { ConsoleParts } from './console-parts.ts';
import { fieldOf } from './guards.ts';

/** What stands in a form of a proposal. Without what the page showed nothing is decided. */
const Pressed = z.strictObject({
  verdict: z.enum(['accept', 'reject', 'change', 'escalate', 'withdraw']),
  seen: z.string().regex(/^[0-9a-f]{64}$/),
  reason: z.string().max(100).optional(),
  note: z.string().max(500).optional(),
  to: z.string().max(12).optional(),
});
const FIELDS = ['verdict', 'seen', 'reason', 'note', 'to'] as const;

export type Decided =
  | { readonly refused?: undefined }
  | { readonly refused: FailureCode; readonly blocks: readonly Block[]; readonly fresh: readonly string[] };

/** A pressed button is an order of the person who is signed in, on the very page that they saw. The agent carries it out or says why not. */
export async function decidePressed({ agent, sweep }: ConsoleParts, id: string, body: unknown, actor: Actor): Promise<Decided> {
  const sent = Object.fromEntries(
    FIELDS.flatMap((name) => {
      const value = fieldOf(body, name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  const read = Pressed.safeParse(sent);
  if (!read.success)
    throw new Failure('bad-input', 'That form is not whole, so nothing was decided. Open the proposal and decide it there.');
  const { verdict, seen, reason, note = '', to } = read.data;
  await sweep();
  const said = reason === undefined || reason === '' ? undefined : note.trim() === '' ? reason : `${reason}, ${note}`;
  const asks = verdict === 'reject' || verdict === 'change';
  const reply = await agent.ask({
    conversation: `console:${actor.principal.id}:${id}`,
    actor,
    text: '',
    orders: [
      {
        tool: 'decide',
        input: {
          ...{ verdict, proposal: id, seen },
          ...(asks && { byKey: true, ...(said !== undefined && { reason: said }) }),
          ...(verdict === 'change' && to !== undefined && { to: to.trim() }),
        },
      },
    ],
  });
  if (reply.refused === undefined) return {};
  return { refused: reply.refused, blocks: aboveCard(reply.blocks), fresh: reply.proposals.filter((one) => one !== id) };
}

/** A refusal without the card beneath it: the page shows its own. */
function aboveCard(blocks: readonly Block[]): readonly Block[] {
  const card = blocks.findIndex(({ kind }) => kind === 'title');
  return card < 0 ? blocks : blocks.slice(0, card);
}
