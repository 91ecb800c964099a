import type { Block } from '#core/answer/block.ts';
import { EFFECT_KINDS } from '#guardrails/risk.ts';
import { ProposedCodes, proposeCodes } from '#tools/propose-codes/tool.ts';
import { hoursUntil } from './hours.ts';
import { knownSentence } from './known-sentence.ts';
import { each, opaquely, text, title, titled } from './presenter.ts';
import { codeIn, counted, proposalIn } from './safe-parts.ts';
import type { Telling } from './telling.ts';

/** What was put up, by code and proposal, and what was not. What a card warns of is said on the card. */
export const opaqueProposed = opaquely(proposeCodes, ProposedCodes, async ({ proposals, refused }, telling): Promise<readonly Block[]> => {
  const count = counted(proposals.length, 'proposal waits', 'proposals wait');
  const lines = await each(proposals, (one) => line(one, telling));
  return [
    title(proposals.length === 0 ? 'Nothing was proposed' : `${count} for a countersignature`),
    ...(proposals.length + refused.length === 0
      ? [text('No code is supported by the words of this chart, so there is none to propose.')]
      : []),
    ...lines,
    ...titled('Not proposed', await each(refused, (one) => whyNot(one, telling))),
  ];
});

async function line(
  { proposal, kind, encounter, code, expiresAt, warnings }: ProposedCodes['proposals'][number],
  telling: Telling,
): Promise<Block | undefined> {
  const id = proposalIn(proposal);
  if (id === undefined || !telling.lists(id)) return undefined;
  const effect = EFFECT_KINDS.find((one) => one === kind) ?? 'an effect';
  const warned = warnings.length === 0 ? '' : `, with ${counted(warnings.length, 'warning')} on its card`;
  const until = hoursUntil(expiresAt, await telling.unit.now());
  const says = `${effect} ${codeIn(code) ?? ''} on ${await telling.caseOf(encounter)}${until}${warned}`;
  return { kind: 'proposal', id, state: 'pending', says };
}

async function whyNot({ subject, why }: ProposedCodes['refused'][number], { unit }: Telling): Promise<string | undefined> {
  const code = codeIn(subject);
  if (code === undefined) return undefined;
  const known = await knownSentence(why, unit);
  if (known === undefined) return `${code}: open the case to read why.`;
  return known.startsWith(code) ? known : `${code}: ${known}`;
}
