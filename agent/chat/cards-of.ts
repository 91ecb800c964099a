import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import type { Actor } from '#guardrails/actor.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { decidableBy } from '#tools/list-work/decidable-by.ts';
import type { About } from '../about.ts';
import type { Reply } from '../turn.ts';
import type { ChatUnit } from './store.ts';

/** More than anybody reads in one message; the rest stays a line each. */
export const MOST_CARDS = 20;

const Shown = z.object({ proposal: z.object({ id: z.string() }) });

/** Proposals that an answer puts before a person: those it made or lists, the one it shows, and those on the codes it is about that wait for them. */
export async function cardsOf(
  reply: Pick<Reply, 'blocks' | 'outcomes' | 'plan' | 'proposals'>,
  about: About,
  actor: Actor,
  unit: ChatUnit,
): Promise<readonly Proposal[]> {
  const named = [...reply.proposals, ...reply.blocks.flatMap((block) => (block.kind === 'proposal' ? [block.id] : [])), ...shownIn(reply)];
  const ids = [...new Set([...named, ...(await waitingFor(reply, about, actor, unit))])].slice(0, MOST_CARDS);
  const found: Proposal[] = [];
  for (const id of ids) {
    const proposal = await unit.proposals.find(id);
    if (proposal !== undefined) found.push(proposal);
  }
  return found;
}

function shownIn({ outcomes }: Pick<Reply, 'outcomes'>): readonly string[] {
  return outcomes.flatMap((outcome) => {
    if (outcome.status !== 'done' || outcome.tool !== 'show_proposal') return [];
    const shown = Shown.safeParse(outcome.result);
    return shown.success ? [shown.data.proposal.id] : [];
  });
}

const Coded = z.object({ encounter: z.string() });

/** Of the codes that were explained or suggested, those that are put up already and that this person may decide. */
async function waitingFor(
  { outcomes }: Pick<Reply, 'outcomes'>,
  { encounter, code }: About,
  actor: Actor,
  unit: ChatUnit,
): Promise<readonly string[]> {
  // Under a refusal there are no buttons: those of the case before would be taken for those of the case that was asked for.
  const done = outcomes.filter((one) => one.status === 'done' && Coded.safeParse(one.result).data?.encounter === encounter);
  const tools = new Set(done.map(({ tool }) => tool));
  const suggested = tools.has('suggest_codes');
  if (encounter === undefined || !(suggested || (tools.has('explain_code') && code !== undefined))) return [];
  const standing = await unit.proposals.standing(encounter);
  const pending = standing.filter(({ state, subject }) => state === 'pending' && (suggested || subject === code));
  return (await decidableBy(pending, { unit, actor, policy: await unit.policies.inForce() })).map(({ id }) => id).toReversed();
}

/** The blocks without the lines of proposals that stand below as cards. */
export function withoutCarded(blocks: readonly Block[], cards: readonly Pick<Proposal, 'id'>[]): readonly Block[] {
  const carded = new Set<string>(cards.map(({ id }) => id));
  return blocks.filter((block) => block.kind !== 'proposal' || !carded.has(block.id));
}
