import { z } from 'zod';
import { Failure } from '#core/errors.ts';
import type { Principal } from '#guardrails/actor.ts';
import { amountCentsOf } from '#guardrails/effects/payloads.ts';
import { ProposalState, type Proposal } from '#guardrails/proposal.ts';
import { EFFECT_KINDS } from '#guardrails/risk.ts';
import { claimCalled } from '../billing/find-claim.ts';
import { chartOf } from '../coding/chart-of.ts';
import type { Running } from '../define-tool.ts';
import { mayBeShown } from '../show-proposal/may-be-shown.ts';
import { decidableBy } from './decidable-by.ts';

const MOST_READ = 500;
export const MOST_LISTED = 100;

export const ProposalFilter = {
  state: z
    .enum([...ProposalState.options, 'decided', 'any'])
    .optional()
    .describe('Instead of what waits and the charts, the proposals in this state; decided is approved or rejected'),
  claim: z.string().min(1).max(60).optional().describe('Only what was put up on this claim, such as C-88: letters, write-offs'),
  kind: z.enum(EFFECT_KINDS).optional().describe('Only effects of this kind'),
  by: z
    .string()
    .min(1)
    .optional()
    .describe('Only what this person decided, or asked for where nobody has decided, by name or id; me for whoever asks'),
  mine: z.boolean().optional().describe('Only those that whoever asks may decide now'),
  today: z.boolean().optional().describe('Only what was decided since midnight UTC'),
};

export const ListedProposals = z.object({
  asked: z.string(),
  proposals: z.array(
    z.object({
      proposal: z.string(),
      kind: z.string(),
      encounter: z.string().optional(),
      subject: z.string(),
      amountCents: z.int().optional(),
      state: z.string(),
      /** Who decided, or where nobody has, who asked. */
      by: z.string(),
      /** When it was decided, or where nobody has, until when it waits or waited. */
      at: z.string(),
      reason: z.string().optional(),
      note: z.string().optional(),
      replacedBy: z.string().optional(),
      effect: z.string().optional(),
    }),
  ),
  /** There may be more, older than those that were looked at. */
  more: z.boolean(),
});
export type ListedProposals = z.infer<typeof ListedProposals>;

type Filter = { readonly [K in keyof typeof ProposalFilter]?: z.infer<(typeof ProposalFilter)[K]> | undefined } & {
  readonly encounter?: string | undefined;
};

/** Proposals by their state, kind, case and person; what was decided the latest decision first, the rest newest first. */
export async function listProposals(
  { encounter, claim, state: given, kind, by, mine = false, today = false }: Filter,
  running: Running,
): Promise<ListedProposals> {
  const { unit } = running;
  const state = given ?? (today ? 'decided' : 'pending');
  if (mine && state !== 'pending')
    throw new Failure('bad-input', `Only what is pending waits for your decision, and what is ${state} does not.`);
  const chart = encounter === undefined ? undefined : await chartOf(encounter, running);
  const billed = claim === undefined ? undefined : await claimCalled(claim, running);
  const people = await unit.principals.list();
  const person = by === undefined ? undefined : personCalled(by, people, running);
  const read: Proposal[] = [];
  for (const one of statesOf(state)) {
    read.push(
      ...(await unit.proposals.list({
        ...one,
        limit: MOST_READ,
        decidedToday: today,
        ...(chart && { encounter: chart.encounter.id }),
        ...(billed && { subject: billed.id }),
      })),
    );
  }
  const wanted = read.filter((one) => (kind === undefined || one.kind === kind) && (person === undefined || isBy(person, one)));
  const narrowed = mine ? await decidableBy(wanted, running) : wanted;
  const shown: Proposal[] = [];
  for (const one of narrowed.toSorted(byTime)) if (await mayBeShown(one, running)) shown.push(one);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return {
    asked: titleOf(state, { kind, person: person?.name, on: billed?.id ?? chart?.encounter.id, mine, today }),
    proposals: shown.slice(0, MOST_LISTED).map((one) => rowOf(one, names)),
    more: shown.length > MOST_LISTED || read.length >= MOST_READ,
  };
}

type Wanted = NonNullable<Filter['state']>;

function statesOf(state: Wanted): readonly { readonly state?: ProposalState }[] {
  if (state === 'any') return [{}];
  return state === 'decided' ? [{ state: 'approved' }, { state: 'rejected' }] : [{ state }];
}

function isBy({ id }: Principal, { decidedBy, maker, onBehalfOf }: Proposal): boolean {
  return decidedBy === undefined ? maker === id || onBehalfOf === id : decidedBy === id;
}

function byTime(a: Proposal, b: Proposal): number {
  const [one, other] = [a.decidedAt ?? a.createdAt, b.decidedAt ?? b.createdAt];
  return one === other ? 0 : one < other ? 1 : -1;
}

interface Asked {
  readonly kind: string | undefined;
  readonly person: string | undefined;
  readonly on: string | undefined;
  readonly mine: boolean;
  readonly today: boolean;
}

function titleOf(state: Wanted, { kind, person, on, mine, today }: Asked): string {
  const how = state === 'any' ? 'All proposals' : `${state.slice(0, 1).toUpperCase()}${state.slice(1)}`;
  const parts = [
    how,
    kind,
    person && `by ${person}`,
    on && `on ${on}`,
    mine ? 'for you to decide' : undefined,
    today ? 'today (UTC)' : undefined,
  ];
  return parts.filter((part) => part !== undefined).join(' ');
}

function rowOf(proposal: Proposal, names: ReadonlyMap<string, string>): ListedProposals['proposals'][number] {
  const {
    id,
    kind,
    encounter,
    subject,
    state,
    maker,
    onBehalfOf,
    decidedBy,
    decidedAt,
    expiresAt,
    createdAt,
    reason,
    note,
    replacedBy,
    effect,
  } = proposal;
  const by = decidedBy ?? onBehalfOf ?? maker;
  const amountCents = amountOf(proposal);
  return {
    proposal: id,
    kind,
    subject,
    state,
    by: names.get(by) ?? by,
    at: decidedAt ?? (state === 'pending' || state === 'expired' ? expiresAt : createdAt),
    ...(encounter !== undefined && { encounter }),
    ...(amountCents !== undefined && { amountCents }),
    ...(reason !== undefined && { reason }),
    ...(note !== undefined && { note }),
    ...(replacedBy !== undefined && { replacedBy }),
    ...(effect !== undefined && { effect }),
  };
}

/** None for what was altered so that it cannot be read: "show P-…" says that it was. */
export function amountOf({ kind, payload }: Proposal): number | undefined {
  try {
    return amountCentsOf(kind, payload);
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.code === 'bad-input') return undefined;
    throw thrown;
  }
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
