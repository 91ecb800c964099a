import { Failure } from '#core/errors.ts';
import { inMinutes } from '#core/moment.ts';
import type { GuardedUnit } from './unit.ts';

/** Why a proposal that no longer waits cannot be decided. */
export async function whyNot(unit: Pick<GuardedUnit, 'proposals'>, id: string): Promise<Failure> {
  const now = await unit.proposals.find(id);
  switch (now?.state) {
    case 'approved':
    case 'rejected':
      return new Failure(
        'already-decided',
        `${id} was already ${now.state} by ${now.decidedBy ?? 'someone'} at ${inMinutes(now.decidedAt ?? now.createdAt)}.`,
      );
    case 'expired':
      return new Failure('expired', `${id} expired at ${inMinutes(now.expiresAt)}. Propose it again if it is still wanted.`);
    case 'superseded':
      return new Failure(
        'stale',
        `${id} is closed: ${now.replacedBy === undefined ? 'a newer proposal took its place, or what it rested on is gone' : `${now.replacedBy} took its place`}. "what is waiting for me?" lists what waits.`,
      );
    case 'withdrawn':
      return new Failure('stale', `${id} was withdrawn by whoever asked for it. Propose it again if it is still wanted.`);
    case 'pending':
      return stale(id, 'it changed while you decided');
    case undefined:
      return noProposal(id);
  }
}

export function noProposal(id: string): Failure {
  return new Failure('not-found', `There is no proposal ${id}. "what is waiting for me?" lists those there are.`);
}

export function stale(id: string, why: string): Failure {
  return new Failure('stale', `${id} was not decided: ${why}. Ask for it again and decide on the new proposal.`);
}
