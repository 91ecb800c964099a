import { createHmac } from 'node:crypto';

/** A proposal that was decided, and everybody whose decision it was. */
export interface Decided {
  readonly proposal: string;
  readonly deciders: readonly string[];
}

const BITS = 48;

/**
 * Picks decided proposals for a second look: each whose draw falls below the share and, of every person of whom none was picked, the one
 * with the lowest draw. The draw is HMAC-SHA256 of the proposal's id under the seed, so the same seed picks the same on every machine, and
 * nobody who has not got the seed can tell which will be picked.
 */
export function pickSample(
  decided: readonly Decided[],
  { share, seed }: { readonly share: number; readonly seed: string },
): readonly string[] {
  const drawn = decided.map((one) => ({ ...one, draw: drawOf(one.proposal, seed) })).toSorted((a, b) => a.draw - b.draw);
  const picked = new Set(drawn.filter(({ draw }) => draw < share).map(({ proposal }) => proposal));
  for (const person of new Set(drawn.flatMap(({ deciders }) => deciders))) {
    const theirs = drawn.filter(({ deciders }) => deciders.includes(person));
    const [lowest] = theirs;
    if (lowest !== undefined && !theirs.some(({ proposal }) => picked.has(proposal))) picked.add(lowest.proposal);
  }
  return decided.flatMap(({ proposal }) => (picked.has(proposal) ? [proposal] : []));
}

/** From 0 to just under 1. */
function drawOf(proposal: string, seed: string): number {
  return (
    createHmac('sha256', seed)
      .update(proposal)
      .digest()
      .readUIntBE(0, BITS / 8) /
    2 ** BITS
  );
}
