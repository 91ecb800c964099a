import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import { Enclosed } from '#core/appeals/letter/enclosures-of.ts';
import { AppealLetter } from '#core/appeals/letter/letter.ts';
import { Failure } from '#core/errors.ts';
import { parsePayload } from '#guardrails/effects/payloads.ts';
import { vouchedApproval } from '#guardrails/vouched.ts';
import { defineTool } from '../define-tool.ts';
import { noProposal } from '../show-proposal/tool.ts';

export const ReadLetter = z.object({
  proposal: z.object({ id: z.string(), encounter: z.string().optional() }),
  claim: z.string(),
  state: z.string(),
  /** Who approved it, by name, and when, by the sealed entry. Absent where the ledger tells of no approval. */
  approved: z.object({ by: z.string(), at: z.string() }).optional(),
  title: z.string(),
  /** What is sent, to the letter. */
  text: z.string(),
  letter: AppealLetter,
  enclosed: z.array(Enclosed),
});
export type ReadLetter = z.infer<typeof ReadLetter>;

export const readLetter = defineTool({
  name: 'read_letter',
  summary: 'Read the letter of an appeal as it was drafted or approved, with its sources; for a packet, with its enclosures in full.',
  risk: 'read',
  input: z.object({
    proposal: z.string().min(1).describe('Proposal id of an appeal, such as P-17'),
    enclosures: z.boolean().optional().describe('Whether to bring the enclosed documents in full'),
  }),
  output: ReadLetter,
  async run({ proposal: typed, enclosures = false }, { unit }) {
    const found = await unit.proposals.find(typed.toUpperCase());
    if (found === undefined) throw noProposal(typed);
    const approval = await vouchedApproval(unit, found);
    const { id, kind, encounter, state } = found;
    if (kind !== 'appeal.submit') throw new Failure('bad-input', `${id} is ${kind}, and no letter. "show ${id}" shows it.`);
    const { claim, letter, enclosed = [] } = parsePayload(kind, found.payload);
    const { written, text, title } = letter;
    if (written === undefined) throw new Failure('not-found', `${id} has no letter that is kept sentence by sentence.`);
    const signer = approval && (await unit.principals.find(approval.by));
    return {
      proposal: { id, ...(encounter !== undefined && { encounter }) },
      ...{ claim, state, title, text, letter: written },
      ...(approval !== undefined && { approved: { by: signer?.name ?? approval.by, at: approval.at } }),
      enclosed: enclosures ? enclosed : [],
    };
  },
  present: ({ title, text, proposal, state }): Block[] => [
    { kind: 'title', text: title },
    { kind: 'facts', rows: [['Proposal', `${proposal.id}, ${state}`]] },
    ...text.split('\n\n').map((part): Block => ({ kind: 'text', text: part })),
    {
      kind: 'note',
      tone: 'plain',
      text: `countersign letter ${proposal.id} --out letter.docx writes it as a file, --packet with its enclosures.`,
    },
  ],
});
