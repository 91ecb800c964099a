import type { Draft } from '../draft.ts';
import { centsAt, dayAt } from '../element-values.ts';
import type { Find } from '../finding.ts';
import { compositeOf, elementOf, givenOf, partOf, type Segment } from '../segment.ts';
import type { StatusSaid } from './claim-status.ts';

/** Up to three statuses of an STC; what it says besides belongs to the first. */
export function statusesOf(segment: Segment, find: Find): readonly Draft<StatusSaid>[] {
  return [1, 10, 11].flatMap((at) => {
    if (elementOf(segment, at) === '') return [];
    const said = compositeOf(segment, at);
    const status = { category: partOf(said, 1) ?? '', status: partOf(said, 2), entity: partOf(said, 3) };
    return [at === 1 ? { ...status, ...besides(segment, find) } : status];
  });
}

function besides(segment: Segment, find: Find): Omit<StatusSaid, 'category'> {
  return {
    on: dayAt(segment, 2, find),
    action: givenOf(segment, 3),
    chargeCents: centsAt(segment, 4, find),
    paidCents: centsAt(segment, 5, find),
    paidOn: dayAt(segment, 6, find),
    paymentNumber: givenOf(segment, 9),
    message: givenOf(segment, 12),
  };
}
