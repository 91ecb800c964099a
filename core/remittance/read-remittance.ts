import { AMOUNT_RULE } from '../x12/element-values.ts';
import { gatherFindings, type Find, type X12Finding } from '../x12/finding.ts';
import { readSets } from '../x12/read-sets.ts';
import { type Segment } from '../x12/segment.ts';
import type { SetHead, SetReader } from '../x12/transaction.ts';
import { balanceClaim, balancePayment } from './balance.ts';
import { takeProviderAdjustments } from './read-adjustments.ts';
import { openClaim, takeOfClaim, type OpenClaim } from './read-claim.ts';
import { closeHead, openHead, takeOfHead } from './read-head.ts';
import type { ProviderAdjustment, RemittanceEvent } from './remittance.ts';

type Give = (event: RemittanceEvent) => void;

/**
 * Reads 835 files (005010X221, 004010X091) as they stream by: for each transaction its head, its claims, its tail. Memory does not grow
 * with the file. What does not balance is said to and given all the same; whoever posts looks at `balanced` and the findings. A
 * transaction that is no 835 becomes a finding. Throws Failure `bad-file` where the file is no X12, after what was read before.
 */
export function readRemittance(chunks: AsyncIterable<string>): AsyncGenerator<RemittanceEvent> {
  return readSets<RemittanceEvent>(chunks, {
    open: (give) => (head) => {
      if (head.set === '835') return remittanceReader(head, give);
      give({ kind: 'finding', finding: noRemittance(head) });
      return undefined;
    },
    outside: (give) => (finding) => give({ kind: 'finding', finding }),
  });
}

/** Reads one 835 transaction. */
export function remittanceReader(set: SetHead, give: Give): SetReader {
  const findings = gatherFindings();
  const head = openHead(set);
  const providerAdjustments: ProviderAdjustment[] = [];
  let claim: OpenClaim | undefined;
  let [isHeadGiven, hasEnded, isWhole] = [false, false, true];
  const totals = { claims: 0, paidCents: 0 };

  const find: Find = (finding) => {
    if (finding.rule === AMOUNT_RULE && finding.severity === 'error') {
      isWhole = false;
      if (claim !== undefined) claim.isUnsound = true;
    }
    findings.find(finding);
  };
  const giveHead = (): void => {
    if (isHeadGiven) return;
    isHeadGiven = true;
    give({ kind: 'head', head: closeHead(head, find) });
  };
  const giveClaim = (): void => {
    if (claim === undefined) return;
    balanceClaim(claim, find);
    totals.claims += 1;
    totals.paidCents += claim.claim.paidCents;
    isWhole &&= claim.claim.balanced;
    give({ kind: 'claim', claim: claim.claim });
    claim = undefined;
  };
  const startClaim = (segment: Segment): void => {
    giveClaim();
    giveHead();
    if (hasEnded) find(late(segment));
    const amounts: X12Finding[] = [];
    claim = openClaim(segment, (finding) => void amounts.push(finding));
    for (const finding of amounts) find(finding);
  };

  return {
    find,
    take(segment) {
      switch (segment.name) {
        case 'CLP':
          return startClaim(segment);
        case 'LX':
          giveClaim();
          return giveHead();
        case 'PLB':
          giveClaim();
          giveHead();
          hasEnded = true;
          takeProviderAdjustments(segment, providerAdjustments, find);
          return;
        case 'TS2':
        case 'TS3':
          return;
        default:
          if (claim !== undefined ? takeOfClaim(claim, segment, find) : !isHeadGiven && takeOfHead(head, segment, find)) return;
          find(outOfPlace(segment, claim !== undefined));
      }
    },
    close() {
      giveClaim();
      giveHead();
      const { paymentCents } = head.head;
      const payment = { claimsPaidCents: totals.paidCents, providerAdjustments, paymentCents, segment: head.segment };
      const differenceCents = balancePayment(payment, find);
      const balanced = differenceCents === 0 && isWhole && head.hasPayment;
      const tail = { providerAdjustments, claims: totals.claims, claimsPaidCents: totals.paidCents, balanced, differenceCents };
      give({ kind: 'tail', tail: { ...tail, findings: findings.all() } });
    },
  };
}

function noRemittance({ set, segment }: SetHead): X12Finding {
  const what = /^\d{3}$/.test(set) ? `a ${set}` : 'of no known type';
  const says = `The transaction at segment ${segment} is ${what} and no 835, so it was not read as a remittance.`;
  return { severity: 'error', rule: '835.set', segment, element: 'ST01', says };
}

function late(segment: Segment): X12Finding {
  const says = 'A claim stands after the provider adjustments (PLB), where none should. It was read and counts.';
  return { severity: 'error', rule: '835.order', segment: segment.number, element: 'CLP', says };
}

function outOfPlace(segment: Segment, isInClaim: boolean): X12Finding {
  const name = segment.name;
  const what = /^[A-Z][A-Z0-9]{1,2}$/.test(name) ? name : 'A segment without a name';
  const says = `${what} has no place ${isInClaim ? 'in a claim of an 835' : 'here, before a claim (CLP)'}, and was left out.`;
  return { severity: SUMMED.has(name) ? 'error' : 'warning', rule: '835.order', segment: segment.number, element: name.slice(0, 3), says };
}

/** Segments that carry money: one that is left out is an error. */
const SUMMED = new Set(['CAS', 'SVC', 'CLP', 'PLB', 'BPR']);
