import type { Actor } from '#guardrails/actor.ts';
import type { Place } from './event.ts';
import type { Saying } from './saying.ts';

/** Questions for a role that has none of its own. */
const FOR_ALL = ['What is waiting for me?', 'What can you do?'];

const PROMPTS: Readonly<Record<string, readonly string[]>> = {
  coder: ['What is waiting for me?', 'Which charts are ready?', 'What did I decide today?'],
  'coding-lead': ['What is waiting for me?', 'Which proposals wait?', 'What was decided today?'],
  cdi: ['Which charts are ready?', 'Which proposals wait?', 'What can you do?'],
  biller: ['What is waiting for me?', 'What is I50.23?', 'What can you do?'],
  'billing-lead': ['What is waiting for me?', 'What was decided today?', 'What can you do?'],
  compliance: ['What is waiting for me?', 'What was decided today?', 'What can you do?'],
};

/** Said when somebody opens a talk, or brings Countersign into a channel. */
export function greeting({ kind }: Place, { principal: { name, roles } }: Actor): Saying {
  const says =
    kind === 'direct'
      ? `Hello ${name}. I answer from charts with the words that bear it out, and change nothing without a decision of yours.`
      : 'I answer whoever is registered here, in threads. I show words of a chart only where an administrator has listed the channel for it.';
  const prompts = roles.flatMap((role) => (PROMPTS[role] === undefined ? [] : [PROMPTS[role]]))[0] ?? FOR_ALL;
  return { blocks: [{ kind: 'text', text: says }], ...(kind === 'direct' && { prompts }) };
}
