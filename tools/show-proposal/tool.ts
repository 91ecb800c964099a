import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import { isAltered } from '#guardrails/approvals.ts';
import { Proposal } from '#guardrails/proposal.ts';
import { defineTool } from '../define-tool.ts';
import { inMinutes } from '../evidence/moment.ts';

export const ShownProposal = z.object({
  proposal: Proposal.omit({ tenant: true }),
  effect: z.object({ state: z.string(), says: z.string().optional() }).optional(),
  /** Roles that may decide it, and the people who may not because they asked for it. */
  decide: z.array(z.string()),
  notBy: z.array(z.string()),
  /** Its row in the database is no longer what was proposed, so nothing in it can be relied on. */
  altered: z.boolean(),
});
export type ShownProposal = z.infer<typeof ShownProposal>;

export const showProposal = defineTool({
  name: 'show_proposal',
  summary: 'Show one proposal: the exact effect, what it rests on, who asked, who decided, and what became of it.',
  risk: 'read',
  input: z.object({ proposal: z.string().min(1).describe('Proposal id, such as P-17') }),
  output: ShownProposal,
  async run({ proposal: typed }, { unit, policy }) {
    const found = await unit.proposals.find(typed.toUpperCase());
    if (found === undefined) throw noProposal(typed);
    const { tenant: _, ...proposal } = found;
    const effect = await unit.outbox.stateOf(found.id);
    const { decide, makerMayDecide } = policy.effects[found.kind];
    const notBy = makerMayDecide ? [] : [found.maker, found.onBehalfOf].filter((one) => one !== undefined);
    const altered = await isAltered(unit, found);
    return { proposal, decide: [...decide], notBy, altered, ...(effect && { effect: { ...effect } }) };
  },
  present: presentProposal,
});

/** For a proposal that somebody names and that is not there. */
export function noProposal(typed: string): Failure {
  return new Failure('not-found', `There is no proposal ${typed}. "what is waiting for me?" lists those there are.`);
}

function presentProposal({ proposal, effect, decide, notBy, altered }: ShownProposal): Block[] {
  const { id, kind, encounter, subject, state, maker, onBehalfOf, createdAt, policy, digest, preview, reason } = proposal;
  const rows: [string, string][] = [
    ['Effect', `${kind} ${subject}${encounter === undefined ? '' : ` on ${encounter}`}`],
    ['Asked for by', onBehalfOf === undefined ? maker : `${maker} on behalf of ${onBehalfOf}`],
    ['Made', inMinutes(createdAt)],
    ...standing(proposal, `${decide.join(' or ')}${notBy.length === 0 ? '' : `, but not ${notBy.join(' or ')}, who asked for it`}`),
  ];
  if (reason !== undefined) rows.push(['Reason', reason]);
  if (effect !== undefined) rows.push(['What became of it', effect.says === undefined ? effect.state : `${effect.state}: ${effect.says}`]);
  rows.push(['Policy', policy], ['Digest', digest]);
  if (altered)
    return [
      { kind: 'title', text: `${id}  ${state}, ALTERED` },
      { kind: 'note', tone: 'warning', text: ALTERED },
      { kind: 'facts', rows },
    ];
  return [{ kind: 'title', text: `${id}  ${state}` }, { kind: 'facts', rows }, ...preview];
}

const ALTERED =
  'What was proposed was changed in the database after it was made. The card is not shown, nothing below can be relied on, and it cannot be approved. Tell whoever keeps the database.';

function standing({ state, expiresAt, decidedBy, decidedAt }: ShownProposal['proposal'], deciders: string): [string, string][] {
  switch (state) {
    case 'pending':
      return [
        ['Expires', inMinutes(expiresAt)],
        ['May be decided by', deciders],
      ];
    case 'expired':
      return [['Expired', `${inMinutes(expiresAt)}; propose it again if it is still wanted`]];
    case 'superseded':
      return [['Replaced', 'by a newer proposal; "what is waiting for me?" lists it']];
    case 'withdrawn':
      return [['Withdrawn', 'by whoever asked for it; propose it again if it is still wanted']];
    case 'approved':
    case 'rejected': {
      const at = decidedAt === undefined ? '' : ` at ${inMinutes(decidedAt)}`;
      return [['Decided', `${state} by ${decidedBy ?? 'someone who is not on record'}${at}`]];
    }
  }
}
