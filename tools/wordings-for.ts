import type { Wordings } from '#core/appeals/letter/wording/word-letter.ts';
import { mayUse } from '#guardrails/policy/policy.ts';
import type { Tool, ToolContext } from './define-tool.ts';
import { traceId } from './keeping-traces.ts';
import { witnessReading } from './witness-reading.ts';

/**
 * What a model makes of the sentences that a tool is about to write; `undefined` without a model, or where there are none. They are found in a
 * transaction of their own that drafts and holds nothing, so no lock waits on a model; an entry of the ledger is written before a word leaves. The call itself drafts again,
 * and takes a wording only for a sentence that is still the same.
 */
export async function wordingsFor(
  tool: Tool,
  input: unknown,
  { wording, store, editions, actor }: ToolContext,
): Promise<Wordings | undefined> {
  if (wording === undefined || tool.risk === 'read' || tool.wordable === undefined) return undefined;
  const { wordable, draft } = tool;
  const sentences = await store.within(actor.tenant, async (unit) => {
    const policy = await unit.policies.inForce();
    if (!mayUse(policy, tool.name, actor)) return [];
    const { drafts } = await draft(input, { unit, editions, actor, policy, keep: traceId });
    const found = wordable(drafts);
    if (found.length > 0) await witnessReading(tool, input, { sentences: [...found] }, unit, { actor, policy });
    return found;
  });
  return sentences.length === 0 ? undefined : wording.word(sentences);
}
