import type { Proposal } from '../proposal.ts';
import { carriedOut, type Telling } from './carried-out.ts';

const ENDS: ReadonlySet<string> = new Set(['effect.failed', 'effect.closed']);

type Approved = Pick<Proposal, 'id' | 'effect'>;

/** Tells of an approved effect whether nothing came of it, in one sense or another. */
export type Ended = (telling: Telling, approved: Approved) => Promise<boolean>;

/**
 * Whether an approved effect failed or was put away: the outbox says so, and so does the last that the ledger tells of it. What the
 * outbox alone says may have been carried out, or be on its way.
 */
export async function cameToNothing(telling: Telling, { id, effect }: Approved): Promise<boolean> {
  return (effect === 'failed' || effect === 'closed') && ENDS.has((await lastTold(telling, id)) ?? '');
}

/** Whether it was put away for good. What only failed can be sent again under its approval, so it is still money that may go out. */
export async function isPutAway(telling: Telling, { id, effect }: Approved): Promise<boolean> {
  return effect === 'closed' && (await lastTold(telling, id)) === 'effect.closed';
}

/** The last act that the ledger tells of an effect that it does not tell as carried out. */
async function lastTold(telling: Telling, id: string): Promise<string | undefined> {
  if ((await carriedOut(telling, id)) !== undefined) return undefined;
  const last = (await telling.ledger.list({ proposal: id })).findLast(({ leaf }) => leaf.act.startsWith('effect.'));
  return last?.fault === undefined ? last?.leaf.act : undefined;
}
