import { z } from 'zod';
import type { FailureCode } from '#core/errors.ts';
import { codeStandings, standingInWords } from '#tools/coding/code-standing.ts';
import { asSentence } from '#tools/evidence/sentence.ts';
import type { Outcome } from '#tools/invoke.ts';
import { callTool } from './acting-for.ts';
import type { AgentParts } from './agent-parts.ts';
import { refusal, type Ordered } from './ordered.ts';
import type { DecideStep } from './plan.ts';
import { menuFor } from './reason-menu.ts';
import type { Turn } from './turn.ts';

type Input = DecideStep['input'];

/** The proposal that an order is about, or the answer to give where there is none. */
type Found = { readonly proposal: string; readonly made: boolean } | { readonly refused: Ordered };

const Explained = z.object({ encounter: z.string(), explanation: z.object({ verdict: z.string(), says: z.string() }) });

/**
 * Finds the proposal that an order names. For a code, it is the pending proposal on it; where there is none and the code is
 * suggested now, the program proposes it on the person's behalf, so that every decision has a proposal beneath it.
 */
export async function proposalFor(input: Input, turn: Turn, parts: AgentParts): Promise<Found> {
  const { proposal, encounter, code } = input;
  if (proposal !== undefined) return named(input, proposal.toUpperCase(), turn, parts);
  if (encounter === undefined || code === undefined)
    return refuse(input, 'bad-input', 'Decide what? Name a proposal, or a code and its encounter, as in "accept I50.23 on E-1042".');
  const stands = await standing(input, { encounter, code }, turn, parts);
  if (stands !== undefined) return stands;
  if (input.verdict === 'withdraw')
    return refuse(input, 'not-found', `No proposal of ${code} waits on ${encounter}, so there is nothing to withdraw.`);
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
async function standing(input: Input, { encounter, code }: On, turn: Turn, { store }: AgentParts): Promise<Found | undefined> {
  const stands = await store.within(turn.actor.tenant, async (unit) => (await codeStandings(encounter, unit)).now.get(code));
  if (stands === undefined || (stands.state === 'rejected' && input.verdict === 'accept')) return undefined;
  if (stands.state === 'waiting') return { proposal: stands.proposal, made: false };
  return refuse(input, 'already-decided', `${asSentence(`${code} was already ${standingInWords(stands)}`)} Nothing was decided now.`);
}

/** A proposal by its id. Where the person names a code or an encounter as well, it must be that proposal's. */
async function named(input: Input, id: string, { actor }: Turn, { store }: AgentParts): Promise<Found> {
  const { code, encounter } = input;
  const found: Found = { proposal: id, made: false };
  if (code === undefined && encounter === undefined) return found;
  const proposal = await store.within(actor.tenant, (unit) => unit.proposals.find(id));
  if (proposal === undefined) return found;
  const other = [
    ...(code === undefined || proposal.subject === code ? [] : [`about ${code}`]),
    ...(encounter === undefined || proposal.encounter === encounter ? [] : [`on ${encounter}`]),
  ];
  if (other.length === 0) return found;
  return refuse(input, 'bad-input', `${id} is not ${other.join(' and not ')}. Nothing was decided. "show ${id}" shows it.`);
}

async function proposeSuggested(input: Input, { encounter, code }: On, turn: Turn, parts: AgentParts): Promise<Found> {
  const explained = await callTool('explain_code', { encounter, code }, turn.actor, parts);
  if (explained.status !== 'done') return refusedBy(input, explained);
  const { explanation, encounter: known } = Explained.parse(explained.result);
  const stands = known === encounter ? undefined : await standing(input, { encounter: known, code }, turn, parts);
  if (stands !== undefined) return stands;
  if (explanation.verdict !== 'suggested') return notSuggested(input, known, code, explanation);
  const hindered = await hindrance(input, known, turn, parts);
  if (hindered !== undefined) return { refused: hindered };
  const held = await callTool('propose_codes', { encounter: known, codes: [code] }, turn.actor, parts);
  const [made] = held.status === 'held' ? held.proposals : [];
  return made === undefined ? refusedBy(input, held) : { proposal: made, made: true };
}

/** What is wrong with an order in itself, so that nothing is put up for it: it lacks a reason, or wants what cannot be reported. */
async function hindrance(input: Input, encounter: string, { actor }: Turn, parts: AgentParts): Promise<Ordered | undefined> {
  const policy = await parts.store.within(actor.tenant, ({ policies }) => policies.inForce());
  const menu = menuFor(input, 'code.accept', policy);
  if (menu !== undefined || input.to === undefined) return menu;
  const explained = await callTool('explain_code', { encounter, code: input.to }, actor, parts);
  if (explained.status !== 'done') return refusedOrder(input, explained);
  const { verdict, says } = Explained.parse(explained.result).explanation;
  if (verdict !== 'not-billable' && verdict !== 'not-in-edition') return undefined;
  return refusal(input, { code: 'bad-input', says: `${asSentence(says)} ${input.code ?? 'Nothing'} was not changed.` });
}

function notSuggested(input: Input, encounter: string, code: string, { verdict, says }: z.infer<typeof Explained>['explanation']): Found {
  const how =
    verdict === 'not-billable' || verdict === 'not-in-edition'
      ? ''
      : ` To put it up on your own reading, write "add ${code} on ${encounter}"; somebody else then countersigns it.`;
  const why = `${code} has no proposal on ${encounter} and is not suggested there, so there is nothing to decide. ${says}${how}`;
  return refuse(input, 'not-found', why);
}

function refuse(input: Input, code: FailureCode, says: string): Found {
  return { refused: refusal(input, { code, says }) };
}

function refusedBy(input: Input, outcome: Outcome): Found {
  return { refused: refusedOrder(input, outcome) };
}

/** An order that a tool did not take, in the tool's own words. */
function refusedOrder(input: Input, outcome: Outcome): Ordered {
  const code = outcome.status === 'refused' ? outcome.failure : 'not-found';
  const [says = 'Nothing was decided.'] = outcome.blocks.flatMap((block) =>
    block.kind === 'note' && block.tone === 'warning' ? [block.text] : [],
  );
  return { ...refusal(input, { code, says }), blocks: outcome.blocks };
}
