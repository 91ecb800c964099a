import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import { Failure, type FailureCode } from '#core/errors.ts';
import { codeStandings, standingInWords } from '#tools/coding/code-standing.ts';
import { asSentence } from '#tools/evidence/sentence.ts';
import { invoke, type Outcome } from '#tools/invoke.ts';
import { contextFor } from './acting-for.ts';
import type { AgentParts } from './agent-parts.ts';
import type { DecideStep } from './plan.ts';
import type { Turn } from './turn.ts';

/** The proposal that a decision is about, or the answer to give where there is none. */
type Found = { readonly proposal: string; readonly made: boolean } | { readonly blocks: readonly Block[]; readonly refused: FailureCode };

const Explained = z.object({ encounter: z.string(), explanation: z.object({ verdict: z.string(), says: z.string() }) });

/**
 * Finds the proposal that a decision names. For a code, it is the pending proposal on it; where there is none and the code is
 * suggested now, the program proposes it on the person's behalf, so that every decision has a proposal beneath it.
 */
export async function proposalFor(input: DecideStep['input'], turn: Turn, parts: AgentParts): Promise<Found> {
  const { proposal, encounter, code } = input;
  if (proposal !== undefined) return named(proposal.toUpperCase(), code, turn, parts);
  if (encounter === undefined || code === undefined)
    return warning('bad-input', 'Decide what? Name a proposal, or a code and its encounter, as in "accept I50.23 on E-1042".');
  const stands = await standing(input, { encounter, code }, turn, parts);
  if (stands !== undefined) return stands;
  if (input.verdict === 'withdraw')
    return warning('not-found', `No proposal of ${code} waits on ${encounter}, so there is nothing to withdraw.`);
  return proposeSuggested(input, { encounter, code }, turn, parts);
}

interface On {
  readonly encounter: string;
  readonly code: string;
}

/**
 * What stands on the code already: its pending proposal, or that there is nothing left to decide. A rejected code may be accepted
 * after all, under a new proposal that says so.
 */
async function standing(
  { verdict }: DecideStep['input'],
  { encounter, code }: On,
  turn: Turn,
  { store }: AgentParts,
): Promise<Found | undefined> {
  const stands = await store.within(turn.actor.tenant, async (unit) => (await codeStandings(encounter, unit)).now.get(code));
  if (stands === undefined || (stands.state === 'rejected' && verdict === 'accept')) return undefined;
  if (stands.state === 'waiting') return { proposal: stands.proposal, made: false };
  return warning('already-decided', `${asSentence(`${code} was already ${standingInWords(stands)}`)} Nothing was decided now.`);
}

/** A proposal by its id. Where the person names a code as well, it must be that proposal's. */
async function named(id: string, code: string | undefined, { actor }: Turn, { store }: AgentParts): Promise<Found> {
  if (code === undefined) return { proposal: id, made: false };
  const proposal = await store.within(actor.tenant, (unit) => unit.proposals.find(id));
  if (proposal === undefined || proposal.subject === code) return { proposal: id, made: false };
  return warning('bad-input', `${id} is about ${proposal.subject} and not about ${code}. Nothing was decided. "show ${id}" shows it.`);
}

async function proposeSuggested(input: DecideStep['input'], { encounter, code }: On, turn: Turn, parts: AgentParts): Promise<Found> {
  const explained = await call('explain_code', { encounter, code }, turn, parts);
  if (explained.status !== 'done') return { blocks: explained.blocks, refused: failureOf(explained) };
  const { explanation, encounter: known } = Explained.parse(explained.result);
  const stands = known === encounter ? undefined : await standing(input, { encounter: known, code }, turn, parts);
  if (stands !== undefined) return stands;
  if (explanation.verdict !== 'suggested') return notSuggested(known, code, explanation);
  const held = await call('propose_codes', { encounter: known, codes: [code] }, turn, parts);
  const [made] = held.status === 'held' ? held.proposals : [];
  return made === undefined ? { blocks: held.blocks, refused: failureOf(held) } : { proposal: made, made: true };
}

function notSuggested(encounter: string, code: string, { verdict, says }: z.infer<typeof Explained>['explanation']): Found {
  const how =
    verdict === 'not-billable' || verdict === 'not-in-edition'
      ? ''
      : ` To put it up on your own reading, write "add ${code} on ${encounter}"; somebody else then countersigns it.`;
  return warning(
    'not-found',
    `${code} has no proposal on ${encounter} and is not suggested there, so there is nothing to decide. ${says}${how}`,
  );
}

function call(name: string, input: unknown, { actor }: Turn, parts: AgentParts): Promise<Outcome> {
  const tool = parts.tools.find((one) => one.name === name);
  if (tool === undefined) throw new Failure('broken-promise', `The agent was made without ${name}.`);
  return invoke(tool, input, contextFor(tool, actor, parts));
}

function failureOf(outcome: Outcome): FailureCode {
  return outcome.status === 'refused' ? outcome.failure : 'not-found';
}

function warning(refused: FailureCode, text: string): Found {
  return { blocks: [{ kind: 'note', tone: 'warning', text }], refused };
}
