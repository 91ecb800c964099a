import { z } from 'zod';
import type { Proposal } from '#guardrails/proposal.ts';
import { isCode, standingOn } from '#guardrails/standing.ts';
import type { Running } from '../define-tool.ts';
import { inMinutes } from '#core/moment.ts';
import { reasonInWords } from './reason-in-words.ts';

/** How people's decisions leave a code on an encounter. */
export const CodeStanding = z.object({
  state: z.enum(['accepted', 'rejected', 'waiting']),
  proposal: z.string(),
  /** Who decided, or while it waits, who asked. */
  by: z.string(),
  name: z.string(),
  /** When it was decided, or while it waits, when it was made. */
  at: z.string(),
  /** In words, with what the person wrote beside it. */
  reason: z.string().optional(),
});
export type CodeStanding = z.infer<typeof CodeStanding>;

type Reading = {
  readonly proposals: Pick<Running['unit']['proposals'], 'standing'>;
  readonly principals: Running['unit']['principals'];
  readonly ledger: Pick<Running['unit']['ledger'], 'list'>;
};

export interface CodeStandings {
  /** The standing of every code of an encounter that was put up for a decision and not overtaken since. */
  readonly now: ReadonlyMap<string, CodeStanding>;
  /** The latest rejection of a code, also where it waits again. */
  readonly rejected: ReadonlyMap<string, CodeStanding>;
}

export async function codeStandings(encounter: string, { proposals, principals, ledger }: Reading): Promise<CodeStandings> {
  const all = (await proposals.standing(encounter)).filter(({ kind }) => isCode(kind));
  const names = new Map((await principals.list()).map(({ id, name }) => [id, name]));
  const bySubject = async (from: readonly Proposal[]) => {
    const standings = new Map<string, CodeStanding>();
    for (const subject of new Set(from.map((one) => one.subject))) {
      const stands = await standingOn({ ledger }, { kind: 'code.accept', subject }, from);
      if (stands !== undefined) standings.set(subject, standingOf(stands, names));
    }
    return standings;
  };
  return { now: await bySubject(all), rejected: await bySubject(all.filter(({ state }) => state === 'rejected')) };
}

function standingOf(proposal: Proposal, names: ReadonlyMap<string, string>): CodeStanding {
  const { id, state, decidedBy, decidedAt, onBehalfOf, maker, createdAt, reason, note } = proposal;
  const by = state === 'pending' ? (onBehalfOf ?? maker) : (decidedBy ?? 'someone who is not on record');
  return {
    state: state === 'approved' ? 'accepted' : state === 'rejected' ? 'rejected' : 'waiting',
    proposal: id,
    by,
    name: names.get(by) ?? by,
    at: state === 'pending' ? createdAt : (decidedAt ?? createdAt),
    ...(reason !== undefined && { reason: reasonInWords({ reason, note }) }),
  };
}

/** `accepted by Dana Reyes on 2026-11-24 12:38 UTC (P-1)`; a rejection with its reason. */
export function standingInWords({ state, proposal, name, at, reason }: CodeStanding): string {
  if (state === 'waiting') return `waits for a decision since ${inMinutes(at)}, asked for by ${name} (${proposal})`;
  const why = state === 'rejected' && reason !== undefined ? `: ${reason}` : '';
  return `${state} by ${name} on ${inMinutes(at)} (${proposal})${why}`;
}
