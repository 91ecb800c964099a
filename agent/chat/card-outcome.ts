import { inMinutes } from '#core/moment.ts';
import type { ShownProposal } from '#tools/show-proposal/describe-proposal.ts';
import { named } from '#tools/show-proposal/present-proposal.ts';
import { signatureInWords } from '#tools/show-proposal/signatures-wanted.ts';
import type { PhiMode } from './store.ts';

/** Who decided what, when and why, from the row and the ledger; `undefined` while it waits. What a person wrote beside a reason may be of the chart. */
export function outcomeOf(shown: ShownProposal, phi: PhiMode): string | undefined {
  const { state, expiresAt, note } = shown.proposal;
  const beside = phi === 'full' && note !== undefined ? ` "${note}"` : '';
  switch (state) {
    case 'pending':
      return undefined;
    case 'approved':
      return `Approved by ${decider(shown)}.${signers(shown)}${carriedOut(shown)}`;
    case 'rejected':
      return `Rejected by ${decider(shown)}: ${shown.reasonSays ?? shown.proposal.reason ?? 'no reason on record'}.${beside}`;
    case 'expired':
      return `Expired at ${inMinutes(expiresAt)}. Nobody decided it; propose it again if it is still wanted.`;
    case 'superseded':
      return `${replaced(shown)} Nothing of it was carried out.`;
    case 'withdrawn':
      return 'Withdrawn by whoever asked for it. Nothing was decided or carried out.';
  }
}

function decider(shown: ShownProposal): string {
  const { decidedBy, decidedAt } = shown.proposal;
  const by = decidedBy === undefined ? 'someone who is not on record' : named(shown, decidedBy);
  return decidedAt === undefined ? by : `${by} at ${inMinutes(decidedAt)}`;
}

function signers(shown: ShownProposal): string {
  const { wanted, given } = shown.signatures;
  if (wanted < 2 && given.every(({ for: lender }) => lender === undefined)) return '';
  return ` Signed by ${given.map((one) => signatureInWords(one, (id) => named(shown, id))).join('; ')}.`;
}

function carriedOut({ effect }: ShownProposal): string {
  switch (effect?.state) {
    case undefined:
      return '';
    case 'done':
      return ' It was carried out.';
    case 'failed':
      return ' The decision stands, but it was NOT carried out: tell whoever runs the receiver.';
    case 'unknown':
      return ' The decision stands, but whether it was carried out is not known.';
    case 'closed':
      return ' It was not carried out, and somebody closed it.';
    default:
      return ' It is being carried out.';
  }
}

function replaced(shown: ShownProposal): string {
  const { replacedBy } = shown.proposal;
  const { changed } = shown;
  if (replacedBy === undefined) return 'A newer proposal took its place, or what it rested on is gone.';
  if (changed === undefined) return `Replaced by ${replacedBy}.`;
  return `Changed into ${replacedBy} by ${named(shown, changed.by)} at ${inMinutes(changed.at)}: ${changed.says ?? changed.reason}.`;
}
