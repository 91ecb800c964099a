import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import { Failure } from '#core/errors.ts';
import type { Principal } from '#guardrails/actor.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { chartOf } from '../coding/chart-of.ts';
import type { Running } from '../define-tool.ts';
import { inMinutes } from '../evidence/moment.ts';

const MOST = 100;

export const DecidedFilter = {
  decided: z.enum(['approved', 'rejected', 'any']).optional().describe('Instead of what waits, what was decided in this way'),
  by: z.string().min(1).optional().describe('With decided: only by this person, by name or id; me for whoever asks'),
  today: z.boolean().optional().describe('With decided: only since midnight UTC'),
};

export const DecidedProposals = z.object({
  asked: z.string(),
  proposals: z.array(
    z.object({
      proposal: z.string(),
      kind: z.string(),
      encounter: z.string().optional(),
      subject: z.string(),
      state: z.string(),
      by: z.string(),
      at: z.string(),
      reason: z.string().optional(),
      effect: z.string().optional(),
    }),
  ),
});
export type DecidedProposals = z.infer<typeof DecidedProposals>;

interface Filter {
  readonly encounter?: string | undefined;
  readonly decided: 'approved' | 'rejected' | 'any';
  readonly by?: string | undefined;
  readonly today?: boolean | undefined;
}

/** Proposals by how, by whom and when they were decided, the latest decision first. */
export async function decidedProposals({ encounter, decided, by, today }: Filter, running: Running): Promise<DecidedProposals> {
  const { unit } = running;
  const chart = encounter === undefined ? undefined : await chartOf(encounter, running);
  const people = await unit.principals.list();
  const person = by === undefined ? undefined : personCalled(by, people, running);
  const states = decided === 'any' ? (['approved', 'rejected'] as const) : [decided];
  const found: Proposal[] = [];
  for (const state of states) {
    found.push(
      ...(await unit.proposals.list({
        state,
        limit: MOST,
        decidedToday: today ?? false,
        ...(chart && { encounter: chart.encounter.id }),
        ...(person && { decidedBy: person.id }),
      })),
    );
  }
  const how = decided === 'any' ? 'Decided' : decided === 'approved' ? 'Approved' : 'Rejected';
  const asked = [how, person && `by ${person.name}`, chart && `on ${chart.encounter.id}`, today === true ? 'today (UTC)' : undefined];
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return {
    asked: asked.filter((part) => part !== undefined).join(' '),
    proposals: found.toSorted((a, b) => ((a.decidedAt ?? '') < (b.decidedAt ?? '') ? 1 : -1)).map((one) => rowOf(one, names)),
  };
}

function rowOf(
  { id, kind, encounter, subject, state, decidedBy = '', decidedAt = '', reason, effect }: Proposal,
  names: ReadonlyMap<string, string>,
) {
  return {
    proposal: id,
    kind,
    subject,
    state,
    by: names.get(decidedBy) ?? decidedBy,
    at: decidedAt,
    ...(encounter !== undefined && { encounter }),
    ...(reason !== undefined && { reason }),
    ...(effect !== undefined && { effect }),
  };
}

/** Throws Failure `not-found` with those there are when nobody, or more than one, is called so. */
function personCalled(by: string, people: readonly Principal[], { actor }: Running): Principal {
  if (by === 'me') return actor.onBehalfOf ?? actor.principal;
  const wanted = by.toLowerCase();
  const persons = people.filter(({ kind }) => kind === 'person');
  const called = persons.filter(({ id, name }) => id === wanted || ` ${name.toLowerCase()} `.includes(` ${wanted} `));
  const [only] = called;
  if (called.length === 1 && only !== undefined) return only;
  const meant = (called.length > 1 ? called : persons).map(({ name }) => name).join(', ');
  throw new Failure('not-found', `${called.length > 1 ? 'More than one person is' : 'Nobody here is'} called "${by}". There are ${meant}.`);
}

export function presentDecided({ asked, proposals }: DecidedProposals): Block[] {
  if (proposals.length === 0)
    return [
      { kind: 'title', text: asked },
      { kind: 'text', text: 'No proposal.' },
    ];
  return [
    { kind: 'title', text: `${asked}: ${proposals.length === MOST ? `the latest ${MOST}` : proposals.length}` },
    {
      kind: 'list',
      items: proposals.map(({ proposal, encounter, subject, state, by, at, reason, effect }) => {
        const on = encounter === undefined ? '' : ` on ${encounter}`;
        const came = effect === undefined || effect === 'done' ? '' : `; its effect is ${effect}`;
        return `${subject}${on}  ${state} by ${by} on ${inMinutes(at)} (${proposal})${came}${reason === undefined ? '' : `: ${reason}`}`;
      }),
    },
  ];
}
