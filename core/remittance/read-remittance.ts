import { AMOUNT_RULE } from '../x12/element-values.ts';
import { gatherFindings, type Find, type X12Finding } from '../x12/finding.ts';
import { readSets } from '../x12/read-sets.ts';
import { type Segment } from '../x12/segment.ts';
import type { SetHead, SetReader } from '../x12/transaction.ts';
import { balanceClaim, balancePayment } from './balance.ts';
import { takeProviderAdjustments } from './read-adjustments.ts';
import { openClaim, takeOfClaim, type OpenClaim } from './read-claim.ts';
import { closeHead, openHead, takeOfHead, type OpenHead } from './read-head.ts';
import type { ProviderAdjustment, RemittanceEvent, RemittanceTail } from './remittance.ts';

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

/** Where the reading of one 835 stands. */
interface Reading {
  readonly give: Give;
  readonly find: Find;
  readonly head: OpenHead;
  readonly providerAdjustments: ProviderAdjustment[];
  claim: OpenClaim | undefined;
  isHeadGiven: boolean;
  /** A PLB has come: no claim should follow. */
  hasEnded: boolean;
  /** No amount was unreadable, and no claim is out of balance. */
  isWhole: boolean;
  claims: number;
  paidCents: number;
}

/** Reads one 835 transaction. */
export function remittanceReader(set: SetHead, give: Give): SetReader {
  const findings = gatherFindings();
  const find: Find = (finding) => {
    if (finding.rule === AMOUNT_RULE && finding.severity === 'error') {
      reading.isWhole = false;
      if (reading.claim !== undefined) reading.claim.isUnsound = true;
    }
    findings.find(finding);
  };
  const reading: Reading = {
    give,
    find,
    head: openHead(set),
    providerAdjustments: [],
    claim: undefined,
    isHeadGiven: false,
    hasEnded: false,
    isWhole: true,
    claims: 0,
    paidCents: 0,
  };
  return {
    find,
    take: (segment) => takeSegment(reading, segment),
    close() {
      giveClaim(reading);
      giveHead(reading);
      give({ kind: 'tail', tail: tailOf(reading, findings.all) });
    },
  };
}

function takeSegment(reading: Reading, segment: Segment): void {
  const { claim, head, find } = reading;
  switch (segment.name) {
    case 'CLP':
      return startClaim(reading, segment);
    case 'LX':
      giveClaim(reading);
      return giveHead(reading);
    case 'PLB':
      giveClaim(reading);
      giveHead(reading);
      reading.hasEnded = true;
      takeProviderAdjustments(segment, reading.providerAdjustments, find);
      return;
    case 'TS2':
    case 'TS3':
      return;
    default:
      if (claim !== undefined ? takeOfClaim(claim, segment, find) : !reading.isHeadGiven && takeOfHead(head, segment, find)) return;
      find(outOfPlace(segment, claim !== undefined));
  }
}

function giveHead(reading: Reading): void {
  if (reading.isHeadGiven) return;
  reading.isHeadGiven = true;
  reading.give({ kind: 'head', head: closeHead(reading.head, reading.find) });
}

function giveClaim(reading: Reading): void {
  if (reading.claim === undefined) return;
  const { claim } = reading.claim;
  balanceClaim(reading.claim, reading.find);
  reading.claims += 1;
  reading.paidCents += claim.paidCents;
  reading.isWhole &&= claim.balanced;
  reading.claim = undefined;
  reading.give({ kind: 'claim', claim });
}

function startClaim(reading: Reading, segment: Segment): void {
  giveClaim(reading);
  giveHead(reading);
  if (reading.hasEnded) reading.find(late(segment));
  const found: X12Finding[] = [];
  reading.claim = openClaim(segment, (finding) => void found.push(finding));
  for (const finding of found) reading.find(finding);
}

function tailOf(reading: Reading, findings: () => X12Finding[]): RemittanceTail {
  const { head, providerAdjustments, claims, paidCents: claimsPaidCents } = reading;
  const payment = { claimsPaidCents, providerAdjustments, paymentCents: head.head.paymentCents, segment: head.segment };
  const differenceCents = balancePayment(payment, reading.find);
  const balanced = differenceCents === 0 && reading.isWhole && head.hasPayment;
  return { providerAdjustments, claims, claimsPaidCents, balanced, differenceCents, findings: findings() };
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
