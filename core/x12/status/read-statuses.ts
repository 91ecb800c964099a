import type { Draft } from '../draft.ts';
import { centsAt, dayAt, quantityAt } from '../element-values.ts';
import { gatherFindings, type Find } from '../finding.ts';
import { giveSet } from '../give-set.ts';
import { hierarchy } from '../hierarchy.ts';
import { CLAIM_ACKNOWLEDGEMENT, STATUS_ANSWER, STATUS_QUESTION } from '../loops/status-shapes.ts';
import { walkLoops } from '../loops/walk-loops.ts';
import { partyOf, referenceOf, takeOfParty, type Party } from '../party.ts';
import { readDay, readDays } from '../read-day.ts';
import { compositeOf, elementOf, givenOf, partOf, type Segment } from '../segment.ts';
import type { SetEvent } from '../set-event.ts';
import type { SetHead, SetReader } from '../transaction.ts';
import type { ClaimStatus, LineStatus, StatusHead, StatusLevel } from './claim-status.ts';
import { statusesOf } from './statuses-of.ts';

export type StatusEvent = SetEvent<StatusHead, ClaimStatus>;

/** `276`, `277` or `277CA`; `undefined` for another transaction. */
export function statusType({ set, version }: SetHead): StatusHead['type'] | undefined {
  if (set === '276') return '276';
  if (set !== '277') return undefined;
  return /X(?:214|167)/.test(version) ? '277CA' : '277';
}

const SHAPES = { '276': STATUS_QUESTION, '277': STATUS_ANSWER, '277CA': CLAIM_ACKNOWLEDGEMENT } as const;
const LEVELS: Readonly<Record<string, StatusLevel>> = {
  '20': 'source',
  '21': 'receiver',
  '19': 'provider',
  '22': 'subscriber',
  '23': 'dependent',
  PT: 'patient',
};
const ORDER: readonly StatusLevel[] = ['source', 'receiver', 'provider', 'subscriber', 'dependent', 'patient'];

/** Whom the open levels name. */
type Named = Pick<Draft<ClaimStatus>, 'source' | 'receiver' | 'provider' | 'subscriber' | 'patient' | 'birthDate' | 'sex'>;

/** Where the reading of one transaction stands. */
interface Reading {
  readonly head: Draft<StatusHead>;
  named: Named;
  level: StatusLevel;
  item: Draft<ClaimStatus> | undefined;
  party: Draft<Party> | undefined;
}

/** Reads a 276, 277 or 277CA: an item for each TRN, with whom the levels above it name. */
export function statusReader(set: SetHead, type: StatusHead['type'], give: (event: StatusEvent) => void): SetReader {
  const { find, all } = gatherFindings();
  const reading: Reading = { head: { type }, named: {}, level: 'source', item: undefined, party: undefined };
  const giving = giveSet<StatusHead, ClaimStatus>(set, reading.head, give);
  const giveItem = (): void => {
    if (reading.item !== undefined) giving.item(reading.item);
    reading.item = undefined;
  };
  const walk = walkLoops(
    SHAPES[type],
    (segment) => {
      const begins = segment.name === 'TRN' || (segment.name === 'STC' && reading.item === undefined);
      if (begins || segment.name === 'HL') {
        giveItem();
        giving.head();
      }
      if (begins) reading.item = itemOf(reading, segment);
      if (segment.name === 'HL') startLevel(reading, segment);
      else if (segment.name !== 'TRN') takeSegment(reading, segment, find);
    },
    find,
  );
  const levels = hierarchy(find);
  return {
    find,
    take(segment) {
      if (segment.name === 'HL') levels(segment);
      walk.take(segment);
    },
    close() {
      walk.close();
      giveItem();
      giving.tail(all());
    },
  };
}

function itemOf({ level, named }: Reading, segment: Segment): Draft<ClaimStatus> {
  const trace = segment.name === 'TRN' ? givenOf(segment, 2) : undefined;
  return {
    level,
    trace,
    statuses: [],
    references: [],
    dates: [],
    quantities: [],
    amounts: [],
    ...named,
    lines: [],
    segment: segment.number,
  };
}

function startLevel(reading: Reading, segment: Segment): void {
  reading.level = LEVELS[elementOf(segment, 3)] ?? reading.level;
  reading.named = above(reading.named, reading.level);
  reading.party = undefined;
}

function takeSegment(reading: Reading, segment: Segment, find: Find): void {
  const { head, item, level, party } = reading;
  switch (segment.name) {
    case 'BHT':
      [head.reference, head.createdOn] = [givenOf(segment, 3), readDay(elementOf(segment, 4))];
      return;
    case 'NM1':
      reading.party = partyOf(segment);
      reading.named = { ...reading.named, [level === 'dependent' ? 'patient' : level]: reading.party };
      return;
    case 'DMG':
      reading.named = { ...reading.named, birthDate: dayAt(segment, 2, find), sex: givenOf(segment, 3) };
      return;
    default:
      if (item !== undefined) takeOfStatus(item, segment, find);
      else if (party !== undefined) takeOfParty(party, segment);
  }
}

/** What stays named when a level begins: the levels above it. */
function above(named: Named, level: StatusLevel): Named {
  const at = ORDER.indexOf(level);
  const kept: Named = {};
  if (at > 0) kept.source = named.source;
  if (at > 1) kept.receiver = named.receiver;
  if (at > 2) kept.provider = named.provider;
  if (level === 'dependent') kept.subscriber = named.subscriber;
  return kept;
}

function takeOfStatus(item: Draft<ClaimStatus>, segment: Segment, find: Find): void {
  const line = item.lines.at(-1);
  switch (segment.name) {
    case 'STC':
      (line ?? item).statuses.push(...statusesOf(segment, find));
      return;
    case 'SVC':
      item.lines.push(lineOf(segment, find));
      return;
    case 'REF':
      (line ?? item).references.push(referenceOf(segment));
      if (line === undefined && elementOf(segment, 1) === '1K') item.payerClaimId ??= givenOf(segment, 2);
      return;
    case 'DTP': {
      const days = readDays(elementOf(segment, 2), elementOf(segment, 3));
      if (line !== undefined) line.days ??= days;
      else if (days !== undefined) item.dates.push({ qualifier: elementOf(segment, 1), ...days });
      return;
    }
    case 'QTY':
      item.quantities.push({ qualifier: elementOf(segment, 1), quantity: quantityAt(segment, 2, find) ?? 0 });
      return;
    case 'AMT':
      item.amounts.push({ qualifier: elementOf(segment, 1), cents: centsAt(segment, 2, find) ?? 0 });
      return;
    default:
  }
}

function lineOf(segment: Segment, find: Find): Draft<LineStatus> {
  const service = compositeOf(segment, 1);
  return {
    qualifier: partOf(service, 1),
    code: partOf(service, 2),
    modifiers: service.parts.slice(2, 6).filter((one) => one !== ''),
    chargeCents: centsAt(segment, 2, find),
    paidCents: centsAt(segment, 3, find),
    revenue: givenOf(segment, 4),
    units: quantityAt(segment, 7, find),
    statuses: [],
    references: [],
  };
}
