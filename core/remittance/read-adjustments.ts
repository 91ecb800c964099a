import { centsAt, elementName, quantityAt } from '../x12/element-values.ts';
import type { Find } from '../x12/finding.ts';
import { elementOf, lastOf, type Segment } from '../x12/segment.ts';
import type { Adjustment, ProviderAdjustment } from './remittance.ts';
import { checkCode } from './told-code.ts';

/** Group codes of the standard; `CR` is of version 4010. */
const GROUPS = new Set(['CO', 'PR', 'OA', 'PI', 'CR']);
const LAST_TRIPLET = 17;
const LAST_PAIR = 13;

/** Adds all six triplets of a CAS to `into`, and gives their sum. */
export function takeAdjustments(segment: Segment, into: Adjustment[], find: Find): number {
  const group = elementOf(segment, 1);
  if (!GROUPS.has(group)) find(oddGroup(segment));
  const last = lastOf(segment);
  let sum = 0;
  for (let at = 2; at <= LAST_TRIPLET && at <= last; at += 3) {
    const reason = elementOf(segment, at);
    const cents = centsAt(segment, at + 1, find);
    if (reason === '' && cents === undefined) continue;
    if (reason === '' || cents === undefined) find(halfGiven(segment, reason === '' ? at : at + 1));
    checkCode(reason, segment, at, find);
    const quantity = quantityAt(segment, at + 2, find);
    const amountCents = cents ?? 0;
    sum += amountCents;
    into.push({ group, reason, amountCents, quantity });
  }
  return sum;
}

/** Adds all six pairs of a PLB to `into`, and gives their sum. The code is the first component; the rest is the payer's reference. */
export function takeProviderAdjustments(segment: Segment, into: ProviderAdjustment[], find: Find): number {
  const last = lastOf(segment);
  let sum = 0;
  for (let at = 3; at <= LAST_PAIR && at <= last; at += 2) {
    const identifier = elementOf(segment, at);
    const cents = centsAt(segment, at + 1, find);
    if (identifier === '' && cents === undefined) continue;
    if (identifier === '' || cents === undefined) find(halfGiven(segment, identifier === '' ? at : at + 1));
    const [, code = identifier, , reference] = /^([A-Z0-9]{1,3})([:>^|<\\!&;])(.*)$/s.exec(identifier) ?? [];
    const amountCents = cents ?? 0;
    sum += amountCents;
    into.push({ code, reference: reference === '' ? undefined : reference, amountCents, segment: segment.number });
  }
  return sum;
}

function oddGroup(segment: Segment) {
  return {
    severity: 'warning',
    rule: '835.cas.group',
    segment: segment.number,
    element: 'CAS01',
    says: 'CAS01 is none of CO, PR, OA and PI. It was kept as it is and counts in the sums.',
  } as const;
}

function halfGiven(segment: Segment, at: number) {
  const element = elementName(segment, at);
  const says = `${element} is empty beside a filled neighbour: an adjustment of ${segment.name} has a reason and an amount.`;
  return { severity: 'error', rule: '835.adjustment.half', segment: segment.number, element, says } as const;
}
