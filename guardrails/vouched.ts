import { Failure } from '#core/errors.ts';
import { isAltered } from './altered.ts';
import { cameToNothing, type Ended } from './effects/came-to-nothing.ts';
import { carriedOut } from './effects/carried-out.ts';
import type { Approval } from './effects/outbox.ts';
import type { Proposal, Proposals } from './proposal.ts';
import type { EffectKind } from './risk.ts';
import { approvalOf, type Witnesses } from './witnessed-approval.ts';

/** A proposal that waits, or was approved and did not come to nothing, as the ledger bears it out. */
export interface Vouched {
  readonly proposal: Proposal;
  /** Absent while it waits. */
  readonly approval?: Approval;
  readonly isCarriedOut: boolean;
}

/** What it takes to tell what stands. */
export interface Vouching extends Witnesses {
  readonly proposals: Pick<Proposals, 'list'>;
}

const MOST = 1_000;

/**
 * The effects of a kind on a subject that wait, are on their way or were carried out, newest first. Proposals of every state are read, for
 * whoever has the database can write any into a row. Throws Failure `altered` when the ledger does not bear one of them out.
 */
export async function vouchedOn(unit: Vouching, of: { readonly kind: EffectKind; readonly subject: string }): Promise<readonly Vouched[]> {
  return vouchedAmong(await unit.proposals.list({ ...of, limit: MOST }), unit);
}

/** The same of proposals that were read already, in their order, without those that `ended`. */
export async function vouchedAmong(
  proposals: readonly Proposal[],
  unit: Witnesses,
  ended: Ended = cameToNothing,
): Promise<readonly Vouched[]> {
  const vouched: Vouched[] = [];
  for (const proposal of proposals) {
    const approval = await vouchedApproval(unit, proposal);
    if (approval !== undefined && !(await ended(unit, proposal)))
      vouched.push({ proposal, approval, isCarriedOut: (await carriedOut(unit, proposal.id)) !== undefined });
    else if (approval === undefined) vouched.push(...unapproved(proposal));
  }
  return vouched;
}

/**
 * Who approved a proposal, and when, by the sealed entry. `undefined` while nobody did, and where the ledger's entries went with their
 * years. Throws Failure `altered` when the ledger does not bear the proposal out.
 */
export async function vouchedApproval(unit: Witnesses, proposal: Proposal): Promise<Approval | undefined> {
  const approval = await approvalOf(unit, proposal);
  if (approval !== undefined) return approval;
  const { id, state } = proposal;
  if ((await isAltered(unit, proposal)) || (state === 'approved' && (await unit.ledger.list({ proposal: id })).length > 0))
    throw new Failure(
      'altered',
      `${id} is not what was proposed and approved: it was changed or written in the database, so nothing is read or worked out from it. Tell your compliance officer.`,
    );
  return undefined;
}

/** One that waits, or was approved so long ago that its row is all that is left of it. */
function unapproved(proposal: Proposal): readonly Vouched[] {
  const { state, decidedBy: by, decidedAt: at, effect } = proposal;
  if (state === 'pending') return [{ proposal, isCarriedOut: false }];
  if (state !== 'approved' || effect === 'failed' || effect === 'closed') return [];
  return [{ proposal, ...(by !== undefined && at !== undefined && { approval: { by, at } }), isCarriedOut: effect === 'done' }];
}
