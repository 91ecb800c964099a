import { inMinutes } from '#core/moment.ts';
import type { Policy } from '#guardrails/policy/policy.ts';
import type { Proposal } from '#guardrails/proposal.ts';
import { describeProposal, type ShownProposal } from '#tools/show-proposal/describe-proposal.ts';
import { named } from '#tools/show-proposal/present-proposal.ts';
import { countInWords, missingInWords } from '#tools/show-proposal/signatures-wanted.ts';
import { contentOf, type CardContent } from './card-content.ts';
import { outcomeOf } from './card-outcome.ts';
import type { Links } from './chat-parts.ts';
import type { ButtonKind } from './event.ts';
import type { Card, ChatUnit, PhiMode } from './store.ts';
import { formOn } from './form-of.ts';
import type { CardView } from './view.ts';

type Row = readonly [string, string];

interface Showing {
  readonly unit: ChatUnit;
  readonly phi: PhiMode;
  /** The policy in force. */
  readonly policy: Policy;
  readonly links?: Links | undefined;
  /** Who alone reads it, where one person does: they are given no button that is none of theirs. */
  readonly reader?: string | undefined;
}

/** A proposal as it stands now: from its row, the ledger and the outbox, and never from what somebody meant to do. */
export async function cardView({ id, proposal, seen }: Card, { unit, phi, policy, links, reader }: Showing): Promise<CardView> {
  const found = await unit.proposals.find(proposal);
  if (found === undefined) return bare({ id, proposal, state: 'gone', warnings: [GONE] });
  const shown = await describeProposal(found, { unit, policy });
  // What its card was put up with is not what stands in the row now, whatever the row says of itself.
  if (shown.altered || found.digest !== seen) return bare({ id, proposal, state: 'altered', warnings: [ALTERED] });
  const content = contentOf(shown, phi);
  const outcome = outcomeOf(shown, phi);
  const { encounter } = found;
  const place = encounter === undefined ? undefined : phi === 'full' ? encounter : await unit.handles.of(encounter);
  return {
    ...bare({ id, proposal, state: stateOf(shown), warnings: [...warningsNow(shown), ...content.warnings] }),
    title: content.title,
    facts: factsOf(shown, content, place),
    quotes: content.quotes,
    ...pressable(shown, content, { card: id, policy, reader, withdraws: await withdrawsIt(found, unit) }),
    ...(outcome !== undefined && { outcome }),
    ...(links !== undefined && { open: links.proposal(proposal) }),
  };
}

const GONE = 'This proposal is not on record any more. Nothing can be decided here.';
const ALTERED =
  'What was proposed was changed in the database after it was made. Nothing of it is shown, and it cannot be approved. Tell whoever keeps the database.';

function bare(card: Pick<CardView, 'id' | 'proposal' | 'state' | 'warnings'>): CardView {
  return { kind: 'card', ...card, title: card.proposal, facts: [], quotes: [], buttons: [] };
}

function stateOf({ proposal: { state, escalatedBy }, signatures }: ShownProposal): string {
  if (state !== 'pending') return state;
  if (signatures.given.length > 0) return `signed, ${countInWords(signatures)}`;
  return escalatedBy === undefined ? 'pending' : 'escalated';
}

function warningsNow({ policyNow, proposal: { state } }: ShownProposal): readonly string[] {
  if (policyNow === undefined || state !== 'pending') return [];
  return ['The policy has changed since this was proposed. Whoever decides it is given a fresh card.'];
}

function factsOf(shown: ShownProposal, { effect }: CardContent, place: string | undefined): readonly Row[] {
  const { proposal, decide, mayReject, notBy, signatures } = shown;
  const { care, escalatedBy, expiresAt, state, maker, onBehalfOf } = proposal;
  const what: readonly Row[] = [...effect, ...(place === undefined ? [] : [['Case', place] as const])];
  if (state !== 'pending') return what;
  const but = notBy.length === 0 ? '' : `, but not ${notBy.map((one) => named(shown, one)).join(' or ')}, who asked`;
  return [
    ...what,
    ...(care === undefined || care === 'routine' ? [] : [['Care', care === 'look' ? 'needs a look' : 'for somebody senior'] as const]),
    ['Asked for by', onBehalfOf === undefined ? named(shown, maker) : `${named(shown, maker)} on behalf of ${named(shown, onBehalfOf)}`],
    ['Decided by', `${decide.join(' or ')}${but}`],
    ...(mayReject === undefined ? [] : [['May be rejected by', `${mayReject.join(' or ')} too, or changed or escalated`] as const]),
    ...(signatures.wanted < 2 ? [] : [['Signatures', `${countInWords(signatures)}; it waits for ${missingInWords(signatures)}`] as const]),
    ...(escalatedBy === undefined ? [] : [['Escalated', `by ${named(shown, escalatedBy)}`] as const]),
    ['Until', inMinutes(expiresAt)],
  ];
}

/** The people who asked for it and may take it back: those above decide what was escalated to them. */
async function withdrawsIt({ maker, onBehalfOf, escalatedBy }: Proposal, { principals }: ChatUnit): Promise<readonly string[]> {
  const people = (await principals.list()).filter(({ kind, active }) => kind === 'person' && active).map(({ id }) => id);
  return people.filter((id) => (id === maker || id === onBehalfOf) && (escalatedBy === undefined || escalatedBy === id));
}

interface Pressing extends Pick<Showing, 'policy' | 'reader'> {
  readonly card: string;
  readonly withdraws: readonly string[];
}

/** What is not said in full may be looked up, and is decided where it is. Whoever asked for it knows what they take back. */
function pressable(
  { proposal, notBy }: ShownProposal,
  { whole }: CardContent,
  { card, policy, reader, withdraws }: Pressing,
): Pick<CardView, 'buttons' | 'forms'> {
  if (proposal.state !== 'pending') return { buttons: [] };
  const back: readonly ButtonKind[] = withdraws.some((id) => reader === undefined || reader === id) ? ['withdraw'] : [];
  if (reader !== undefined && (!whole || notBy.includes(reader))) return { buttons: back };
  if (!whole) return { buttons: [] };
  const forms = (['change', 'reject'] as const).flatMap((button) => formOn(proposal, { card, button, policy }) ?? []);
  const up: readonly ButtonKind[] = proposal.escalatedBy === undefined ? ['escalate'] : [];
  return { buttons: ['accept', ...forms.map(({ button }) => button), ...up, ...back], forms };
}
