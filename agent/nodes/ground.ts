import type { Block } from '#core/answer/block.ts';
import { checkGrounding } from '../grounding/check-grounding.ts';
import type { Working } from '../working.ts';

/** Shows a model's wording only where every fact in it stands in this turn's results; else the plain answer with a note. */
export function ground({ worded, blocks, answers, outcomes }: Working): readonly Block[] {
  if (worded === undefined) return blocks;
  const { unfounded } = checkGrounding(worded, {
    blocks: answers.flat(),
    results: outcomes.flatMap((outcome) => ('result' in outcome ? [outcome.result] : [])),
  });
  if (unfounded.length === 0) return [{ kind: 'text', text: worded }, ...blocks];
  const text = `The model's wording was withheld: ${unfounded.slice(0, 3).join('; ')}. What follows is the plain answer.`;
  return [{ kind: 'note', tone: 'warning', text }, ...blocks];
}
