import type { Draft } from '../draft.ts';
import { dayAt, quantityAt } from '../element-values.ts';
import { centsAt } from '../element-values.ts';
import { gatherFindings, type Find } from '../finding.ts';
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

/** Reads a 276, 277 or 277CA: an item for each TRN, with whom the levels above it name. */
export function statusReader(set: SetHead, type: StatusHead['type'], give: (event: StatusEvent) => void): SetReader {
  const { find, all } = gatherFindings();
  const head: Draft<StatusHead> = { type };
  let named: Named = {};
  let level: StatusLevel = 'source';
  let item: Draft<ClaimStatus> | undefined;
  let party: Draft<Party> | undefined;
  let [isHeadGiven, items] = [false, 0];

  const giveHead = (): void => {
    if (!isHeadGiven) give({ kind: 'head', set, head });
    isHeadGiven = true;
  };
  const giveItem = (): void => {
    if (item === undefined) return;
    items += 1;
    give({ kind: 'item', item });
    item = undefined;
  };
  const start = (segment: Segment): void => {
    giveItem();
    giveHead();
    const trace = segment.name === 'TRN' ? givenOf(segment, 2) : undefined;
    item = { level, trace, statuses: [], references: [], dates: [], quantities: [], amounts: [], lines: [], ...named, segment: segment.number };
  };

  const walk = walkLoops(
    SHAPES[type],
    (segment) => {
      switch (segment.name) {
        case 'BHT':
          [head.reference, head.createdOn] = [givenOf(segment, 3), readDay(elementOf(segment, 4))];
          return;
        case 'HL':
          giveItem();
          giveHead();
          level = LEVELS[elementOf(segment, 3)] ?? level;
          named = above(named, level);
          party = undefined;
          return;
        case 'NM1':
          party = partyOf(segment);
          named = { ...named, [level === 'dependent' ? 'patient' : level]: party };
          return;
        case 'DMG':
          named = { ...named, birthDate: dayAt(segment, 2, find), sex: givenOf(segment, 3) };
          return;
        case 'TRN':
          return start(segment);
        default:
          if (item === undefined && segment.name === 'STC') start(segment);
          if (item !== undefined) takeOfStatus(item, segment, find);
          else if (party !== undefined) takeOfParty(party, segment);
      }
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
      giveHead();
      give({ kind: 'tail', items, findings: all() });
    },
  };
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
