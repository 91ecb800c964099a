import type { Block } from '#core/answer/block.ts';
import type { X12Counts } from './chat-parts.ts';
import { counted } from './opaque/safe-parts.ts';

/** What is counted, and what became of it, in the order in which it is told. */
const SAYS: readonly (readonly [of: keyof X12Counts, what: string, became: string])[] = [
  ['posted', 'remittance', 'posted'],
  ['quarantined', 'remittance', 'quarantined: nothing of it counts'],
  ['known', 'remittance', 'there already'],
  ['matched', 'claim', 'of remittances matched'],
  ['unmatched', 'claim', 'of remittances matched to none'],
  ['taken', 'claim', 'taken in'],
  ['corrected', 'claim', 'corrected'],
  ['there', 'claim', 'there already'],
  ['notTaken', 'claim', 'not taken'],
  ['acknowledged', 'claim', 'acknowledged'],
  ['accepted', 'transmission', 'taken in by the receiver'],
  ['turnedDown', 'answer', 'that a receiver turned something down'],
  ['refused', 'reason', 'why a file or a part of one was not taken'],
];
const WHY = 'The sums and the reasons are told by "countersign remit import" of the same files, and where words of charts may stand.';

/** What came of X12 files, for a place that may hold nothing of a patient. */
export function x12Counted(counts: X12Counts): readonly Block[] {
  const items = SAYS.flatMap(([of, what, became]) => (counts[of] === 0 ? [] : [`${counted(counts[of], what)} ${became}`]));
  const isOpen = counts.quarantined + counts.notTaken + counts.turnedDown + counts.refused > 0;
  return [
    { kind: 'title', text: items.length === 0 ? 'Nothing was taken' : 'Claims and remittances' },
    ...(items.length === 0 ? [] : [{ kind: 'list', items } satisfies Block]),
    ...(isOpen ? [{ kind: 'note', tone: 'warning', text: WHY } satisfies Block] : []),
  ];
}
