import { z } from 'zod';
import type { Block } from '#core/answer/block.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { closeOvertaken } from '#guardrails/overtaken.ts';
import { isCode, standingOn } from '#guardrails/standing.ts';
import { inMinutes } from '#core/moment.ts';
import { asSentence } from '#tools/evidence/sentence.ts';
import { callTool } from './acting-for.ts';
import type { AgentParts } from './agent-parts.ts';
import type { Turn } from './turn.ts';

const MOST_QUOTES = 3;

interface Fresh {
  readonly blocks: readonly Block[];
  readonly made: readonly string[];
}

const Explained = z.object({ explanation: z.object({ verdict: z.string(), says: z.string() }) });
const NOTHING: Fresh = { blocks: [], made: [] };

/**
 * What a person is shown who decided on a code as it was: the code put up again by the program, under today's chart and policy, with
 * what changed. It decides nothing.
 */
export async function freshCard(id: string, turn: Turn, parts: AgentParts): Promise<Fresh> {
  const before = await find(id, turn, parts);
  if (before?.encounter === undefined || !isCode(before.kind)) return NOTHING;
  if (before.state === 'superseded') return successor(before, turn, parts);
  if (before.state !== 'pending') return NOTHING;
  return proposeAgain(before, before.encounter, turn, parts);
}

async function proposeAgain(before: Proposal, encounter: string, turn: Turn, parts: AgentParts): Promise<Fresh> {
  const { subject: code, id } = before;
  const explained = await callTool('explain_code', { encounter, code }, turn.actor, parts);
  if (explained.status !== 'done') return { blocks: explained.blocks, made: [] };
  const { verdict, says } = Explained.parse(explained.result).explanation;
  if (verdict !== 'suggested') {
    const own = before.kind !== 'code.accept';
    const closed = !own && (await parts.store.within(turn.actor.tenant, (unit) => closeOvertaken(unit, id, turn.actor.tenant)));
    return { blocks: notSuggestedNow(before, says, closed), made: [] };
  }
  const held = await callTool('propose_codes', { encounter, codes: [code] }, turn.actor, parts);
  const [made] = held.status === 'held' ? held.proposals : [];
  const after = made === undefined ? undefined : await find(made, turn, parts);
  if (after === undefined) return { blocks: held.blocks, made: [] };
  const end =
    after.id === id
      ? 'Nothing was decided.'
      : `Nothing was decided, and ${id} ${before.kind === after.kind ? 'is closed' : 'waits beside it'}.`;
  return { blocks: card(after, changesBetween(before, after), end), made: [after.id] };
}

/** What the program would not put up by itself it does not put up on anybody's behalf. */
function notSuggestedNow(before: Proposal, says: string, closed: boolean): readonly Block[] {
  const { id, kind, subject, encounter, maker, onBehalfOf, expiresAt } = before;
  const asker = onBehalfOf ?? maker;
  const text =
    kind === 'code.accept'
      ? `The chart no longer supports ${subject}: ${asSentence(says)} There is no fresh proposal of it, and ${id} ${closed ? 'is closed' : `ends at ${inMinutes(expiresAt)}`}.`
      : `${subject} was asked for by ${asker} on their own reading, so only they can ask again on today's chart, with "add ${subject} on ${encounter}".`;
  return [{ kind: 'text', text }];
}

/** What stands in the place of a proposal that was closed for another. */
async function successor({ replacedBy, encounter = '', subject, kind }: Proposal, turn: Turn, parts: AgentParts): Promise<Fresh> {
  const next =
    replacedBy === undefined
      ? await parts.store.within(turn.actor.tenant, async (unit) =>
          standingOn(unit, { kind, subject }, await unit.proposals.standing(encounter)),
        )
      : await find(replacedBy, turn, parts);
  if (next?.state !== 'pending') return NOTHING;
  return { blocks: card(next, [], 'Nothing was decided.'), made: [next.id] };
}

function card({ id, preview }: Proposal, changes: readonly string[], end: string): readonly Block[] {
  return [
    { kind: 'title', text: `What waits now: ${id}` },
    ...(changes.length === 0 ? [] : ([{ kind: 'list', items: [...changes] }] satisfies Block[])),
    ...preview,
    { kind: 'note', tone: 'plain', text: `${end} "approve ${id}" or "reject ${id}, <reason>" decides what is shown here.` },
  ];
}

/** Sentences on what is another now than when the first card was made. */
function changesBetween(before: Proposal, after: Proposal): readonly string[] {
  if (before.id === after.id) return ['The card is the one that waited already. What you were shown was another.'];
  const versions = new Map(before.sources.map(({ id, version }) => [id, version]));
  const sources = after.sources.filter(({ id, version }) => versions.get(id) !== version).map(({ id }) => id);
  const [was, is] = [quotesIn(before), quotesIn(after)];
  return [
    ...(before.policy === after.policy ? [] : [`The policy is ${after.policy} now; it was ${before.policy}.`]),
    ...sources.map((id) => `${id.startsWith('chart:') ? 'The chart' : 'The edition'} ${id.slice(id.indexOf(':') + 1)} has changed.`),
    ...some(is.filter((one) => !was.includes(one))).map((text) => `New on the card: ${text}`),
    ...some(was.filter((one) => !is.includes(one))).map((text) => `No longer on it: ${text}`),
  ];
}

function quotesIn({ preview }: Proposal): readonly string[] {
  return preview.flatMap((block) => (block.kind === 'quote' ? [`"${block.text.replaceAll(/\s+/g, ' ')}"`] : []));
}

function some(quotes: readonly string[]): readonly string[] {
  return quotes.length <= MOST_QUOTES ? quotes : [...quotes.slice(0, MOST_QUOTES), `${quotes.length - MOST_QUOTES} more passages`];
}

function find(id: string, { actor }: Turn, { store }: AgentParts): Promise<Proposal | undefined> {
  return store.within(actor.tenant, ({ proposals }) => proposals.find(id));
}
