import { z } from 'zod';
import { Failure } from '#core/errors.ts';
import { defineTool } from '../define-tool.ts';
import { describeProposal, ShownProposal } from './describe-proposal.ts';
import { mayBeShown } from './may-be-shown.ts';
import { presentProposal } from './present-proposal.ts';

export const showProposal = defineTool({
  name: 'show_proposal',
  summary: 'Show one proposal: the exact effect, what it rests on, who asked, who may decide, who signed, and what became of it.',
  risk: 'read',
  input: z.object({ proposal: z.string().min(1).describe('Proposal id, such as P-17') }),
  output: ShownProposal,
  async run({ proposal: typed }, running) {
    const found = await running.unit.proposals.find(typed.toUpperCase());
    if (found === undefined) throw noProposal(typed);
    if (!(await mayBeShown(found, running)))
      throw new Failure(
        'not-allowed',
        `${found.id} is about a chart. It is shown to those who may read charts (${(running.policy.tools['read_document'] ?? []).join(', ')}) and to those who may decide it.`,
      );
    return describeProposal(found, running);
  },
  present: presentProposal,
});

/** For a proposal that somebody names and that is not there. */
export function noProposal(typed: string): Failure {
  return new Failure('not-found', `There is no proposal ${typed}. "what is waiting for me?" lists those there are.`);
}
