import type { Block } from '#core/answer/block.ts';
import type { Unit } from '#tools/unit.ts';
import { aboutAfter, type About } from '../about.ts';
import type { AgentParts } from '../agent-parts.ts';
import type { Working } from '../working.ts';

/**
 * Remembers what the conversation is about now, and says so where no answer shows it. Returns the proposals of this turn that
 * wait for a person.
 */
export async function reply(working: Working, { store, notice }: AgentParts): Promise<readonly string[]> {
  const { turn, about, proposals, decided } = working;
  return store.within(turn.actor.tenant, async (unit) => {
    const now = await aboutNow(working, unit);
    if (!isSame(now, about)) await unit.conversations.remember(turn.conversation, now);
    working.blocks = withBefore(working.blocks, saysWhatAbout(working, now), notice);
    const waiting: string[] = [];
    for (const id of proposals) {
      if (!decided.has(id) && (await unit.proposals.find(id))?.state === 'pending') waiting.push(id);
    }
    return waiting;
  });
}

function isSame(one: About, other: About): boolean {
  return one.encounter === other.encounter && one.code === other.code && one.claim === other.claim && one.account === other.account;
}

/** A conversation moves with what was answered, or where nothing was to be done, with what was mentioned. A refusal moves nothing. */
async function aboutNow({ turn, plan, about, answered }: Working, unit: Pick<Unit, 'charts'>): Promise<About> {
  if (answered.length < plan.steps.length && answered.length === 0) return about;
  const text = answered.length === plan.steps.length ? turn.text : '';
  const now = aboutAfter(text, { steps: answered }, about);
  const known = now.encounter === about.encounter || now.encounter === undefined || (await unit.charts.find(now.encounter)) !== undefined;
  return known ? now : about;
}

function saysWhatAbout({ plan, about, answered }: Working, now: About): string | undefined {
  if (plan.steps.length === 0 && now.encounter !== about.encounter) return `This conversation is about ${now.encounter ?? 'nothing'} now.`;
  const elsewhere = plan.steps.some(({ input }) => typeof input['encounter'] === 'string' && input['encounter'] !== about.encounter);
  const stays = plan.steps.length > 0 && answered.length === 0 && about.encounter !== undefined && elsewhere;
  return stays ? `This conversation is still about ${about.encounter}.` : undefined;
}

/** Puts a sentence at the end of an answer, before the notice that closes it. */
function withBefore(blocks: readonly Block[], text: string | undefined, notice: string | undefined): readonly Block[] {
  if (text === undefined) return blocks;
  const last = blocks.at(-1);
  const closing = last?.kind === 'note' && last.text === notice ? [last] : [];
  return [...blocks.slice(0, blocks.length - closing.length), { kind: 'note', tone: 'plain', text }, ...closing];
}
