import { withoutUnseen } from '../plain-line.ts';
import { centsAt, dayAt } from '../x12/element-values.ts';
import type { Find } from '../x12/finding.ts';
import { elementOf, givenOf, type Segment } from '../x12/segment.ts';
import type { SetHead } from '../x12/transaction.ts';
import type { RemittanceHead } from './remittance.ts';

/** The head of an 835 as it is being read. */
export interface OpenHead {
  readonly head: RemittanceHead;
  /** Of BPR, or of ST while there is none. */
  segment: number;
  hasPayment: boolean;
  isUnsound: boolean;
  /** Whose N1 was last: what REF says belongs to it. */
  party?: 'payer' | 'payee';
  /** TRN03: who made the payment, where nothing better names the payer. */
  originator?: string;
}

export function openHead({ interchange, group, control, segment }: SetHead): OpenHead {
  const head: RemittanceHead = { interchange, group, control, payer: {}, payee: {}, paymentCents: 0 };
  return { head, segment, hasPayment: false, isUnsound: false };
}

/** Reads a segment before the first claim; false where it belongs elsewhere. */
export function takeOfHead(open: OpenHead, segment: Segment, find: Find): boolean {
  const { head } = open;
  switch (segment.name) {
    case 'BPR':
      takePayment(open, segment, find);
      return true;
    case 'TRN':
      head.trace ??= withoutUnseen(givenOf(segment, 2));
      open.originator ??= elementOf(segment, 3);
      return true;
    case 'DTM':
      if (elementOf(segment, 1) === '405') head.date ??= dayAt(segment, 2, find);
      return true;
    case 'N1':
      takeParty(open, segment);
      return true;
    case 'REF':
      if (open.party === 'payer' && elementOf(segment, 1) === '2U') head.payer.id ??= withoutUnseen(givenOf(segment, 2));
      return true;
    case 'N3':
    case 'N4':
    case 'PER':
    case 'CUR':
    case 'RDM':
      return true;
    default:
      return false;
  }
}

function takePayment(open: OpenHead, segment: Segment, find: Find): void {
  const { head } = open;
  const cents = centsAt(segment, 2, find);
  [open.segment, open.hasPayment] = [segment.number, cents !== undefined];
  head.paymentCents = cents ?? 0;
  head.handling = givenOf(segment, 1);
  head.method = givenOf(segment, 4);
  head.date = dayAt(segment, 16, find);
}

function takeParty(open: OpenHead, segment: Segment): void {
  const { head } = open;
  const [name, scheme, id] = [withoutUnseen(givenOf(segment, 2)), elementOf(segment, 3), withoutUnseen(givenOf(segment, 4))];
  switch (elementOf(segment, 1)) {
    case 'PR':
      open.party = 'payer';
      head.payer.name ??= name;
      head.payer.id ??= id;
      return;
    case 'PE':
      open.party = 'payee';
      head.payee.name ??= name;
      if (scheme === 'XX') head.payee.npi ??= id;
      return;
    default:
      delete open.party;
  }
}

/** The head when all of it has come; finds what it lacks. */
export function closeHead(open: OpenHead, find: Find): RemittanceHead {
  const { head, segment } = open;
  if (!open.hasPayment) find(lacking(segment, 'BPR', 'how much is paid'));
  if (head.trace === undefined) find(lacking(segment, 'TRN', 'the number of the check or transfer'));
  if (head.payer.name === undefined && head.payer.id === undefined) find(lacking(segment, 'N1*PR', 'who pays'));
  if (head.payee.name === undefined && head.payee.npi === undefined) find(lacking(segment, 'N1*PE', 'who is paid'));
  head.payer.id ??= open.originator === '' ? undefined : open.originator;
  return head;
}

function lacking(segment: number, element: string, what: string) {
  const says = `The transaction does not say ${what}: ${element} is missing before its claims.`;
  return { severity: 'error', rule: '835.head.missing', segment, element, says } as const;
}
