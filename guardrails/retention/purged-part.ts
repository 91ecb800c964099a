import { Leaf } from '../audit/ledger.ts';
import { endOf, isLongEnough, SEGMENT, type PurgedSegment } from './segments.ts';

/** An entry that says what was purged. */
export interface PurgeEntry {
  readonly leaf: Leaf;
  /** The first entry that it left. */
  readonly purgedTo: number;
}

/** A fault, and the first entry that it makes untrustworthy. */
export interface PurgeFault {
  readonly firstBad: number;
  readonly says: string;
}

/** Where the record of a purged segment is not what a purge leaves; `ends` are the moments of the last entries. */
export function readSegments(segments: readonly PurgedSegment[], tenant: string): PurgeFault | { readonly ends: readonly string[] } {
  const ends: string[] = [];
  for (const [place, segment] of segments.entries()) {
    const firstBad = place * SEGMENT;
    if (segment.index !== place) return { firstBad, says: `The record of the purged entries from ${firstBad} on is missing.` };
    try {
      ends.push(endOf(segment, tenant));
    } catch (thrown) {
      const why = thrown instanceof Error ? thrown.message : '';
      return { firstBad, says: `What is left of the purged entries from ${firstBad} on is not what a purge leaves: ${why}.` };
    }
  }
  return { ends };
}

/** The entry that says what was purged, where it is one. `leaf` and `about` are the texts as they are stored. */
export function purgeIn(leaf: string, about: string): PurgeEntry | undefined {
  if (!leaf.includes('"act":"ledger.purged"')) return undefined;
  const { purgedTo } = JSON.parse(about) as { readonly purgedTo?: unknown };
  return typeof purgedTo === 'number' ? { leaf: Leaf.parse(JSON.parse(leaf)), purgedTo } : undefined;
}

/**
 * That what is gone went by the rules: an entry that is left speaks of each segment, and was made when its last entry had been kept
 * long enough. The entry of a purge may itself have gone by a later one, which then speaks for both.
 */
export function unlawful(ends: readonly string[], purges: readonly PurgeEntry[]): PurgeFault | undefined {
  for (const [place, end] of ends.entries()) {
    const firstBad = place * SEGMENT;
    const by = purges.find(({ purgedTo }) => purgedTo >= firstBad + SEGMENT);
    if (by === undefined) return { firstBad, says: `Entries from ${firstBad} on are gone, and no entry says that they were purged.` };
    if (!isLongEnough(end, by.leaf.at))
      return {
        firstBad,
        says: `Entries from ${firstBad} on were purged at entry ${by.leaf.index}, less than six years after they were made.`,
      };
  }
  return undefined;
}
