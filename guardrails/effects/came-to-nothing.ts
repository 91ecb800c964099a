import type { Proposal } from '../proposal.ts';
import { carriedOut, type Telling } from './carried-out.ts';

const ENDS: ReadonlySet<string> = new Set(['effect.failed', 'effect.closed']);

/**
 * Whether an approved effect failed or was put away: the outbox says so, and so does the last that the ledger tells of it. What the
 * outbox alone says may have been carried out, or be on its way.
 */
export async function cameToNothing(telling: Telling, { id, effect }: Pick<Proposal, 'id' | 'effect'>): Promise<boolean> {
  if (effect !== 'failed' && effect !== 'closed') return false;
  if ((await carriedOut(telling, id)) !== undefined) return false;
  const last = (await telling.ledger.list({ proposal: id })).findLast(({ leaf }) => leaf.act.startsWith('effect.'));
  return last !== undefined && last.fault === undefined && ENDS.has(last.leaf.act);
}
