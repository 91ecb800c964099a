import { dollars } from '../../money.ts';
import type { Find } from '../finding.ts';
import { diagnosesOf, type Claim837, type Line837, type OtherPayer } from './claim-837.ts';

/** Finds what a claim says against itself: charges, pointers, what other payers decided. */
export function checkClaim837(claim: Claim837, find: Find): void {
  const { chargeCents, lines, segment = 0, codes } = claim;
  const here = segment === 0 ? {} : { segment };
  const charged = lines.reduce((sum, line) => sum + line.chargeCents, 0);
  if (lines.length > 0 && charged !== chargeCents) {
    const says = `CLM02 says ${dollars(chargeCents)}, and the lines are charged ${dollars(charged)} together: ${dollars(Math.abs(charged - chargeCents))} apart.`;
    find({ severity: 'error', rule: '837.claim.total', ...here, element: 'CLM02', says });
  }
  if (codes.filter(({ qualifier }) => ['ABK', 'BK'].includes(qualifier)).length > 1) {
    const says = 'HI names more than one principal diagnosis. All were read, the first as the principal one.';
    find({ severity: 'warning', rule: '837.claim.principal', ...here, element: 'HI', says });
  }
  const diagnoses = diagnosesOf(claim).length;
  for (const line of lines) {
    const lost = line.pointers.filter((pointer) => pointer < 1 || pointer > diagnoses);
    if (lost.length === 0) continue;
    const says = `Line ${line.number} points at diagnosis ${lost.join(' and ')}, and the claim has ${diagnoses}.`;
    find({ severity: 'error', rule: '837.line.pointer', ...here, element: 'SV107', says });
  }
  for (const other of claim.otherPayers) checkOtherPayer(other, claim, find);
}

/** What another payer paid and took off is what was charged, at each line and at the claim (X222A1, 1.4.4). */
function checkOtherPayer({ payer, amounts, adjustments }: OtherPayer, claim: Claim837, find: Find): void {
  const here = claim.segment === undefined ? {} : { segment: claim.segment };
  const paid = amounts.find(({ qualifier }) => qualifier === 'D')?.cents;
  const decided = claim.lines.flatMap((line) =>
    line.adjudications.filter(({ payerId }) => payerId === payer?.id).map((adjudication) => ({ line, ...adjudication })),
  );
  for (const { line, paidCents, adjustments: off } of decided) {
    const left = line.chargeCents - sumOf(off);
    if (left === paidCents) continue;
    const says = `Another payer's decision on line ${line.number} does not add up: ${dollars(line.chargeCents)} less ${dollars(sumOf(off))} is ${dollars(left)}, and SVD02 says ${dollars(paidCents)}.`;
    find({ severity: 'warning', rule: '837.other-payer.line', ...here, element: 'SVD02', says });
  }
  if (paid === undefined) return;
  const all = sumOf(adjustments) + decided.reduce((sum, { adjustments: off }) => sum + sumOf(off), 0);
  if (claim.chargeCents - all === paid) return;
  const says = `Another payer's decision does not add up: ${dollars(claim.chargeCents)} less ${dollars(all)} is ${dollars(claim.chargeCents - all)}, and AMT*D says ${dollars(paid)}.`;
  find({ severity: 'warning', rule: '837.other-payer.claim', ...here, element: 'AMT02', says });
}

function sumOf(adjustments: Line837['adjudications'][number]['adjustments']): number {
  return adjustments.reduce((sum, { amountCents }) => sum + amountCents, 0);
}
