import type { Block } from '#core/answer/block.ts';
import { dollars } from '#core/money.ts';
import { reasonWithSentence } from '../coding/reason-in-words.ts';
import { inMinutes } from '#core/moment.ts';
import type { ShownProposal } from './describe-proposal.ts';
import { countInWords, missingInWords, signatureInWords } from './signatures-wanted.ts';

type Row = [string, string];

/** One proposal as a person reads it: its story, and the card itself. */
export function presentProposal(shown: ShownProposal): Block[] {
  const { proposal, altered, policyNow } = shown;
  const { id, state, preview } = proposal;
  const facts: Block = { kind: 'facts', rows: [...askedRows(shown), ...storyRows(shown)] };
  if (altered) return [{ kind: 'title', text: `${id}  ${state}, ALTERED` }, warning(ALTERED), facts];
  const stale = policyNow === undefined ? [] : [warning(`${POLICY_CHANGED} It is ${policyNow} now.`)];
  return [{ kind: 'title', text: `${id}  ${state}` }, facts, ...stale, ...preview];
}

/** What became of a proposal: how it stands, why, under which policy, and what was done. */
export function storyRows(shown: ShownProposal): Row[] {
  const { proposal, effect } = shown;
  const { policy, digest, escalatedBy, state } = proposal;
  return [
    ...(escalatedBy === undefined ? [] : [['Escalated', `by ${named(shown, escalatedBy)}`] satisfies Row]),
    ...standing(shown),
    ...signed(shown),
    ...reasons(shown),
    ...(effect === undefined
      ? []
      : [['What became of it', effect.says === undefined ? effect.state : `${effect.state}: ${effect.says}`] satisfies Row]),
    [state === 'approved' || state === 'rejected' ? 'Decided under' : 'Policy', policy],
    ['Digest', digest],
  ];
}

export function effectRows({ proposal: { kind, subject, encounter }, amountCents }: ShownProposal): Row[] {
  return [
    ['Effect', `${kind} ${subject}${encounter === undefined ? '' : ` on ${encounter}`}`],
    ...(amountCents === undefined ? [] : [['Amount', dollars(amountCents)] satisfies Row]),
  ];
}

/** `Dana Reyes (dana.reyes)` */
export function named({ people }: Pick<ShownProposal, 'people'>, id: string): string {
  const name = people[id];
  return name === undefined ? id : `${name} (${id})`;
}

function askedRows(shown: ShownProposal): Row[] {
  const { maker, onBehalfOf, createdAt } = shown.proposal;
  const asked = onBehalfOf === undefined ? named(shown, maker) : `${named(shown, maker)} on behalf of ${named(shown, onBehalfOf)}`;
  return [...effectRows(shown), ['Asked for by', asked], ['Made', inMinutes(createdAt)]];
}

const ALTERED =
  'What was proposed was changed in the database after it was made. The card is not shown, nothing below can be relied on, and it cannot be approved. Tell whoever keeps the database.';
const POLICY_CHANGED =
  'The policy has changed since this was proposed, so it cannot be decided as it stands: it has to be asked for again.';

function warning(text: string): Block {
  return { kind: 'note', tone: 'warning', text };
}

function standing(shown: ShownProposal): Row[] {
  const { state, expiresAt, decidedBy, decidedAt, replacedBy } = shown.proposal;
  switch (state) {
    case 'pending':
      return [['Expires', inMinutes(expiresAt)], ...deciders(shown)];
    case 'expired':
      return [['Expired', `${inMinutes(expiresAt)}; propose it again if it is still wanted`]];
    case 'superseded':
      return [['Replaced', replaced(shown, replacedBy)]];
    case 'withdrawn':
      return [['Withdrawn', 'by whoever asked for it; propose it again if it is still wanted']];
    case 'approved':
    case 'rejected': {
      const by = decidedBy === undefined ? 'someone who is not on record' : named(shown, decidedBy);
      return [['Decided', `${state} by ${by}${decidedAt === undefined ? '' : ` at ${inMinutes(decidedAt)}`}`]];
    }
  }
}

function deciders({ decide, mayReject, notBy, altered }: ShownProposal): Row[] {
  if (altered) return [];
  const but = notBy.length === 0 ? '' : `, but not ${notBy.join(' or ')}, who asked for it`;
  const rejects = mayReject === undefined ? '' : `; ${mayReject.join(' or ')} may reject it, change it or escalate it`;
  return [['May be decided by', `${decide.join(' or ')}${but}${rejects}`]];
}

function replaced(shown: ShownProposal, replacedBy: string | undefined): string {
  const { changed } = shown;
  if (replacedBy === undefined) return 'by a newer proposal; "what is waiting for me?" lists it';
  const how = changed === undefined ? '' : `, into which ${named(shown, changed.by)} changed it at ${inMinutes(changed.at)}`;
  return `by ${replacedBy}${how}`;
}

/** Signatures are told where it takes more than one, or somebody signed for somebody else. */
function signed(shown: ShownProposal): Row[] {
  const { signatures, proposal } = shown;
  const { wanted, given } = signatures;
  if (wanted < 2 && given.every(({ for: lender }) => lender === undefined)) return [];
  const by: Row[] = given.map((one, at) => [at === 0 ? 'Signed by' : '', signatureInWords(one, (id) => named(shown, id))]);
  if (proposal.state !== 'pending') return by;
  return [['Signatures', `${countInWords(signatures)}; it waits for ${missingInWords(signatures)}`], ...by];
}

function reasons({ proposal: { reason, note }, reasonSays, changed }: ShownProposal): Row[] {
  if (changed !== undefined) return [['Reason', reasonWithSentence({ reason: changed.reason }, changed.says)]];
  return reason === undefined ? [] : [['Reason', reasonWithSentence({ reason, note }, reasonSays)]];
}
